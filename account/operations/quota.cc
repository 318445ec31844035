#include "account/operations/quota.h"

namespace amity::account {

std::int64_t quota_of(ReadTx& tx, const Call& call, domain::AccountId account,
                      domain::Quota quota) {
  return quota_of(tx, call.settings, account, call.catalog, quota);
}

std::int64_t quota_of(ReadTx& tx, const Settings& settings, domain::AccountId account,
                      domain::CatalogId catalog, domain::Quota quota) {
  domain::AccountQuotaKey key{account, catalog, domain::name_of(quota)};
  if (auto stored = tx.quotas().of(key)) return *stored;
  auto configured = settings.account_quotas.find(key);
  if (configured != settings.account_quotas.end()) return configured->second;
  return settings.quotas.*quota;
}

}  // namespace amity::account
