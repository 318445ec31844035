#pragma once

#include "account/model/scalars.h"
#include "protocol/shape/shape.h"
#include "protocol/shape/text.h"

#include <cstdint>
#include <optional>

// Invitations: how two partners come to be connected.
namespace amity::account {

// Where an invitation stands. All but PENDING are final.
enum class InvitationStatus : std::uint8_t {
  PENDING,
  ACCEPTED,
  REJECTED,
  CANCELED,
  EXPIRED,
};
constexpr auto wire_names(InvitationStatus) {
  return shape::names("PENDING", "ACCEPTED", "REJECTED", "CANCELED", "EXPIRED");
}

// Which side of an invitation the caller is on.
enum class ParticipantType : std::uint8_t {
  SENDER,
  RECEIVER,
};
constexpr auto wire_names(ParticipantType) { return shape::names("SENDER", "RECEIVER"); }

// What the sender writes to the receiver; lines may be broken.
struct InvitationMessage : shape::Text<InvitationMessage> {
  using Text::Text;
  static constexpr shape::TextLimits limits{
      .min = 1,
      .max = 256,
      .pattern = R"([\x{0020}-\x{007E}\x{00A0}-\x{D7FF}\x{E000}-\x{FFFD}\n]+)"};
};
using CreateConnectionInvitationRequestMessageString = InvitationMessage;
using CreateConnectionInvitationResponseInvitationMessageString = InvitationMessage;
using GetConnectionInvitationResponseInvitationMessageString = InvitationMessage;
using RejectConnectionInvitationResponseInvitationMessageString = InvitationMessage;
using CancelConnectionInvitationResponseInvitationMessageString = InvitationMessage;

// Why an invitation was declined.
struct RejectionReason : shape::Text<RejectionReason> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.max = 256};
};
using RejectConnectionInvitationRequestReasonString = RejectionReason;

// Invites another partner to connect.
struct CreateConnectionInvitationRequest {
  Catalog catalog;
  ClientToken client_token;
  shape::Open<ConnectionType> connection_type{};
  Email email;
  InvitationMessage message;
  SensitiveUnicodeString name;
  ParticipantIdentifier receiver_identifier;

  static constexpr auto members() {
    using Self = CreateConnectionInvitationRequest;
    return shape::fields(
        shape::field<&Self::catalog>("Catalog", "Where both are registered."),
        shape::field<&Self::client_token>("ClientToken",
                                          "Makes a repeat of this request harmless for 24 hours.")
            .token(),
        shape::field<&Self::connection_type>("ConnectionType", "What to connect for."),
        shape::field<&Self::email>("Email",
                                   "The sender's own address, for the receiver to answer to."),
        shape::field<&Self::message>("Message", "What to write to the receiver."),
        shape::field<&Self::name>("Name", "The sender's own name."),
        shape::field<&Self::receiver_identifier>(
            "ReceiverIdentifier",
            "Whom to invite: by profile id to collaborate, by account id as a subsidiary."));
  }
};

// Asks for one invitation that the caller sent or received.
struct GetConnectionInvitationRequest {
  Catalog catalog;
  ConnectionInvitationId identifier;

  static constexpr auto members() {
    using Self = GetConnectionInvitationRequest;
    return shape::fields(shape::field<&Self::catalog>("Catalog", "Where the invitation lives."),
                         shape::field<&Self::identifier>("Identifier", "The invitation to show."));
  }
};

// Says yes to an invitation received.
struct AcceptConnectionInvitationRequest {
  Catalog catalog;
  ConnectionInvitationId identifier;
  ClientToken client_token;

  static constexpr auto members() {
    using Self = AcceptConnectionInvitationRequest;
    return shape::fields(shape::field<&Self::catalog>("Catalog", "Where the invitation lives."),
                         shape::field<&Self::identifier>("Identifier", "The invitation to accept."),
                         shape::field<&Self::client_token>(
                             "ClientToken", "Makes a repeat of this request harmless for 24 hours.")
                             .token());
  }
};

// Says no to an invitation received.
struct RejectConnectionInvitationRequest {
  Catalog catalog;
  ConnectionInvitationId identifier;
  ClientToken client_token;
  std::optional<RejectionReason> reason{};

  static constexpr auto members() {
    using Self = RejectConnectionInvitationRequest;
    return shape::fields(
        shape::field<&Self::catalog>("Catalog", "Where the invitation lives."),
        shape::field<&Self::identifier>("Identifier", "The invitation to decline."),
        shape::field<&Self::client_token>("ClientToken",
                                          "Makes a repeat of this request harmless for 24 hours.")
            .token(),
        shape::field<&Self::reason>("Reason",
                                    "Why; kept with the invitation, shown in no answer."));
  }
};

// Takes back an invitation sent.
struct CancelConnectionInvitationRequest {
  Catalog catalog;
  ConnectionInvitationId identifier;
  ClientToken client_token;

  static constexpr auto members() {
    using Self = CancelConnectionInvitationRequest;
    return shape::fields(
        shape::field<&Self::catalog>("Catalog", "Where the invitation lives."),
        shape::field<&Self::identifier>("Identifier", "The invitation to take back."),
        shape::field<&Self::client_token>("ClientToken",
                                          "Makes a repeat of this request harmless for 24 hours.")
            .token());
  }
};

// An invitation as one of its two sides sees it.
struct ConnectionInvitationDetails {
  Catalog catalog;
  ConnectionInvitationId id;
  ConnectionInvitationArn arn;
  std::optional<ConnectionId> connection_id{};
  shape::Open<ConnectionType> connection_type{};
  DateTime created_at;
  DateTime updated_at;
  std::optional<DateTime> expires_at{};
  ParticipantIdentifier other_participant_identifier;
  shape::Open<ParticipantType> participant_type{};
  shape::Open<InvitationStatus> status{};
  InvitationMessage invitation_message;
  Email inviter_email;
  SensitiveUnicodeString inviter_name;

