#pragma once

#include "account/model/scalars.h"
#include "protocol/shape/shape.h"
#include "protocol/shape/text.h"

#include <cstdint>
#include <optional>

// Qualifications shared within a family of companies: a subsidiary associates with its primary.
namespace amity::account {

// Whether a partner shares qualifications with another.
enum class QualificationsAssociationStatus : std::uint8_t {
  ASSOCIATED,
  NOT_ASSOCIATED,
};
constexpr auto wire_names(QualificationsAssociationStatus) {
  return shape::names("ASSOCIATED", "NOT_ASSOCIATED");
}

// How far an association is.
enum class QualificationsAssociationTaskStatus : std::uint8_t {
  IN_PROGRESS,
  SUCCEEDED,
};
constexpr auto wire_names(QualificationsAssociationTaskStatus) {
  return shape::names("IN_PROGRESS", "SUCCEEDED");
}

// How far a disassociation is.
enum class QualificationsDisassociationTaskStatus : std::uint8_t {
  IN_PROGRESS,
  SUCCEEDED,
};
constexpr auto wire_names(QualificationsDisassociationTaskStatus) {
  return shape::names("IN_PROGRESS", "SUCCEEDED");
}

// An association in the making; "pqatask-" and 13 characters.
struct QualificationsAssociationTaskId : shape::Text<QualificationsAssociationTaskId> {
  using Text::Text;
  static constexpr shape::TextLimits limits{
      .min = 1, .max = 80, .pattern = "pqatask-[A-Za-z0-9]{13}"};
};

// A disassociation in the making; "pqdtask-" and 13 characters.
struct QualificationsDisassociationTaskId : shape::Text<QualificationsDisassociationTaskId> {
  using Text::Text;
  static constexpr shape::TextLimits limits{
      .min = 1, .max = 80, .pattern = "pqdtask-[A-Za-z0-9]{13}"};
};

// A partner, by profile, by account or by both. A request gives at least one, an answer both.
struct QualificationsAssociationPartner {
  std::optional<PartnerProfileId> profile_id{};
  std::optional<AwsAccountId> account_id{};

  static constexpr auto members() {
    using Self = QualificationsAssociationPartner;
    return shape::fields(shape::field<&Self::profile_id>("ProfileId", "Its profile id."),
                         shape::field<&Self::account_id>("AccountId", "Its account."));
  }
};

// The subsidiaries of a primary.
struct AssociatedPartnerList
    : shape::List<AssociatedPartnerList, QualificationsAssociationPartner> {
  static constexpr shape::ListLimits limits{.max = 6};
};

// Asks to share the qualifications of the caller's primary.
struct StartQualificationsAssociationTaskRequest {
  Catalog catalog;
  PartnerIdentifier identifier;
  std::optional<ClientToken> client_token{};
  QualificationsAssociationPartner primary_partner;

  static constexpr auto members() {
    using Self = StartQualificationsAssociationTaskRequest;
    return shape::fields(
        shape::field<&Self::catalog>("Catalog", "Where both are registered."),
        shape::field<&Self::identifier>("Identifier",
                                        "The subsidiary, which is the caller's own partner."),
        shape::field<&Self::client_token>("ClientToken",
                                          "Makes a repeat of this request harmless for 24 hours.")
            .token(),
        shape::field<&Self::primary_partner>(
            "PrimaryPartner",
            "The primary, which must have an active SUBSIDIARY connection with the caller."));
  }
};

// The association just begun.
struct StartQualificationsAssociationTaskResponse {
  Catalog catalog;
  PartnerArn arn;
  PartnerId id;
  QualificationsAssociationTaskId task_id;
  shape::Open<QualificationsAssociationTaskStatus> status{};
  QualificationsAssociationPartner primary_partner;
  DateTime started_at;

  static constexpr auto members() {
    using Self = StartQualificationsAssociationTaskResponse;
    return shape::fields(
        shape::field<&Self::catalog>("Catalog", "Where both are registered."),
        shape::field<&Self::arn>("Arn", "The subsidiary's full name."),
        shape::field<&Self::id>("Id", "The subsidiary's id."),
        shape::field<&Self::task_id>("TaskId", "The task's id."),
        shape::field<&Self::status>("Status", "How far it is."),
        shape::field<&Self::primary_partner>("PrimaryPartner", "The primary, with both its ids."),
        shape::field<&Self::started_at>("StartedAt", "When it was asked for."));
  }
};

// Asks how far the latest association is.
struct GetQualificationsAssociationTaskRequest {
  Catalog catalog;
  PartnerIdentifier identifier;

  static constexpr auto members() {
    using Self = GetQualificationsAssociationTaskRequest;
    return shape::fields(
        shape::field<&Self::catalog>("Catalog", "Where the partner is registered."),
        shape::field<&Self::identifier>("Identifier", "The caller's own partner."));
  }
};

// The latest association and how far it is.
struct GetQualificationsAssociationTaskResponse {
  Catalog catalog;
  PartnerArn arn;
  PartnerId id;
  QualificationsAssociationTaskId task_id;
  shape::Open<QualificationsAssociationTaskStatus> status{};
  QualificationsAssociationPartner primary_partner;
  DateTime started_at;
  std::optional<DateTime> ended_at{};

