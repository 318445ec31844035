#pragma once

#include "sql/database.h"

#include <span>
#include <string>
#include <string_view>

namespace amity::account {

// Brings a database up to the last of the steps, in one transaction, and returns the version it is
// at then. Throws StoreUnavailable, having changed nothing, when the database was
// written by a newer program.
std::int64_t migrate(sql::Connection& db, std::span<const std::string_view> steps);

// The store's secret, made now if it has none.
std::string store_secret(sql::Connection& db);

}  // namespace amity::account
