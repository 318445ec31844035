#pragma once

#include <span>
#include <string_view>

namespace amity::account {

// The steps from an empty SQLite file to today's schema; the file after step n has version n + 1.
// Steps that were released never change.
std::span<const std::string_view> sqlite_schema_steps();

}  // namespace amity::account
