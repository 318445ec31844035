#include "account/domain/quota.h"

#include <algorithm>

namespace amity::account::domain {

std::span<const QuotaSetting> quota_settings() {
  static constexpr QuotaSetting settings[] = {
      {"open-connection-invitations", &Quotas::open_connection_invitations,
       "Pending invitations that an account has sent, per catalog."},
      {"active-connections", &Quotas::active_connections,
       "Connections of an account with at least one active type, per catalog."},
      {"connection-invitations-per-day", &Quotas::connection_invitations_per_day,
       "Invitations that an account sends in 24 hours, per catalog."},
      {"email-domains", &Quotas::email_domains,
       "Training and certification e-mail domains of a partner."},
      {"tags", &Quotas::tags, "Tags of a partner."},
      {"profile-updates-per-day", &Quotas::profile_updates_per_day,
       "Profile update tasks that an account starts in 24 hours, per catalog."},
      {"profile-visibility-updates-per-day", &Quotas::profile_visibility_updates_per_day,
       "Visibility changes of an account's profile in 24 hours, per catalog."},
      {"email-verification-codes-per-day", &Quotas::email_verification_codes_per_day,
       "Codes sent to one e-mail address in 24 hours, catalog AWS only."},
      {"registrant-verifications-per-day", &Quotas::registrant_verifications_per_day,
       "Registrant verifications that an account starts in 24 hours, in no catalog."},
  };
  return settings;
}

std::string_view name_of(Quota quota) {
  auto all = quota_settings();
  return std::find_if(all.begin(), all.end(), [&](const auto& row) { return row.value == quota; })
      ->name;
}

std::optional<Quota> quota_named(std::string_view name) {
  for (const QuotaSetting& row : quota_settings())
    if (row.name == name) return row.value;
  return std::nullopt;
}

std::string quota_names() {
  std::string names;
  for (const QuotaSetting& row : quota_settings())
    names += (names.empty() ? "" : ", ") + std::string(row.name);
  return names;
}

}  // namespace amity::account::domain
