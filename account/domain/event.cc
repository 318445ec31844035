#include "account/domain/event.h"

#include "protocol/shape/encode.h"

namespace amity::account::domain {
namespace {

// The `detail` of an event as member tables. Its strings are made by us and have no limits of their
// own.
struct Word : shape::Text<Word> {
  using Text::Text;
  static constexpr shape::TextLimits limits{};
};

struct InvitationInEvent {
  ConnectionInvitationArn arn;
  ConnectionInvitationId id;
  Word connection_type;
  std::optional<Email> inviter_email;
  std::optional<InvitationMessage> invitation_message;
  std::optional<UnicodeString> sender_company_name;
  std::optional<PartnerProfileId> sender_profile_id;
  std::optional<PartnerProfileId> receiver_profile_id;
  std::optional<Timestamp> expires_at;

  static constexpr auto members() {
    using Self = InvitationInEvent;
    using shape::field;
    return shape::fields(
        field<&Self::arn>("arn", "The invitation."), field<&Self::id>("id", "Its id."),
        field<&Self::connection_type>("connectionType", "What the two would do together."),
        field<&Self::inviter_email>("inviterEmail", "The sender's contact address."),
        field<&Self::invitation_message>("invitationMessage", "What the sender wrote."),
        field<&Self::sender_company_name>("senderCompanyName", "The sender's display name."),
        field<&Self::sender_profile_id>("senderProfileId", "The sender's profile."),
        field<&Self::receiver_profile_id>("receiverProfileId", "The receiver's profile."),
        field<&Self::expires_at>("expiresAt", "Until when it can be answered."));
  }
};

struct ConnectionInEvent {
  ConnectionArn arn;
  ConnectionId id;
  std::optional<Word> connection_type;
  std::optional<AwsAccountId> participant1;
  std::optional<AwsAccountId> participant2;
  std::optional<ConnectionTypeStatus> status;
  std::optional<AwsAccountId> canceled_by;

  static constexpr auto members() {
    using Self = ConnectionInEvent;
    using shape::field;
    return shape::fields(
        field<&Self::arn>("arn", "The connection."), field<&Self::id>("id", "Its id."),
        field<&Self::connection_type>("connectionType", "The type that ended."),
        // Capital letters as AWS documents them.
        field<&Self::participant1>("Participant1AccountId", "The sender of the invitation."),
        field<&Self::participant2>("Participant2AccountId", "Its receiver."),
        field<&Self::status>("status", "ACTIVE."),
        field<&Self::canceled_by>("canceledBy", "The account that ended it."));
  }
};

struct Detail {
  Catalog catalog;
  std::optional<InvitationInEvent> invitation;
  std::optional<ConnectionInEvent> connection;

  static constexpr auto members() {
    using Self = Detail;
    using shape::field;
    return shape::fields(field<&Self::catalog>("catalog", "AWS or Sandbox."),
                         field<&Self::invitation>("connectionInvitation", "What changed."),
                         field<&Self::connection>("connection", "What changed."));
  }
};

// Events spell the types in camel case, unlike the API.
Word event_spelling(ConnectionType type) {
  return Word(type == ConnectionType::SUBSIDIARY ? "Subsidiary" : "OpportunityCollaboration");
}

InvitationInEvent named(const Invitation& invitation, const Place& place) {
  InvitationInEvent shown;
  shown.arn = arn(place, invitation.catalog, invitation.id);
  shown.id = text(invitation.id);
  shown.connection_type = event_spelling(invitation.type);
  return shown;
}

Event event(std::string_view detail_type, AccountId recipient, CatalogId catalog, Timestamp at,
            std::optional<InvitationInEvent> invitation,
            std::optional<ConnectionInEvent> connection) {
  Event made;
  made.detail_type = detail_type;
  made.recipient = recipient;
  made.catalog = catalog;
  made.at = at;
  if (invitation) made.resources.push_back(invitation->arn.str());
  if (connection) made.resources.push_back(connection->arn.str());
  shape::encode(Detail{text(catalog), std::move(invitation), std::move(connection)}, made.detail);
  return made;
}

}  // namespace

Event invitation_received(const Invitation& invitation, const UnicodeString& sender_company,
                          const Place& place) {
  InvitationInEvent shown = named(invitation, place);
  shown.inviter_email = invitation.inviter_email;
  shown.invitation_message = invitation.message;
  shown.sender_company_name = sender_company;
  shown.sender_profile_id = invitation.sender_profile;
  shown.expires_at = invitation.expires_at;
  return event("Partner Connection Invitation Received", invitation.receiver, invitation.catalog,
               invitation.created_at, std::move(shown), std::nullopt);
}

std::vector<Event> invitation_accepted(const Invitation& invitation, const Connection& connection,
                                       const Place& place) {
  ConnectionInEvent joined;
  joined.arn = arn(place, connection.catalog, connection.id);
  joined.id = text(connection.id);
  joined.participant1 = text(invitation.sender);
  joined.participant2 = text(invitation.receiver);
  joined.status = ConnectionTypeStatus::ACTIVE;
  std::vector<Event> events;
  for (AccountId recipient : {invitation.sender, invitation.receiver})
    events.push_back(event("Partner Connection Invitation Accepted", recipient, invitation.catalog,
                           invitation.updated_at, named(invitation, place), joined));
  return events;
}

Event invitation_rejected(const Invitation& invitation,
                          const std::optional<PartnerProfileId>& receiver_profile,
                          const Place& place) {
  InvitationInEvent shown = named(invitation, place);
  shown.invitation_message = invitation.message;
  shown.receiver_profile_id = receiver_profile;
  return event("Partner Connection Invitation Rejected", invitation.sender, invitation.catalog,
               invitation.updated_at, std::move(shown), std::nullopt);
}

Event invitation_canceled(const Invitation& invitation, const Place& place) {
  InvitationInEvent shown = named(invitation, place);
  shown.invitation_message = invitation.message;
  shown.sender_profile_id = invitation.sender_profile;
  return event("Partner Connection Invitation Cancelled", invitation.receiver, invitation.catalog,
               invitation.updated_at, std::move(shown), std::nullopt);
}

std::vector<Event> invitation_expired(const Invitation& invitation,
                                      const std::optional<PartnerProfileId>& receiver_profile,
                                      const Place& place) {
  InvitationInEvent shown = named(invitation, place);
  shown.inviter_email = invitation.inviter_email;
  shown.invitation_message = invitation.message;
  shown.sender_profile_id = invitation.sender_profile;
  shown.receiver_profile_id = receiver_profile;
  std::vector<Event> events;
  for (AccountId recipient : {invitation.sender, invitation.receiver})
    events.push_back(event("Partner Connection Invitation Expired", recipient, invitation.catalog,
                           invitation.expires_at, shown, std::nullopt));
  return events;
}

Event connection_canceled(const Connection& connection, ConnectionType type, AccountId canceled_by,
                          const Place& place) {
  ConnectionInEvent shown;
  shown.arn = arn(place, connection.catalog, connection.id);
  shown.id = text(connection.id);
  shown.connection_type = event_spelling(type);
  shown.canceled_by = text(canceled_by);
  return event("Partner Connection Cancelled", connection.other(canceled_by), connection.catalog,
               connection.updated_at, std::nullopt, std::move(shown));
}

}  // namespace amity::account::domain
