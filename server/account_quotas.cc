#include "server/account_quotas.h"

#include <stdexcept>

namespace amity::server {

using account::domain::CatalogId;

account::domain::AccountQuotas quotas_in(const AccountQuotaEntries& entries) {
  account::domain::AccountQuotas quotas;
  for (const AccountQuotaEntry& entry : entries) {
    auto quota = account::domain::quota_named(entry.quota.view());
    if (!quota)
      throw std::invalid_argument("there is no quota '" + entry.quota.str() + "'; the quotas are " +
                                  account::domain::quota_names());
    auto account = account::domain::parse_account(entry.account.view()).value();
    for (CatalogId catalog : {CatalogId::AWS, CatalogId::Sandbox})
      if (!entry.catalog || *entry.catalog == catalog)
        quotas[{account, catalog, account::domain::name_of(*quota)}] = entry.value.value;
  }
  return quotas;
}

}  // namespace amity::server
