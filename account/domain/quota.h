#pragma once

#include "protocol/shape/timestamp.h"

#include <cstdint>
#include <span>
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
};

inline constexpr Duration kQuotaDay = hours(24);

// A quota as settings name it.
struct QuotaSetting {
  std::string_view name;
  std::int64_t Quotas::*value;
  std::string_view doc;
};

std::span<const QuotaSetting> quota_settings();

}  // namespace amity::account::domain
