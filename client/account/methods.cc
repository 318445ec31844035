#include "client/account/client.h"

// The methods of Client, in the order of the operations.
namespace amity::account {

Outcome<AcceptConnectionInvitationResponse> Client::accept_connection_invitation(
    const AcceptConnectionInvitationRequest& request, const CallOptions& options) const {
  return call(request, options);
}
Call<AcceptConnectionInvitationResponse> Client::Async::accept_connection_invitation(
    const AcceptConnectionInvitationRequest& request, const CallOptions& options) const {
  return start(request, options);
}

Outcome<AssociateAwsTrainingCertificationEmailDomainResponse>
Client::associate_aws_training_certification_email_domain(
    const AssociateAwsTrainingCertificationEmailDomainRequest& request,
    const CallOptions& options) const {
  return call(request, options);
}
Call<AssociateAwsTrainingCertificationEmailDomainResponse>
Client::Async::associate_aws_training_certification_email_domain(
    const AssociateAwsTrainingCertificationEmailDomainRequest& request,
    const CallOptions& options) const {
  return start(request, options);
}

Outcome<CancelConnectionResponse> Client::cancel_connection(const CancelConnectionRequest& request,
                                                            const CallOptions& options) const {
  return call(request, options);
}
Call<CancelConnectionResponse> Client::Async::cancel_connection(
    const CancelConnectionRequest& request, const CallOptions& options) const {
  return start(request, options);
}

Outcome<CancelConnectionInvitationResponse> Client::cancel_connection_invitation(
    const CancelConnectionInvitationRequest& request, const CallOptions& options) const {
  return call(request, options);
}
Call<CancelConnectionInvitationResponse> Client::Async::cancel_connection_invitation(
    const CancelConnectionInvitationRequest& request, const CallOptions& options) const {
  return start(request, options);
}

Outcome<CancelProfileUpdateTaskResponse> Client::cancel_profile_update_task(
    const CancelProfileUpdateTaskRequest& request, const CallOptions& options) const {
  return call(request, options);
}
Call<CancelProfileUpdateTaskResponse> Client::Async::cancel_profile_update_task(
    const CancelProfileUpdateTaskRequest& request, const CallOptions& options) const {
  return start(request, options);
}

Outcome<CreateConnectionInvitationResponse> Client::create_connection_invitation(
    const CreateConnectionInvitationRequest& request, const CallOptions& options) const {
  return call(request, options);
}
Call<CreateConnectionInvitationResponse> Client::Async::create_connection_invitation(
    const CreateConnectionInvitationRequest& request, const CallOptions& options) const {
  return start(request, options);
}

Outcome<CreatePartnerResponse> Client::create_partner(const CreatePartnerRequest& request,
                                                      const CallOptions& options) const {
  return call(request, options);
}
Call<CreatePartnerResponse> Client::Async::create_partner(const CreatePartnerRequest& request,
                                                          const CallOptions& options) const {
  return start(request, options);
}

Outcome<DisassociateAwsTrainingCertificationEmailDomainResponse>
Client::disassociate_aws_training_certification_email_domain(
    const DisassociateAwsTrainingCertificationEmailDomainRequest& request,
    const CallOptions& options) const {
  return call(request, options);
}
Call<DisassociateAwsTrainingCertificationEmailDomainResponse>
Client::Async::disassociate_aws_training_certification_email_domain(
    const DisassociateAwsTrainingCertificationEmailDomainRequest& request,
    const CallOptions& options) const {
  return start(request, options);
}

Outcome<GetAllianceLeadContactResponse> Client::get_alliance_lead_contact(
    const GetAllianceLeadContactRequest& request, const CallOptions& options) const {
  return call(request, options);
}
Call<GetAllianceLeadContactResponse> Client::Async::get_alliance_lead_contact(
    const GetAllianceLeadContactRequest& request, const CallOptions& options) const {
  return start(request, options);
}

Outcome<GetConnectionResponse> Client::get_connection(const GetConnectionRequest& request,
                                                      const CallOptions& options) const {
  return call(request, options);
}
Call<GetConnectionResponse> Client::Async::get_connection(const GetConnectionRequest& request,
                                                          const CallOptions& options) const {
  return start(request, options);
}

Outcome<GetConnectionInvitationResponse> Client::get_connection_invitation(
    const GetConnectionInvitationRequest& request, const CallOptions& options) const {
  return call(request, options);
}
Call<GetConnectionInvitationResponse> Client::Async::get_connection_invitation(
    const GetConnectionInvitationRequest& request, const CallOptions& options) const {
  return start(request, options);
}

Outcome<GetConnectionPreferencesResponse> Client::get_connection_preferences(
    const GetConnectionPreferencesRequest& request, const CallOptions& options) const {
  return call(request, options);
}
Call<GetConnectionPreferencesResponse> Client::Async::get_connection_preferences(
    const GetConnectionPreferencesRequest& request, const CallOptions& options) const {
  return start(request, options);
}

Outcome<GetPartnerResponse> Client::get_partner(const GetPartnerRequest& request,
                                                const CallOptions& options) const {
  return call(request, options);
}
Call<GetPartnerResponse> Client::Async::get_partner(const GetPartnerRequest& request,
                                                    const CallOptions& options) const {
  return start(request, options);
}

Outcome<GetProfileUpdateTaskResponse> Client::get_profile_update_task(
    const GetProfileUpdateTaskRequest& request, const CallOptions& options) const {
  return call(request, options);
}
Call<GetProfileUpdateTaskResponse> Client::Async::get_profile_update_task(
    const GetProfileUpdateTaskRequest& request, const CallOptions& options) const {
  return start(request, options);
}

Outcome<GetProfileVisibilityResponse> Client::get_profile_visibility(
    const GetProfileVisibilityRequest& request, const CallOptions& options) const {
  return call(request, options);
}
Call<GetProfileVisibilityResponse> Client::Async::get_profile_visibility(
    const GetProfileVisibilityRequest& request, const CallOptions& options) const {
  return start(request, options);
}

Outcome<GetQualificationsAssociationDetailsResponse> Client::get_qualifications_association_details(
    const GetQualificationsAssociationDetailsRequest& request, const CallOptions& options) const {
  return call(request, options);
}
Call<GetQualificationsAssociationDetailsResponse>
Client::Async::get_qualifications_association_details(
    const GetQualificationsAssociationDetailsRequest& request, const CallOptions& options) const {
  return start(request, options);
}

Outcome<GetQualificationsAssociationTaskResponse> Client::get_qualifications_association_task(
    const GetQualificationsAssociationTaskRequest& request, const CallOptions& options) const {
  return call(request, options);
}
Call<GetQualificationsAssociationTaskResponse> Client::Async::get_qualifications_association_task(
    const GetQualificationsAssociationTaskRequest& request, const CallOptions& options) const {
  return start(request, options);
}

Outcome<GetQualificationsDisassociationTaskResponse> Client::get_qualifications_disassociation_task(
    const GetQualificationsDisassociationTaskRequest& request, const CallOptions& options) const {
  return call(request, options);
}
Call<GetQualificationsDisassociationTaskResponse>
Client::Async::get_qualifications_disassociation_task(
    const GetQualificationsDisassociationTaskRequest& request, const CallOptions& options) const {
  return start(request, options);
}

Outcome<GetVerificationResponse> Client::get_verification(const GetVerificationRequest& request,
                                                          const CallOptions& options) const {
  return call(request, options);
}
Call<GetVerificationResponse> Client::Async::get_verification(const GetVerificationRequest& request,
                                                              const CallOptions& options) const {
  return start(request, options);
}

Outcome<ListConnectionInvitationsResponse> Client::list_connection_invitations(
    const ListConnectionInvitationsRequest& request, const CallOptions& options) const {
  return call(request, options);
}
Call<ListConnectionInvitationsResponse> Client::Async::list_connection_invitations(
    const ListConnectionInvitationsRequest& request, const CallOptions& options) const {
  return start(request, options);
}

Outcome<ListConnectionsResponse> Client::list_connections(const ListConnectionsRequest& request,
                                                          const CallOptions& options) const {
  return call(request, options);
}
Call<ListConnectionsResponse> Client::Async::list_connections(const ListConnectionsRequest& request,
                                                              const CallOptions& options) const {
  return start(request, options);
}

Outcome<ListPartnersResponse> Client::list_partners(const ListPartnersRequest& request,
                                                    const CallOptions& options) const {
  return call(request, options);
}
Call<ListPartnersResponse> Client::Async::list_partners(const ListPartnersRequest& request,
                                                        const CallOptions& options) const {
  return start(request, options);
}

Outcome<ListTagsForResourceResponse> Client::list_tags_for_resource(
    const ListTagsForResourceRequest& request, const CallOptions& options) const {
  return call(request, options);
}
Call<ListTagsForResourceResponse> Client::Async::list_tags_for_resource(
    const ListTagsForResourceRequest& request, const CallOptions& options) const {
  return start(request, options);
}

Outcome<PutAllianceLeadContactResponse> Client::put_alliance_lead_contact(
    const PutAllianceLeadContactRequest& request, const CallOptions& options) const {
  return call(request, options);
}
Call<PutAllianceLeadContactResponse> Client::Async::put_alliance_lead_contact(
    const PutAllianceLeadContactRequest& request, const CallOptions& options) const {
  return start(request, options);
}

Outcome<PutProfileVisibilityResponse> Client::put_profile_visibility(
    const PutProfileVisibilityRequest& request, const CallOptions& options) const {
  return call(request, options);
}
Call<PutProfileVisibilityResponse> Client::Async::put_profile_visibility(
    const PutProfileVisibilityRequest& request, const CallOptions& options) const {
  return start(request, options);
}

Outcome<RejectConnectionInvitationResponse> Client::reject_connection_invitation(
    const RejectConnectionInvitationRequest& request, const CallOptions& options) const {
  return call(request, options);
}
Call<RejectConnectionInvitationResponse> Client::Async::reject_connection_invitation(
    const RejectConnectionInvitationRequest& request, const CallOptions& options) const {
  return start(request, options);
}

Outcome<SendEmailVerificationCodeResponse> Client::send_email_verification_code(
    const SendEmailVerificationCodeRequest& request, const CallOptions& options) const {
  return call(request, options);
}
Call<SendEmailVerificationCodeResponse> Client::Async::send_email_verification_code(
    const SendEmailVerificationCodeRequest& request, const CallOptions& options) const {
  return start(request, options);
}

Outcome<StartProfileUpdateTaskResponse> Client::start_profile_update_task(
    const StartProfileUpdateTaskRequest& request, const CallOptions& options) const {
  return call(request, options);
}
Call<StartProfileUpdateTaskResponse> Client::Async::start_profile_update_task(
    const StartProfileUpdateTaskRequest& request, const CallOptions& options) const {
  return start(request, options);
}

Outcome<StartQualificationsAssociationTaskResponse> Client::start_qualifications_association_task(
    const StartQualificationsAssociationTaskRequest& request, const CallOptions& options) const {
  return call(request, options);
}
Call<StartQualificationsAssociationTaskResponse>
Client::Async::start_qualifications_association_task(
    const StartQualificationsAssociationTaskRequest& request, const CallOptions& options) const {
  return start(request, options);
}

Outcome<StartQualificationsDisassociationTaskResponse>
Client::start_qualifications_disassociation_task(
    const StartQualificationsDisassociationTaskRequest& request, const CallOptions& options) const {
  return call(request, options);
}
Call<StartQualificationsDisassociationTaskResponse>
Client::Async::start_qualifications_disassociation_task(
    const StartQualificationsDisassociationTaskRequest& request, const CallOptions& options) const {
  return start(request, options);
}

Outcome<StartVerificationResponse> Client::start_verification(
    const StartVerificationRequest& request, const CallOptions& options) const {
  return call(request, options);
}
Call<StartVerificationResponse> Client::Async::start_verification(
    const StartVerificationRequest& request, const CallOptions& options) const {
  return start(request, options);
}

Outcome<TagResourceResponse> Client::tag_resource(const TagResourceRequest& request,
                                                  const CallOptions& options) const {
  return call(request, options);
}
Call<TagResourceResponse> Client::Async::tag_resource(const TagResourceRequest& request,
                                                      const CallOptions& options) const {
  return start(request, options);
}

Outcome<UntagResourceResponse> Client::untag_resource(const UntagResourceRequest& request,
                                                      const CallOptions& options) const {
  return call(request, options);
}
Call<UntagResourceResponse> Client::Async::untag_resource(const UntagResourceRequest& request,
                                                          const CallOptions& options) const {
  return start(request, options);
}

Outcome<UpdateConnectionPreferencesResponse> Client::update_connection_preferences(
    const UpdateConnectionPreferencesRequest& request, const CallOptions& options) const {
  return call(request, options);
}
Call<UpdateConnectionPreferencesResponse> Client::Async::update_connection_preferences(
    const UpdateConnectionPreferencesRequest& request, const CallOptions& options) const {
  return start(request, options);
}

}  // namespace amity::account
