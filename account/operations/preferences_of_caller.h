#pragma once

#include "account/domain/preferences.h"
#include "account/operations/call.h"
#include "account/store/store.h"

namespace amity::account {

// The caller's preferences in the catalog. Only partners have any: else AccessDeniedException
// INCOMPATIBLE_BENEFIT_AWS_PARTNER_STATE, for the operations list no ResourceNotFoundException
// (behaviour.md §1.7).
domain::Preferences preferences_of_caller(ReadTx& tx, const Call& call);

}  // namespace amity::account
