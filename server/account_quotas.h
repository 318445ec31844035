#pragma once

#include "account/domain/quota.h"
#include "account/model/scalars.h"
#include "protocol/shape/shape.h"
#include "protocol/shape/text.h"

#include <cstdint>
#include <optional>

// The quotas of single accounts, as configuration and seed files write them.
namespace amity::server {

struct QuotaName : shape::Text<QuotaName> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.min = 1};
};
struct QuotaValue : shape::Number<QuotaValue, std::int64_t> {
  using Number::Number;
  static constexpr shape::NumberLimits limits{.min = 0};
};

struct AccountQuotaEntry {
  account::AwsAccountId account;
  std::optional<account::domain::CatalogId> catalog;
  QuotaName quota;
  QuotaValue value;

  static constexpr auto members() {
    using Self = AccountQuotaEntry;
    using shape::field;
    return shape::fields(field<&Self::account>("account", "Twelve digits."),
                         field<&Self::catalog>("catalog", "AWS or Sandbox; both when absent."),
                         field<&Self::quota>("quota", "The quota's name."),
                         field<&Self::value>("value", "How much the account has."));
  }
};
struct AccountQuotaEntries : shape::List<AccountQuotaEntries, AccountQuotaEntry> {};

// What the entries say; of two for the same quota the last counts. Throws std::invalid_argument for
// a name that no quota has.
account::domain::AccountQuotas quotas_in(const AccountQuotaEntries& entries);

}  // namespace amity::server
