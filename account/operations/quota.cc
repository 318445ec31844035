#include "account/operations/quota.h"

namespace amity::account {

std::int64_t quota_of(ReadTx& tx, const Call& call, domain::AccountId account,
                      domain::Quota quota) {
  domain::AccountQuotaKey key{account, call.catalog, domain::name_of(quota)};
  if (auto stored = tx.quotas().of(key)) return *stored;
  auto configured = call.settings.account_quotas.find(key);
  if (configured != call.settings.account_quotas.end()) return configured->second;
  return call.settings.quotas.*quota;
}

}  // namespace amity::account