  static constexpr auto members() {
    using Self = GetQualificationsAssociationTaskResponse;
    return shape::fields(
        shape::field<&Self::catalog>("Catalog", "Where both are registered."),
        shape::field<&Self::arn>("Arn", "The subsidiary's full name."),
        shape::field<&Self::id>("Id", "The subsidiary's id."),
        shape::field<&Self::task_id>("TaskId", "The task's id."),
        shape::field<&Self::status>("Status", "How far it is."),
        shape::field<&Self::primary_partner>("PrimaryPartner", "The primary, with both its ids."),
        shape::field<&Self::started_at>("StartedAt", "When it was asked for."),
        shape::field<&Self::ended_at>("EndedAt", "When it succeeded; absent before."));
  }
};

// Asks to stop sharing the primary's qualifications; only the subsidiary may.
struct StartQualificationsDisassociationTaskRequest {
  Catalog catalog;
  PartnerIdentifier identifier;
  std::optional<ClientToken> client_token{};
  QualificationsAssociationPartner associated_partner;

  static constexpr auto members() {
    using Self = StartQualificationsDisassociationTaskRequest;
    return shape::fields(
        shape::field<&Self::catalog>("Catalog", "Where both are registered."),
        shape::field<&Self::identifier>("Identifier",
                                        "The subsidiary, which is the caller's own partner."),
        shape::field<&Self::client_token>("ClientToken",
                                          "Makes a repeat of this request harmless for 24 hours.")
            .token(),
        shape::field<&Self::associated_partner>("AssociatedPartner", "The current primary."));
  }
};

// The disassociation just begun.
struct StartQualificationsDisassociationTaskResponse {
  Catalog catalog;
  PartnerArn arn;
  PartnerId id;
  QualificationsDisassociationTaskId task_id;
  shape::Open<QualificationsDisassociationTaskStatus> status{};
  QualificationsAssociationPartner associated_partner;
  DateTime started_at;

  static constexpr auto members() {
    using Self = StartQualificationsDisassociationTaskResponse;
    return shape::fields(shape::field<&Self::catalog>("Catalog", "Where both are registered."),
                         shape::field<&Self::arn>("Arn", "The subsidiary's full name."),
                         shape::field<&Self::id>("Id", "The subsidiary's id."),
                         shape::field<&Self::task_id>("TaskId", "The task's id."),
                         shape::field<&Self::status>("Status", "How far it is."),
                         shape::field<&Self::associated_partner>(
                             "AssociatedPartner", "The former primary, with both its ids."),
                         shape::field<&Self::started_at>("StartedAt", "When it was asked for."));
  }
};

// Asks how far the latest disassociation is.
struct GetQualificationsDisassociationTaskRequest {
  Catalog catalog;
  PartnerIdentifier identifier;

  static constexpr auto members() {
    using Self = GetQualificationsDisassociationTaskRequest;
    return shape::fields(
        shape::field<&Self::catalog>("Catalog", "Where the partner is registered."),
        shape::field<&Self::identifier>("Identifier", "The caller's own partner."));
  }
};

// The latest disassociation and how far it is.
struct GetQualificationsDisassociationTaskResponse {
  Catalog catalog;
  PartnerArn arn;
  PartnerId id;
  QualificationsDisassociationTaskId task_id;
  shape::Open<QualificationsDisassociationTaskStatus> status{};
  QualificationsAssociationPartner associated_partner;
  DateTime started_at;
  std::optional<DateTime> ended_at{};

  static constexpr auto members() {
    using Self = GetQualificationsDisassociationTaskResponse;
    return shape::fields(
        shape::field<&Self::catalog>("Catalog", "Where both are registered."),
        shape::field<&Self::arn>("Arn", "The subsidiary's full name."),
        shape::field<&Self::id>("Id", "The subsidiary's id."),
        shape::field<&Self::task_id>("TaskId", "The task's id."),
        shape::field<&Self::status>("Status", "How far it is."),
        shape::field<&Self::associated_partner>("AssociatedPartner",
                                                "The former primary, with both its ids."),
        shape::field<&Self::started_at>("StartedAt", "When it was asked for."),
        shape::field<&Self::ended_at>("EndedAt", "When it succeeded; absent before."));
  }
};

// Asks with whom a partner shares qualifications.
struct GetQualificationsAssociationDetailsRequest {
  Catalog catalog;
  PartnerIdentifier identifier;

  static constexpr auto members() {
    using Self = GetQualificationsAssociationDetailsRequest;
    return shape::fields(
        shape::field<&Self::catalog>("Catalog", "Where the partner is registered."),
        shape::field<&Self::identifier>("Identifier", "The caller's own partner."));
  }
};

// With whom a partner shares qualifications.
struct GetQualificationsAssociationDetailsResponse {
  Catalog catalog;
  PartnerArn arn;
  PartnerId id;
  shape::Open<QualificationsAssociationStatus> status{};
  std::optional<QualificationsAssociationPartner> primary_partner{};
  std::optional<AssociatedPartnerList> associated_partners{};
  std::optional<DateTime> updated_at{};

  static constexpr auto members() {
    using Self = GetQualificationsAssociationDetailsResponse;
    return shape::fields(
        shape::field<&Self::catalog>("Catalog", "Where the partner is registered."),
        shape::field<&Self::arn>("Arn", "The partner's full name."),
        shape::field<&Self::id>("Id", "The partner's id."),
        shape::field<&Self::status>("Status", "Whether it shares them with anybody."),
        shape::field<&Self::primary_partner>(
            "PrimaryPartner", "The primary; a primary names itself. Absent when not associated."),
        shape::field<&Self::associated_partners>(
            "AssociatedPartners", "A primary's subsidiaries, without itself; absent for others."),
        shape::field<&Self::updated_at>("UpdatedAt",
                                        "When this last changed; absent when never associated."));
  }
};

}  // namespace amity::account
