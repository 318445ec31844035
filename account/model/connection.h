#pragma once

#include "account/model/scalars.h"
#include "protocol/shape/shape.h"
#include "protocol/shape/text.h"

#include <cstdint>
#include <optional>

// Connections: what two partners are to each other, one entry per connection type.
namespace amity::account {

// Whether a type of a connection is in force.
enum class ConnectionTypeStatus : std::uint8_t {
  ACTIVE,
  CANCELED,
};
constexpr auto wire_names(ConnectionTypeStatus) { return shape::names("ACTIVE", "CANCELED"); }

// Why a connection was ended; it may be empty.
struct CancellationReason : shape::Text<CancellationReason> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.max = 256};
};
using CancelConnectionRequestReasonString = CancellationReason;

// A connection type, alone or with a status: "SUBSIDIARY", "SUBSIDIARY:CANCELED".
struct ConnectionTypeFilter : shape::Text<ConnectionTypeFilter> {
  using Text::Text;
  static constexpr shape::TextLimits limits{
      .min = 1, .max = 200, .pattern = "[a-zA-Z_-]+(:[a-zA-Z]+)?"};
};

// A partner, by its public name.
struct PartnerProfileSummary {
  PartnerProfileId id;
  UnicodeString name;

  static constexpr auto members() {
    using Self = PartnerProfileSummary;
    return shape::fields(shape::field<&Self::id>("Id", "Its profile id."),
                         shape::field<&Self::name>("Name", "Its display name."));
  }
};

// A Marketplace seller, by its public name.
struct SellerProfileSummary {
  SellerProfileId id;
  UnicodeString name;

  static constexpr auto members() {
    using Self = SellerProfileSummary;
    return shape::fields(shape::field<&Self::id>("Id", "Its seller profile id."),
                         shape::field<&Self::name>("Name", "Its display name."));
  }
};

// An account that is neither partner nor seller.
struct AccountSummary {
  UnicodeString name;

  static constexpr auto members() {
    using Self = AccountSummary;
    return shape::fields(shape::field<&Self::name>("Name", "What the account is called."));
  }
};

// The other side of a connection, as what it is known as.
struct Participant {
  std::optional<PartnerProfileSummary> partner_profile{};
  std::optional<SellerProfileSummary> seller_profile{};
  std::optional<AccountSummary> account{};

  static constexpr auto members() {
    using Self = Participant;
    return shape::one_of(
        shape::field<&Self::partner_profile>("PartnerProfile", "A partner with a profile."),
        shape::field<&Self::seller_profile>("SellerProfile",
                                            "A Marketplace seller without a partner profile."),
        shape::field<&Self::account>("Account", "An account that is neither."));
  }
};

// One type of a connection, with its history.
struct ConnectionTypeDetail {
  DateTime created_at;
  Email inviter_email;
  SensitiveUnicodeString inviter_name;
  shape::Open<ConnectionTypeStatus> status{};
  std::optional<DateTime> canceled_at{};
  std::optional<AwsAccountId> canceled_by{};
  Participant other_participant;

  static constexpr auto members() {
    using Self = ConnectionTypeDetail;
    return shape::fields(
        shape::field<&Self::created_at>("CreatedAt", "When the invitation to it was accepted."),
        shape::field<&Self::inviter_email>("InviterEmail",
                                           "The sender's address, from the invitation."),
        shape::field<&Self::inviter_name>("InviterName", "The sender's name, from the invitation."),
        shape::field<&Self::status>("Status", "Whether it is in force."),
        shape::field<&Self::canceled_at>("CanceledAt", "When it was ended; absent while in force."),
        shape::field<&Self::canceled_by>("CanceledBy",
                                         "The account that ended it; absent while in force."),
        shape::field<&Self::other_participant>("OtherParticipant",
                                               "The side that is not the caller."));
  }
};

// The types of a connection, each once.
struct ConnectionTypeDetailMap
    : shape::Map<ConnectionTypeDetailMap, ConnectionType, ConnectionTypeDetail> {};

// A connection as one of its two sides sees it. When no type is in force it has ended for good and
// can still be read.
struct Connection {
  Catalog catalog;
  ConnectionId id;
  ConnectionArn arn;
  AwsAccountId other_participant_account_id;
  DateTime updated_at;
  ConnectionTypeDetailMap connection_types;

  static constexpr auto members() {
    using Self = Connection;
    return shape::fields(
        shape::field<&Self::catalog>("Catalog", "Where it lives."),
        shape::field<&Self::id>("Id", "Its id, the same for both sides."),
        shape::field<&Self::arn>("Arn", "Its full name, the same for both sides."),
        shape::field<&Self::other_participant_account_id>(
            "OtherParticipantAccountId",
            "The account of the other side, which connecting reveals."),
        shape::field<&Self::updated_at>("UpdatedAt", "When one of its types last began or ended."),
        shape::field<&Self::connection_types>(
            "ConnectionTypes", "What the two are connected for, in force and ended."));
  }
};
using GetConnectionResponse = Connection;
using CancelConnectionResponse = Connection;

