#pragma once

#include "account/model/connection.h"
#include "account/model/invitation.h"
#include "account/model/partner.h"
#include "account/model/preferences.h"
#include "account/model/profile.h"
#include "account/model/qualification.h"
#include "account/model/tag.h"
#include "account/model/verification.h"
#include "account/operations/call.h"
#include "account/store/store.h"

// What the operations do, one file each, named as the operation. A body reads from top to bottom as
// its page in the documentation: who may, what must hold, what changes, what is answered. It throws
// the errors that its row in model/operations.h lists; decoding, validation, authorisation, client
// tokens and the transaction happen around it.
namespace amity::account {

AcceptConnectionInvitationResponse accept_connection_invitation(
    WriteTx& tx, const Call& call, const AcceptConnectionInvitationRequest& request);

AssociateAwsTrainingCertificationEmailDomainResponse
associate_aws_training_certification_email_domain(
    WriteTx& tx, const Call& call,
    const AssociateAwsTrainingCertificationEmailDomainRequest& request);

CancelConnectionResponse cancel_connection(WriteTx& tx, const Call& call,
                                           const CancelConnectionRequest& request);

CancelConnectionInvitationResponse cancel_connection_invitation(
    WriteTx& tx, const Call& call, const CancelConnectionInvitationRequest& request);

CancelProfileUpdateTaskResponse cancel_profile_update_task(
    WriteTx& tx, const Call& call, const CancelProfileUpdateTaskRequest& request);

CreateConnectionInvitationResponse create_connection_invitation(
    WriteTx& tx, const Call& call, const CreateConnectionInvitationRequest& request);

CreatePartnerResponse create_partner(WriteTx& tx, const Call& call,
                                     const CreatePartnerRequest& request);

DisassociateAwsTrainingCertificationEmailDomainResponse
disassociate_aws_training_certification_email_domain(
    WriteTx& tx, const Call& call,
    const DisassociateAwsTrainingCertificationEmailDomainRequest& request);

GetAllianceLeadContactResponse get_alliance_lead_contact(
    ReadTx& tx, const Call& call, const GetAllianceLeadContactRequest& request);

GetConnectionResponse get_connection(ReadTx& tx, const Call& call,
                                     const GetConnectionRequest& request);

GetConnectionInvitationResponse get_connection_invitation(
    ReadTx& tx, const Call& call, const GetConnectionInvitationRequest& request);

GetConnectionPreferencesResponse get_connection_preferences(
    ReadTx& tx, const Call& call, const GetConnectionPreferencesRequest& request);

GetPartnerResponse get_partner(ReadTx& tx, const Call& call, const GetPartnerRequest& request);

GetVerificationResponse get_verification(ReadTx& tx, const Call& call,
                                         const GetVerificationRequest& request);
GetQualificationsAssociationDetailsResponse get_qualifications_association_details(
    ReadTx& tx, const Call& call, const GetQualificationsAssociationDetailsRequest& request);

GetQualificationsAssociationTaskResponse get_qualifications_association_task(
    ReadTx& tx, const Call& call, const GetQualificationsAssociationTaskRequest& request);

GetQualificationsDisassociationTaskResponse get_qualifications_disassociation_task(
    ReadTx& tx, const Call& call, const GetQualificationsDisassociationTaskRequest& request);

GetProfileUpdateTaskResponse get_profile_update_task(ReadTx& tx, const Call& call,
                                                     const GetProfileUpdateTaskRequest& request);

GetProfileVisibilityResponse get_profile_visibility(ReadTx& tx, const Call& call,
                                                    const GetProfileVisibilityRequest& request);

ListConnectionInvitationsResponse list_connection_invitations(
    ReadTx& tx, const Call& call, const ListConnectionInvitationsRequest& request);

ListConnectionsResponse list_connections(ReadTx& tx, const Call& call,
                                         const ListConnectionsRequest& request);

ListPartnersResponse list_partners(ReadTx& tx, const Call& call,
                                   const ListPartnersRequest& request);

ListTagsForResourceResponse list_tags_for_resource(ReadTx& tx, const Call& call,
                                                   const ListTagsForResourceRequest& request);

PutAllianceLeadContactResponse put_alliance_lead_contact(
    WriteTx& tx, const Call& call, const PutAllianceLeadContactRequest& request);

PutProfileVisibilityResponse put_profile_visibility(WriteTx& tx, const Call& call,
                                                    const PutProfileVisibilityRequest& request);

RejectConnectionInvitationResponse reject_connection_invitation(
    WriteTx& tx, const Call& call, const RejectConnectionInvitationRequest& request);

SendEmailVerificationCodeResponse send_email_verification_code(
    WriteTx& tx, const Call& call, const SendEmailVerificationCodeRequest& request);

StartVerificationResponse start_verification(WriteTx& tx, const Call& call,
                                             const StartVerificationRequest& request);

TagResourceResponse tag_resource(WriteTx& tx, const Call& call, const TagResourceRequest& request);

UntagResourceResponse untag_resource(WriteTx& tx, const Call& call,
                                     const UntagResourceRequest& request);

StartProfileUpdateTaskResponse start_profile_update_task(
    WriteTx& tx, const Call& call, const StartProfileUpdateTaskRequest& request);

UpdateConnectionPreferencesResponse update_connection_preferences(
    WriteTx& tx, const Call& call, const UpdateConnectionPreferencesRequest& request);
StartQualificationsAssociationTaskResponse start_qualifications_association_task(
    WriteTx& tx, const Call& call, const StartQualificationsAssociationTaskRequest& request);

StartQualificationsDisassociationTaskResponse start_qualifications_disassociation_task(
    WriteTx& tx, const Call& call, const StartQualificationsDisassociationTaskRequest& request);

}  // namespace amity::account
