#pragma once

#include "account/store/store.h"
#include "admin/model/access_key.h"
#include "admin/operations/call.h"

#include <optional>
#include <string>

namespace amity::admin {

// Makes a key for a user or, without one, for the account's root, and shows it. Throws
// ConflictException when there are two already.
NewAccessKey make_access_key(account::WriteTx& tx, const Call& call,
                             account::domain::AccountId account,
                             const std::optional<std::string>& user);

}  // namespace amity::admin
