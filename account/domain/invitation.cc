#include "account/domain/invitation.h"

#include <utility>

namespace amity::account::domain {
namespace {

static_assert(next(InvitationStatus::PENDING, Act::reject, Side::receiver) ==
              InvitationStatus::REJECTED);
static_assert(!next(InvitationStatus::PENDING, Act::reject, Side::sender));
static_assert(!next(InvitationStatus::EXPIRED, Act::accept, Side::receiver));

// What the details and the summary have in common.
template <class View>
View view(const InvitationHead& invitation, AccountId viewer, const Place& place, Timestamp now) {
  View shown;
  shown.catalog = text(invitation.catalog);
  shown.id = text(invitation.id);
  shown.arn = arn(place, invitation.catalog, invitation.id);
  if (invitation.connection) shown.connection_id = text(*invitation.connection);
  shown.connection_type = invitation.type;
  shown.created_at = invitation.created_at;
  shown.updated_at = updated_at(invitation, now);
  shown.expires_at = invitation.expires_at;
  shown.other_participant_identifier = other_participant(invitation, viewer);
  shown.participant_type = role_of(invitation, viewer);
  shown.status = status_at(invitation, now);
  return shown;
}

}  // namespace

InvitationStatus status_at(const InvitationHead& invitation, Timestamp now) {
  if (now < invitation.expires_at) return invitation.status;
  return next(invitation.status, Act::expire, Side::clock).value_or(invitation.status);
}

Timestamp updated_at(const InvitationHead& invitation, Timestamp now) {
  return status_at(invitation, now) == invitation.status ? invitation.updated_at
                                                         : invitation.expires_at;
}

Side side_of(const InvitationHead& invitation, AccountId account) {
  return account == invitation.sender ? Side::sender : Side::receiver;
}

ParticipantType role_of(const InvitationHead& invitation, AccountId account) {
  return account == invitation.sender ? ParticipantType::SENDER : ParticipantType::RECEIVER;
}

AccountId other_party(const InvitationHead& invitation, AccountId account) {
  return account == invitation.sender ? invitation.receiver : invitation.sender;
}

ParticipantIdentifier other_participant(const InvitationHead& invitation, AccountId viewer) {
  if (viewer == invitation.sender) return invitation.receiver_identifier;
  return ParticipantIdentifier(invitation.sender_profile.view());
}

ConnectionInvitationDetails details(Invitation invitation, AccountId viewer, const Place& place,
                                    Timestamp now) {
  auto shown = view<ConnectionInvitationDetails>(invitation, viewer, place, now);
  shown.invitation_message = std::move(invitation.message);
  shown.inviter_email = std::move(invitation.inviter_email);
  shown.inviter_name = std::move(invitation.inviter_name);
  return shown;
}

ConnectionInvitationSummary summary(const InvitationHead& invitation, AccountId viewer,
                                    const Place& place, Timestamp now) {
  return view<ConnectionInvitationSummary>(invitation, viewer, place, now);
}

}  // namespace amity::account::domain
