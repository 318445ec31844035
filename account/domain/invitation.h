#pragma once

#include "account/domain/identifiers.h"
#include "account/model/invitation.h"

#include <cstdint>
#include <optional>
#include <string>

namespace amity::account::domain {

// An invitation without what the sender wrote: what lists show and rules ask for.
struct InvitationHead {
  InvitationKey id;
  CatalogId catalog{};
  ConnectionType type{};
  AccountId sender;
  AccountId receiver;
  PartnerProfileId sender_profile;            // when it was sent
  ParticipantIdentifier receiver_identifier;  // exactly as the sender wrote it
  std::optional<ConnectionKey> connection;    // the one it added to or made
  Timestamp created_at;
  Timestamp updated_at;
  Timestamp expires_at;
  InvitationStatus status{};  // as written; what it means now is status_at()

  bool has_party(AccountId account) const { return account == sender || account == receiver; }
};

// One invitation: one row, of two parties. Each sees it through a view of its own.
struct Invitation : InvitationHead {
  Email inviter_email;
  SensitiveUnicodeString inviter_name;
  InvitationMessage message;
};

// Which side of an invitation somebody is on.
enum class Side : std::uint8_t { sender, receiver, clock };
enum class Act : std::uint8_t { accept, reject, cancel, expire };

struct Transition {
  InvitationStatus from;
  Act act;
  Side by;
  InvitationStatus to;
};

// The whole life of an invitation (behaviour.md §15). Whatever is not here does not happen.
inline constexpr Transition kTransitions[] = {
    {InvitationStatus::PENDING, Act::accept, Side::receiver, InvitationStatus::ACCEPTED},
    {InvitationStatus::PENDING, Act::reject, Side::receiver, InvitationStatus::REJECTED},
    {InvitationStatus::PENDING, Act::cancel, Side::sender, InvitationStatus::CANCELED},
    {InvitationStatus::PENDING, Act::expire, Side::clock, InvitationStatus::EXPIRED},
};

// The status that follows, or nothing when the act is not possible.
constexpr std::optional<InvitationStatus> next(InvitationStatus from, Act act, Side by) {
  for (const Transition& row : kTransitions)
    if (row.from == from && row.act == act && row.by == by) return row.to;
  return std::nullopt;
}

// Whether that side may ever do this.
constexpr bool may(Side side, Act act) {
  for (const Transition& row : kTransitions)
    if (row.act == act && row.by == side) return true;
  return false;
}

// Expiry is a fact of the clock: from `expires_at` on a pending invitation is expired for whoever
// looks, whether or not the row says so yet.
InvitationStatus status_at(const InvitationHead& invitation, Timestamp now);
// When the status last changed, likewise.
Timestamp updated_at(const InvitationHead& invitation, Timestamp now);

// The side an account is on. The account is a party.
Side side_of(const InvitationHead& invitation, AccountId account);
ParticipantType role_of(const InvitationHead& invitation, AccountId account);
AccountId other_party(const InvitationHead& invitation, AccountId account);

// What a party sees of the other: the sender what it wrote itself, the receiver the sender's
// profile. Neither learns an account id that it did not know (behaviour.md §1.1, §1.3).
ParticipantIdentifier other_participant(const InvitationHead& invitation, AccountId viewer);

// The invitation as a party sees it.
ConnectionInvitationDetails details(Invitation invitation, AccountId viewer, const Place& place,
                                    Timestamp now);
ConnectionInvitationSummary summary(const InvitationHead& invitation, AccountId viewer,
                                    const Place& place, Timestamp now);

}  // namespace amity::account::domain
