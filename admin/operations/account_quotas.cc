// File: account_quotas.cc, contains the operations on the quotas of single accounts.
#include "account/operations/quota.h"
#include "admin/model/errors.h"
#include "admin/operations/bodies.h"

namespace amity::admin {
namespace {

namespace domain = account::domain;

constexpr domain::CatalogId kCatalogs[] = {domain::CatalogId::AWS, domain::CatalogId::Sandbox};

// Decoding has seen that these are twelve digits.
domain::AccountId account_in(const account::AwsAccountId& digits) {
  return domain::parse_account(digits.view()).value();
}

}  // namespace

GetAccountQuotasResponse get_account_quotas(ReadTx& tx, const Call& call,
                                            const GetAccountQuotasRequest& request) {
  domain::AccountId account = account_in(request.account);
  GetAccountQuotasResponse response;
  for (domain::CatalogId catalog : kCatalogs) {
    for (const domain::QuotaSetting& quota : domain::quota_settings()) {
      AccountQuota& shown = response.quotas.items.emplace_back();
      shown.catalog = catalog;
      shown.quota = QuotaName(quota.name);
      shown.value = QuotaValue(account::quota_of(tx, call.settings, account, catalog, quota.value));
    }
  }
  return response;
}

PutAccountQuotaResponse put_account_quota(WriteTx& tx, const Call& /*call*/,
                                          const PutAccountQuotaRequest& request) {
  domain::AccountId account = account_in(request.account);
  auto quota = domain::quota_named(request.quota.view());
  if (!quota)
    throw error(ErrorCode::ValidationException,
                "There is no quota of that name; the quotas are " + domain::quota_names() + ".");
  for (domain::CatalogId catalog : kCatalogs) {
    if (request.catalog.value_or(catalog) != catalog) continue;
    domain::AccountQuotaKey key{account, catalog, domain::name_of(*quota)};
    if (request.value) {
      tx.quotas().set(key, request.value->value);
    } else {
      tx.quotas().clear(key);
    }
  }
  return {};
}

}  // namespace amity::admin
