#pragma once

#include "account/domain/identifiers.h"
#include "account/model/scalars.h"
#include "admin/model/scalars.h"

// The quotas of single accounts.
namespace amity::admin {

struct QuotaName : shape::Text<QuotaName> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.min = 1, .max = 64};
};
struct QuotaValue : shape::Number<QuotaValue, std::int64_t> {
  using Number::Number;
  static constexpr shape::NumberLimits limits{.min = 0};
};

struct GetAccountQuotasRequest {
  account::AwsAccountId account;

  static constexpr auto members() {
    using Self = GetAccountQuotasRequest;
    return shape::fields(shape::field<&Self::account>("Account", "Whose, twelve digits."));
  }
};

struct AccountQuota {
  account::domain::CatalogId catalog{};
  QuotaName quota;
  QuotaValue value;

  static constexpr auto members() {
    using Self = AccountQuota;
    return shape::fields(shape::field<&Self::catalog>("Catalog", "AWS or Sandbox."),
                         shape::field<&Self::quota>("Quota", "Its name."),
                         shape::field<&Self::value>("Value", "How much the account has."));
  }
};
struct AccountQuotaList : shape::List<AccountQuotaList, AccountQuota> {};

struct GetAccountQuotasResponse {
  AccountQuotaList quotas;

  static constexpr auto members() {
    using Self = GetAccountQuotasResponse;
    return shape::fields(shape::field<&Self::quotas>("Quotas", "All there are."));
  }
};

struct PutAccountQuotaRequest {
  account::AwsAccountId account;
  std::optional<account::domain::CatalogId> catalog{};
  QuotaName quota;
  std::optional<QuotaValue> value{};

  static constexpr auto members() {
    using Self = PutAccountQuotaRequest;
    return shape::fields(
        shape::field<&Self::account>("Account", "Whose, twelve digits."),
        shape::field<&Self::catalog>("Catalog", "AWS or Sandbox; both when absent."),
        shape::field<&Self::quota>("Quota", "Its name."),
        shape::field<&Self::value>("Value",
                                   "How much; without it the account has what everybody has."));
  }
};
struct PutAccountQuotaResponse : Nothing {};

}  // namespace amity::admin
