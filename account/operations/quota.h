#pragma once

#include "account/operations/call.h"
#include "account/store/store.h"

#include <cstdint>

namespace amity::account {

// How much of that quota the account has in the call's catalog: what is set for it in the store,
// else what the configuration has for it, else what everybody has. Every check of a quota asks
// this.
std::int64_t quota_of(ReadTx& tx, const Call& call, domain::AccountId account, domain::Quota quota);
std::int64_t quota_of(ReadTx& tx, const Settings& settings, domain::AccountId account,
                      domain::CatalogId catalog, domain::Quota quota);

}  // namespace amity::account
