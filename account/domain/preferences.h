#pragma once

#include "account/domain/identifiers.h"
#include "account/model/preferences.h"

#include <cstdint>

namespace amity::account::domain {

// Whose invitations to collaborate an account lets in; one set per account and catalog. Until an
// account sets them everybody is let in (behaviour.md §1.7).
struct Preferences {
  AccountId account;
  CatalogId catalog{};
  AccessType access_type = AccessType::ALLOW_ALL;
  ParticipantIdentifierList excluded;  // as the account wrote them; empty but for DENY_SOME
  Timestamp updated_at;                // at first when the partner was registered
  std::int64_t revision = 1;           // the API's: what the next update must name
};

// Whether somebody with those names — profile id, account id, seller profile id — is let in. The
// names are asked for only where some are denied.
template <class Names>
bool lets_in(const Preferences& preferences, Names names_of_sender) {
  switch (preferences.access_type) {
    case AccessType::ALLOW_ALL:
      return true;
    case AccessType::DENY_ALL:
      return false;
    case AccessType::ALLOW_BY_DEFAULT_DENY_SOME:
      break;
  }
  for (const auto& name : names_of_sender())
    for (const ParticipantIdentifier& excluded : preferences.excluded)
      if (excluded == name) return false;
  return true;
}

// The preferences as their account sees them.
ConnectionPreferences details(Preferences preferences, const Place& place);

}  // namespace amity::account::domain
