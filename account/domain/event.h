#pragma once

#include "account/domain/connection.h"
#include "account/domain/identifiers.h"
#include "account/domain/invitation.h"
#include "protocol/shape/shape.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What partners are told when an invitation or a connection changes: the events of EventBridge, in
// its words (behaviour.md §2). One event per change and recipient.
namespace amity::account::domain {

// An event, ready for its recipient.
struct Event {
  std::string_view detail_type;  // "Partner Connection Invitation Rejected"
  AccountId recipient;
  CatalogId catalog{};
  Timestamp at;
  std::vector<std::string> resources;  // ARNs
  std::string detail;                  // a JSON object
};

Event invitation_received(const Invitation& invitation, const UnicodeString& sender_company,
                          const Place& place);
// One for each party.
std::vector<Event> invitation_accepted(const Invitation& invitation, const Connection& connection,
                                       const Place& place);
Event invitation_rejected(const Invitation& invitation,
                          const std::optional<PartnerProfileId>& receiver_profile,
                          const Place& place);
Event invitation_canceled(const Invitation& invitation, const Place& place);
// One for each party, at the moment of expiry.
std::vector<Event> invitation_expired(const Invitation& invitation,
                                      const std::optional<PartnerProfileId>& receiver_profile,
                                      const Place& place);
// To the party that did not cancel.
Event connection_canceled(const Connection& connection, ConnectionType type, AccountId canceled_by,
                          const Place& place);

}  // namespace amity::account::domain