// What the acceptance led to.
struct AcceptConnectionInvitationResponse {
  Connection connection;

  static constexpr auto members() {
    using Self = AcceptConnectionInvitationResponse;
    return shape::fields(shape::field<&Self::connection>(
        "Connection", "The new connection, or the old one with one more type."));
  }
};

// Asks for one connection of the caller, in force or ended.
struct GetConnectionRequest {
  Catalog catalog;
  ConnectionId identifier;

  static constexpr auto members() {
    using Self = GetConnectionRequest;
    return shape::fields(shape::field<&Self::catalog>("Catalog", "Where the connection lives."),
                         shape::field<&Self::identifier>("Identifier", "The connection to show."));
  }
};

// Ends one type of a connection; either side may.
struct CancelConnectionRequest {
  Catalog catalog;
  ConnectionId identifier;
  shape::Open<ConnectionType> connection_type{};
  CancellationReason reason;
  ClientToken client_token;

  static constexpr auto members() {
    using Self = CancelConnectionRequest;
    return shape::fields(
        shape::field<&Self::catalog>("Catalog", "Where the connection lives."),
        shape::field<&Self::identifier>("Identifier", "The connection to end a type of."),
        shape::field<&Self::connection_type>("ConnectionType",
                                             "The type to end; others stay in force."),
        shape::field<&Self::reason>("Reason", "Why; kept with the connection, shown in no answer."),
        shape::field<&Self::client_token>("ClientToken",
                                          "Makes a repeat of this request harmless for 24 hours.")
            .token());
  }
};

// Asks for the caller's connections, those changed last first. All filters must hold.
struct ListConnectionsRequest {
  Catalog catalog;
  std::optional<NextToken> next_token{};
  std::optional<ConnectionTypeFilter> connection_type{};
  std::optional<MaxResults> max_results{};
  std::optional<OtherParticipantIdentifierList> other_participant_identifiers{};

  static constexpr auto members() {
    using Self = ListConnectionsRequest;
    return shape::fields(
        shape::field<&Self::catalog>("Catalog", "Where to look."),
        shape::field<&Self::next_token>(
            "NextToken", "Where to go on, from the page before; the filters must be the same."),
        shape::field<&Self::connection_type>(
            "ConnectionType",
            "Only those with this type in force, or with it in the status after the colon."),
        shape::field<&Self::max_results>("MaxResults", "The length of the page; 20 when absent."),
        shape::field<&Self::other_participant_identifiers>(
            "OtherParticipantIdentifiers", "Only those with one of these on the other side."));
  }
};

// One type of a connection in a list.
struct ConnectionTypeSummary {
  shape::Open<ConnectionTypeStatus> status{};
  Participant other_participant;

  static constexpr auto members() {
    using Self = ConnectionTypeSummary;
    return shape::fields(shape::field<&Self::status>("Status", "Whether it is in force."),
                         shape::field<&Self::other_participant>(
                             "OtherParticipant", "The side that is not the caller."));
  }
};

// The types of a connection in a list, each once.
struct ConnectionTypeSummaryMap
    : shape::Map<ConnectionTypeSummaryMap, ConnectionType, ConnectionTypeSummary> {};

// A connection in a list, as one of its two sides sees it.
struct ConnectionSummary {
  Catalog catalog;
  ConnectionId id;
  ConnectionArn arn;
  AwsAccountId other_participant_account_id;
  DateTime updated_at;
  ConnectionTypeSummaryMap connection_types;

  static constexpr auto members() {
    using Self = ConnectionSummary;
    return shape::fields(
        shape::field<&Self::catalog>("Catalog", "Where it lives."),
        shape::field<&Self::id>("Id", "Its id, the same for both sides."),
        shape::field<&Self::arn>("Arn", "Its full name, the same for both sides."),
        shape::field<&Self::other_participant_account_id>("OtherParticipantAccountId",
                                                          "The account of the other side."),
        shape::field<&Self::updated_at>("UpdatedAt", "When one of its types last began or ended."),
        shape::field<&Self::connection_types>(
            "ConnectionTypes", "What the two are connected for, in force and ended."));
  }
};

// A page of connections.
struct ConnectionSummaryList : shape::List<ConnectionSummaryList, ConnectionSummary> {};

// One page of connections.
struct ListConnectionsResponse {
  ConnectionSummaryList connection_summaries;
  std::optional<NextToken> next_token{};

  static constexpr auto members() {
    using Self = ListConnectionsResponse;
    return shape::fields(
        shape::field<&Self::connection_summaries>(
            "ConnectionSummaries", "The connections of this page, those changed last first."),
        shape::field<&Self::next_token>("NextToken",
                                        "Asks for the page after this one; absent on the last."));
  }
};

}  // namespace amity::account
