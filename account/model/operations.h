#pragma once

#include "account/model/connection.h"
#include "account/model/errors.h"
#include "account/model/invitation.h"
#include "account/model/partner.h"
#include "account/model/preferences.h"
#include "account/model/profile.h"
#include "account/model/qualification.h"
#include "account/model/tag.h"
#include "account/model/verification.h"
#include "protocol/shape/operation.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

// The table of contents of the API: every operation with what it takes, answers and refuses.
namespace amity::account {

// What the service is called by those who sign, address and permit.
inline constexpr std::string_view signing_name = "partnercentral-account";
inline constexpr std::string_view target_prefix = "PartnerCentralAccount";
inline constexpr std::string_view arn_service = "partnercentral";
inline constexpr std::string_view policy_prefix = "partnercentral";
inline constexpr std::string_view api_version = "2025-04-04";
// The revision of the public model that this one conforms to, by the day it was published.
inline constexpr std::string_view model_date = "2026-07-27";

// What a policy names as the resource of an operation.
enum class Resource : std::uint8_t {
  none,                   // "*"
  partner,                // the partner that the request's Identifier names
  connection_invitation,  // the invitation that the request's Identifier names
  connection,             // the connection that the request's Identifier names
  tagged,                 // the request's ResourceArn
  none_but_tags,          // "*", but conditions may ask for the tags of the request's ResourceArn
};

// The operations in the order of their names, which is also the order of the table.
enum class OperationId : std::uint8_t {
  AcceptConnectionInvitation,
  AssociateAwsTrainingCertificationEmailDomain,
  CancelConnection,
  CancelConnectionInvitation,
  CancelProfileUpdateTask,
  CreateConnectionInvitation,
  CreatePartner,
  DisassociateAwsTrainingCertificationEmailDomain,
  GetAllianceLeadContact,
  GetConnection,
  GetConnectionInvitation,
  GetConnectionPreferences,
  GetPartner,
  GetProfileUpdateTask,
  GetProfileVisibility,
  GetQualificationsAssociationDetails,
  GetQualificationsAssociationTask,
  GetQualificationsDisassociationTask,
  GetVerification,
  ListConnectionInvitations,
  ListConnections,
  ListPartners,
  ListTagsForResource,
  PutAllianceLeadContact,
  PutProfileVisibility,
  RejectConnectionInvitation,
  SendEmailVerificationCode,
  StartProfileUpdateTask,
  StartQualificationsAssociationTask,
  StartQualificationsDisassociationTask,
  StartVerification,
  TagResource,
  UntagResource,
  UpdateConnectionPreferences,
};

inline constexpr std::size_t operation_count = 34;

// One row an operation.
extern const std::array<shape::Operation, operation_count> operations;

// The row of that operation.
inline const shape::Operation& operation(OperationId id) {
  return operations[static_cast<std::size_t>(id)];
}

// Which operation a row of the table is.
inline OperationId id_of(const shape::Operation& row) {
  return static_cast<OperationId>(&row - operations.data());
}

// The operation of that name, null when there is none. Allocates nothing.
const shape::Operation* find_operation(std::string_view name);

}  // namespace amity::account
