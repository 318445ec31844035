#pragma once

#include "account/domain/identifiers.h"
#include "protocol/shape/timestamp.h"

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace amity::account::domain {

// The quotas of the service (behaviour.md §3), per account and catalog unless said otherwise. "Per
// day" is any 24 hours that end now; only what succeeded counts.
struct Quotas {
  std::int64_t open_connection_invitations = 1'000;     // pending ones sent
  std::int64_t active_connections = 1'000;              // with at least one active type
  std::int64_t connection_invitations_per_day = 50;     // sent
  std::int64_t email_domains = 50;                      // per partner
  std::int64_t tags = 50;                               // per partner
  std::int64_t profile_updates_per_day = 10;            // tasks started
  std::int64_t profile_visibility_updates_per_day = 5;  //
  std::int64_t email_verification_codes_per_day = 5;    // per address, catalog AWS only
  std::int64_t registrant_verifications_per_day = 3;    // started; in no catalog
};

inline constexpr Duration kQuotaDay = hours(24);

using Quota = std::int64_t Quotas::*;

// A quota as settings name it.
struct QuotaSetting {
  std::string_view name;
  Quota value;
  std::string_view doc;
};

std::span<const QuotaSetting> quota_settings();

// A quota's name ("active-connections"), which lives as long as the program, and the quota of that
// name. Rows and settings have the name.
std::string_view name_of(Quota quota);
std::optional<Quota> quota_named(std::string_view name);
// All names in one text, for those who gave a wrong one: "a, b, c".
std::string quota_names();

// One quota of one account in one catalog, and what has been set for it instead of what everybody
// has.
struct AccountQuotaKey {
  AccountId account;
  CatalogId catalog{};
  std::string_view quota;  // as name_of gives it
  auto operator<=>(const AccountQuotaKey&) const = default;
};
using AccountQuotas = std::map<AccountQuotaKey, std::int64_t>;

}  // namespace amity::account::domain
