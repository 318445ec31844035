#pragma once

#include "account/model/operations.h"

namespace amity::account {

template <OperationId Id, class Answer>
struct Answers {
  static constexpr OperationId id = Id;
  using Response = Answer;
};

// Which operation a request asks for, and what answers it.
template <class Request>
struct OperationOf;

template <class Request>
using ResponseOf = typename OperationOf<Request>::Response;

// The row of a request's operation.
template <class Request>
const shape::Operation& operation_of() {
  return operation(OperationOf<Request>::id);
}

template <>
struct OperationOf<AcceptConnectionInvitationRequest>
    : Answers<OperationId::AcceptConnectionInvitation, AcceptConnectionInvitationResponse> {};

template <>
struct OperationOf<AssociateAwsTrainingCertificationEmailDomainRequest>
    : Answers<OperationId::AssociateAwsTrainingCertificationEmailDomain,
              AssociateAwsTrainingCertificationEmailDomainResponse> {};

template <>
struct OperationOf<CancelConnectionRequest>
    : Answers<OperationId::CancelConnection, CancelConnectionResponse> {};

template <>
struct OperationOf<CancelConnectionInvitationRequest>
    : Answers<OperationId::CancelConnectionInvitation, CancelConnectionInvitationResponse> {};

template <>
struct OperationOf<CancelProfileUpdateTaskRequest>
    : Answers<OperationId::CancelProfileUpdateTask, CancelProfileUpdateTaskResponse> {};

template <>
struct OperationOf<CreateConnectionInvitationRequest>
    : Answers<OperationId::CreateConnectionInvitation, CreateConnectionInvitationResponse> {};

template <>
struct OperationOf<CreatePartnerRequest>
    : Answers<OperationId::CreatePartner, CreatePartnerResponse> {};

template <>
struct OperationOf<DisassociateAwsTrainingCertificationEmailDomainRequest>
    : Answers<OperationId::DisassociateAwsTrainingCertificationEmailDomain,
              DisassociateAwsTrainingCertificationEmailDomainResponse> {};

template <>
struct OperationOf<GetAllianceLeadContactRequest>
    : Answers<OperationId::GetAllianceLeadContact, GetAllianceLeadContactResponse> {};

template <>
struct OperationOf<GetConnectionRequest>
    : Answers<OperationId::GetConnection, GetConnectionResponse> {};

template <>
struct OperationOf<GetConnectionInvitationRequest>
    : Answers<OperationId::GetConnectionInvitation, GetConnectionInvitationResponse> {};

template <>
struct OperationOf<GetConnectionPreferencesRequest>
    : Answers<OperationId::GetConnectionPreferences, GetConnectionPreferencesResponse> {};

template <>
struct OperationOf<GetPartnerRequest> : Answers<OperationId::GetPartner, GetPartnerResponse> {};

template <>
struct OperationOf<GetProfileUpdateTaskRequest>
    : Answers<OperationId::GetProfileUpdateTask, GetProfileUpdateTaskResponse> {};

template <>
struct OperationOf<GetProfileVisibilityRequest>
    : Answers<OperationId::GetProfileVisibility, GetProfileVisibilityResponse> {};

template <>
struct OperationOf<GetQualificationsAssociationDetailsRequest>
    : Answers<OperationId::GetQualificationsAssociationDetails,
              GetQualificationsAssociationDetailsResponse> {};

template <>
struct OperationOf<GetQualificationsAssociationTaskRequest>
    : Answers<OperationId::GetQualificationsAssociationTask,
              GetQualificationsAssociationTaskResponse> {};

template <>
struct OperationOf<GetQualificationsDisassociationTaskRequest>
    : Answers<OperationId::GetQualificationsDisassociationTask,
              GetQualificationsDisassociationTaskResponse> {};

template <>
struct OperationOf<GetVerificationRequest>
    : Answers<OperationId::GetVerification, GetVerificationResponse> {};

template <>
struct OperationOf<ListConnectionInvitationsRequest>
    : Answers<OperationId::ListConnectionInvitations, ListConnectionInvitationsResponse> {};

template <>
struct OperationOf<ListConnectionsRequest>
    : Answers<OperationId::ListConnections, ListConnectionsResponse> {};

template <>
struct OperationOf<ListPartnersRequest> : Answers<OperationId::ListPartners, ListPartnersResponse> {
};

template <>
struct OperationOf<ListTagsForResourceRequest>
    : Answers<OperationId::ListTagsForResource, ListTagsForResourceResponse> {};

template <>
struct OperationOf<PutAllianceLeadContactRequest>
    : Answers<OperationId::PutAllianceLeadContact, PutAllianceLeadContactResponse> {};

template <>
struct OperationOf<PutProfileVisibilityRequest>
    : Answers<OperationId::PutProfileVisibility, PutProfileVisibilityResponse> {};

template <>
struct OperationOf<RejectConnectionInvitationRequest>
    : Answers<OperationId::RejectConnectionInvitation, RejectConnectionInvitationResponse> {};

template <>
struct OperationOf<SendEmailVerificationCodeRequest>
    : Answers<OperationId::SendEmailVerificationCode, SendEmailVerificationCodeResponse> {};

template <>
struct OperationOf<StartProfileUpdateTaskRequest>
    : Answers<OperationId::StartProfileUpdateTask, StartProfileUpdateTaskResponse> {};

template <>
struct OperationOf<StartQualificationsAssociationTaskRequest>
    : Answers<OperationId::StartQualificationsAssociationTask,
              StartQualificationsAssociationTaskResponse> {};

template <>
struct OperationOf<StartQualificationsDisassociationTaskRequest>
    : Answers<OperationId::StartQualificationsDisassociationTask,
              StartQualificationsDisassociationTaskResponse> {};

template <>
struct OperationOf<StartVerificationRequest>
    : Answers<OperationId::StartVerification, StartVerificationResponse> {};

template <>
struct OperationOf<TagResourceRequest> : Answers<OperationId::TagResource, TagResourceResponse> {};

template <>
struct OperationOf<UntagResourceRequest>
    : Answers<OperationId::UntagResource, UntagResourceResponse> {};

template <>
struct OperationOf<UpdateConnectionPreferencesRequest>
    : Answers<OperationId::UpdateConnectionPreferences, UpdateConnectionPreferencesResponse> {};

}  // namespace amity::account