  static constexpr auto members() {
    using Self = ConnectionInvitationDetails;
    return shape::fields(
        shape::field<&Self::catalog>("Catalog", "Where it lives."),
        shape::field<&Self::id>("Id", "Its id, the same for both sides."),
        shape::field<&Self::arn>("Arn", "Its full name, the same for both sides."),
        shape::field<&Self::connection_id>(
            "ConnectionId",
            "The connection it led to or would extend; absent when there is none yet."),
        shape::field<&Self::connection_type>("ConnectionType", "What it invites to."),
        shape::field<&Self::created_at>("CreatedAt", "When it was sent."),
        shape::field<&Self::updated_at>("UpdatedAt", "When its status last changed."),
        shape::field<&Self::expires_at>(
            "ExpiresAt", "When it lapses unless answered; stays once it is answered."),
        shape::field<&Self::other_participant_identifier>(
            "OtherParticipantIdentifier",
            "The side that is not the caller: to the sender as it was invited, to the receiver the "
            "sender's profile id."),
        shape::field<&Self::participant_type>("ParticipantType", "The caller's side."),
        shape::field<&Self::status>("Status", "Where it stands now."),
        shape::field<&Self::invitation_message>("InvitationMessage", "What the sender wrote."),
        shape::field<&Self::inviter_email>("InviterEmail", "The sender's address."),
        shape::field<&Self::inviter_name>("InviterName", "The sender's name."));
  }
};
using GetConnectionInvitationResponse = ConnectionInvitationDetails;
using CreateConnectionInvitationResponse = ConnectionInvitationDetails;
using RejectConnectionInvitationResponse = ConnectionInvitationDetails;
using CancelConnectionInvitationResponse = ConnectionInvitationDetails;

// Asks for the invitations that the caller sent or received, the newest first. All filters must
// hold.
struct ListConnectionInvitationsRequest {
  Catalog catalog;
  std::optional<NextToken> next_token{};
  std::optional<shape::Open<ConnectionType>> connection_type{};
  std::optional<MaxResults> max_results{};
  std::optional<OtherParticipantIdentifierList> other_participant_identifiers{};
  std::optional<shape::Open<ParticipantType>> participant_type{};
  std::optional<shape::Open<InvitationStatus>> status{};

  static constexpr auto members() {
    using Self = ListConnectionInvitationsRequest;
    return shape::fields(
        shape::field<&Self::catalog>("Catalog", "Where to look."),
        shape::field<&Self::next_token>(
            "NextToken", "Where to go on, from the page before; the filters must be the same."),
        shape::field<&Self::connection_type>("ConnectionType", "Only invitations to this."),
        shape::field<&Self::max_results>("MaxResults", "The length of the page; 20 when absent."),
        shape::field<&Self::other_participant_identifiers>(
            "OtherParticipantIdentifiers", "Only those with one of these on the other side."),
        shape::field<&Self::participant_type>(
            "ParticipantType",
            "Only those sent (SENDER) or received (RECEIVER); both when absent."),
        shape::field<&Self::status>("Status", "Only those that stand there now."));
  }
};

// An invitation in a list, as one of its two sides sees it.
struct ConnectionInvitationSummary {
  Catalog catalog;
  ConnectionInvitationId id;
  ConnectionInvitationArn arn;
  std::optional<ConnectionId> connection_id{};
  shape::Open<ConnectionType> connection_type{};
  DateTime created_at;
  DateTime updated_at;
  std::optional<DateTime> expires_at{};
  ParticipantIdentifier other_participant_identifier;
  shape::Open<ParticipantType> participant_type{};
  shape::Open<InvitationStatus> status{};

  static constexpr auto members() {
    using Self = ConnectionInvitationSummary;
    return shape::fields(
        shape::field<&Self::catalog>("Catalog", "Where it lives."),
        shape::field<&Self::id>("Id", "Its id, the same for both sides."),
        shape::field<&Self::arn>("Arn", "Its full name, the same for both sides."),
        shape::field<&Self::connection_id>(
            "ConnectionId",
            "The connection it led to or would extend; absent when there is none yet."),
        shape::field<&Self::connection_type>("ConnectionType", "What it invites to."),
        shape::field<&Self::created_at>("CreatedAt", "When it was sent."),
        shape::field<&Self::updated_at>("UpdatedAt", "When its status last changed."),
        shape::field<&Self::expires_at>(
            "ExpiresAt", "When it lapses unless answered; stays once it is answered."),
        shape::field<&Self::other_participant_identifier>(
            "OtherParticipantIdentifier",
            "The side that is not the caller: to the sender as it was invited, to the receiver the "
            "sender's profile id."),
        shape::field<&Self::participant_type>("ParticipantType", "The caller's side."),
        shape::field<&Self::status>("Status", "Where it stands now."));
  }
};

// A page of invitations.
struct ConnectionInvitationSummaryList
    : shape::List<ConnectionInvitationSummaryList, ConnectionInvitationSummary> {};

// One page of invitations.
struct ListConnectionInvitationsResponse {
  ConnectionInvitationSummaryList connection_invitation_summaries;
  std::optional<NextToken> next_token{};

  static constexpr auto members() {
    using Self = ListConnectionInvitationsResponse;
    return shape::fields(
        shape::field<&Self::connection_invitation_summaries>(
            "ConnectionInvitationSummaries", "The invitations of this page, the newest first."),
        shape::field<&Self::next_token>("NextToken",
                                        "Asks for the page after this one; absent on the last."));
  }
};

}  // namespace amity::account
