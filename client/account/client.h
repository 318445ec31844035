#pragma once

#include "account/model/operations.h"
#include "client/account/operation_of.h"
#include "client/account/pages.h"
#include "client/call/call.h"
#include "client/call/caller.h"

#include <utility>

// The Partner Central Account API for C++ programs.
namespace amity::account {

using client::Call;
using client::CallOptions;
using client::Outcome;

// Calls the API and waits for the answer; `async` does not wait.
//
//   account::Client client;  // settings and credentials as the AWS CLI finds them
//   auto partner = client.get_partner({Catalog("AWS"), PartnerIdentifier("partner-…")});
//   if (!partner) std::cerr << partner.error().sentence();
//
// Cheap to copy, and copies share connections, credentials and all else. Any thread may use one at
// any time. Making one does no I/O: the first call reads the shared files of settings. A call that
// is under way when the last copy goes is canceled. What a request lacks of a ClientToken is filled
// in. Nothing is checked here that the service checks.
class Client {
 public:
  // What `client::Config` says; each of its members has a default.
  explicit Client(client::Config config = {});

  // The same operations, started and not waited for: see client::Call. The request has been read
  // when these return.
  class Async {
   public:
    Call<AcceptConnectionInvitationResponse> accept_connection_invitation(
        const AcceptConnectionInvitationRequest& request, const CallOptions& options = {}) const;
    Call<AssociateAwsTrainingCertificationEmailDomainResponse>
    associate_aws_training_certification_email_domain(
        const AssociateAwsTrainingCertificationEmailDomainRequest& request,
        const CallOptions& options = {}) const;
    Call<CancelConnectionResponse> cancel_connection(const CancelConnectionRequest& request,
                                                     const CallOptions& options = {}) const;
    Call<CancelConnectionInvitationResponse> cancel_connection_invitation(
        const CancelConnectionInvitationRequest& request, const CallOptions& options = {}) const;
    Call<CancelProfileUpdateTaskResponse> cancel_profile_update_task(
        const CancelProfileUpdateTaskRequest& request, const CallOptions& options = {}) const;
    Call<CreateConnectionInvitationResponse> create_connection_invitation(
        const CreateConnectionInvitationRequest& request, const CallOptions& options = {}) const;
    Call<CreatePartnerResponse> create_partner(const CreatePartnerRequest& request,
                                               const CallOptions& options = {}) const;
    Call<DisassociateAwsTrainingCertificationEmailDomainResponse>
    disassociate_aws_training_certification_email_domain(
        const DisassociateAwsTrainingCertificationEmailDomainRequest& request,
        const CallOptions& options = {}) const;
    Call<GetAllianceLeadContactResponse> get_alliance_lead_contact(
        const GetAllianceLeadContactRequest& request, const CallOptions& options = {}) const;
    Call<GetConnectionResponse> get_connection(const GetConnectionRequest& request,
                                               const CallOptions& options = {}) const;
    Call<GetConnectionInvitationResponse> get_connection_invitation(
        const GetConnectionInvitationRequest& request, const CallOptions& options = {}) const;
    Call<GetConnectionPreferencesResponse> get_connection_preferences(
        const GetConnectionPreferencesRequest& request, const CallOptions& options = {}) const;
    Call<GetPartnerResponse> get_partner(const GetPartnerRequest& request,
                                         const CallOptions& options = {}) const;
    Call<GetProfileUpdateTaskResponse> get_profile_update_task(
        const GetProfileUpdateTaskRequest& request, const CallOptions& options = {}) const;
    Call<GetProfileVisibilityResponse> get_profile_visibility(
        const GetProfileVisibilityRequest& request, const CallOptions& options = {}) const;
    Call<GetQualificationsAssociationDetailsResponse> get_qualifications_association_details(
        const GetQualificationsAssociationDetailsRequest& request,
        const CallOptions& options = {}) const;
    Call<GetQualificationsAssociationTaskResponse> get_qualifications_association_task(
        const GetQualificationsAssociationTaskRequest& request,
        const CallOptions& options = {}) const;
    Call<GetQualificationsDisassociationTaskResponse> get_qualifications_disassociation_task(
        const GetQualificationsDisassociationTaskRequest& request,
        const CallOptions& options = {}) const;
    Call<GetVerificationResponse> get_verification(const GetVerificationRequest& request,
                                                   const CallOptions& options = {}) const;
    Call<ListConnectionInvitationsResponse> list_connection_invitations(
        const ListConnectionInvitationsRequest& request, const CallOptions& options = {}) const;
    Call<ListConnectionsResponse> list_connections(const ListConnectionsRequest& request,
                                                   const CallOptions& options = {}) const;
    Call<ListPartnersResponse> list_partners(const ListPartnersRequest& request,
                                             const CallOptions& options = {}) const;
    Call<ListTagsForResourceResponse> list_tags_for_resource(
        const ListTagsForResourceRequest& request, const CallOptions& options = {}) const;
    Call<PutAllianceLeadContactResponse> put_alliance_lead_contact(
        const PutAllianceLeadContactRequest& request, const CallOptions& options = {}) const;
    Call<PutProfileVisibilityResponse> put_profile_visibility(
        const PutProfileVisibilityRequest& request, const CallOptions& options = {}) const;
    Call<RejectConnectionInvitationResponse> reject_connection_invitation(
        const RejectConnectionInvitationRequest& request, const CallOptions& options = {}) const;
    Call<SendEmailVerificationCodeResponse> send_email_verification_code(
        const SendEmailVerificationCodeRequest& request, const CallOptions& options = {}) const;
    Call<StartProfileUpdateTaskResponse> start_profile_update_task(
        const StartProfileUpdateTaskRequest& request, const CallOptions& options = {}) const;
    Call<StartQualificationsAssociationTaskResponse> start_qualifications_association_task(
        const StartQualificationsAssociationTaskRequest& request,
        const CallOptions& options = {}) const;
    Call<StartQualificationsDisassociationTaskResponse> start_qualifications_disassociation_task(
        const StartQualificationsDisassociationTaskRequest& request,
        const CallOptions& options = {}) const;
    Call<StartVerificationResponse> start_verification(const StartVerificationRequest& request,
                                                       const CallOptions& options = {}) const;
    Call<TagResourceResponse> tag_resource(const TagResourceRequest& request,
                                           const CallOptions& options = {}) const;
    Call<UntagResourceResponse> untag_resource(const UntagResourceRequest& request,
                                               const CallOptions& options = {}) const;
    Call<UpdateConnectionPreferencesResponse> update_connection_preferences(
        const UpdateConnectionPreferencesRequest& request, const CallOptions& options = {}) const;

    // All pages of a list, one after the other: see AsyncPages.
    AsyncPages<ListConnectionInvitationsRequest> list_connection_invitations_all(
        ListConnectionInvitationsRequest request, const CallOptions& options = {}) const;
    AsyncPages<ListConnectionsRequest> list_connections_all(ListConnectionsRequest request,
                                                            const CallOptions& options = {}) const;
    AsyncPages<ListPartnersRequest> list_partners_all(ListPartnersRequest request,
                                                      const CallOptions& options = {}) const;

    // For any request.
    template <class Request>
    Call<ResponseOf<Request>> start(const Request& request, const CallOptions& options = {}) const;

   private:
    friend class Client;
    explicit Async(client::Caller caller) : caller_(std::move(caller)) {}
    client::Caller caller_;
  };

  // Accepts an invitation received. The two are then connected: a new connection begins, or one
  // that is still in force gets one more type.
  Outcome<AcceptConnectionInvitationResponse> accept_connection_invitation(
      const AcceptConnectionInvitationRequest& request, const CallOptions& options = {}) const;

  // Associates an e-mail domain with the partner, so that certifications earned under its addresses
  // count. Proven by a code mailed to an address in the domain.
  Outcome<AssociateAwsTrainingCertificationEmailDomainResponse>
  associate_aws_training_certification_email_domain(
      const AssociateAwsTrainingCertificationEmailDomainRequest& request,
      const CallOptions& options = {}) const;

  // Ends one type of a connection for both sides. Either side may; when the last type ends, the
  // connection has ended for good.
  Outcome<CancelConnectionResponse> cancel_connection(const CancelConnectionRequest& request,
                                                      const CallOptions& options = {}) const;

  // Takes back an invitation that has not been answered. Only its sender may.
  Outcome<CancelConnectionInvitationResponse> cancel_connection_invitation(
      const CancelConnectionInvitationRequest& request, const CallOptions& options = {}) const;

  // Stops a profile update that is still under review; the profile stays as it is.
  Outcome<CancelProfileUpdateTaskResponse> cancel_profile_update_task(
      const CancelProfileUpdateTaskRequest& request, const CallOptions& options = {}) const;

  // Invites another partner to connect. The invitation waits 15 days for an answer.
  Outcome<CreateConnectionInvitationResponse> create_connection_invitation(
      const CreateConnectionInvitationRequest& request, const CallOptions& options = {}) const;

  // Registers the calling account as a partner. Others can read about it once a first profile
  // update has succeeded.
  Outcome<CreatePartnerResponse> create_partner(const CreatePartnerRequest& request,
                                                const CallOptions& options = {}) const;

  // Takes an e-mail domain off the partner.
  Outcome<DisassociateAwsTrainingCertificationEmailDomainResponse>
  disassociate_aws_training_certification_email_domain(
      const DisassociateAwsTrainingCertificationEmailDomainRequest& request,
      const CallOptions& options = {}) const;

  // Shows the partner's contact person.
  Outcome<GetAllianceLeadContactResponse> get_alliance_lead_contact(
      const GetAllianceLeadContactRequest& request, const CallOptions& options = {}) const;

  // Shows a connection, in force or ended, to one of its two sides.
  Outcome<GetConnectionResponse> get_connection(const GetConnectionRequest& request,
                                                const CallOptions& options = {}) const;

  // Shows an invitation, whatever its status, to its sender or its receiver.
  Outcome<GetConnectionInvitationResponse> get_connection_invitation(
      const GetConnectionInvitationRequest& request, const CallOptions& options = {}) const;

  // Shows whose invitations to collaborate the account lets in.
  Outcome<GetConnectionPreferencesResponse> get_connection_preferences(
      const GetConnectionPreferencesRequest& request, const CallOptions& options = {}) const;

  // Shows a partner of the calling account.
  Outcome<GetPartnerResponse> get_partner(const GetPartnerRequest& request,
                                          const CallOptions& options = {}) const;

  // Shows the latest profile update and how far it is.
  Outcome<GetProfileUpdateTaskResponse> get_profile_update_task(
      const GetProfileUpdateTaskRequest& request, const CallOptions& options = {}) const;

  // Shows whether other partners can find the profile.
  Outcome<GetProfileVisibilityResponse> get_profile_visibility(
      const GetProfileVisibilityRequest& request, const CallOptions& options = {}) const;

  // Shows with whom the partner shares qualifications.
  Outcome<GetQualificationsAssociationDetailsResponse> get_qualifications_association_details(
      const GetQualificationsAssociationDetailsRequest& request,
      const CallOptions& options = {}) const;

  // Shows the latest qualifications association and how far it is.
  Outcome<GetQualificationsAssociationTaskResponse> get_qualifications_association_task(
      const GetQualificationsAssociationTaskRequest& request,
      const CallOptions& options = {}) const;

  // Shows the latest qualifications disassociation and how far it is.
  Outcome<GetQualificationsDisassociationTaskResponse> get_qualifications_disassociation_task(
      const GetQualificationsDisassociationTaskRequest& request,
      const CallOptions& options = {}) const;

  // Shows how far the verification of the business or of the registrant is.
  Outcome<GetVerificationResponse> get_verification(const GetVerificationRequest& request,
                                                    const CallOptions& options = {}) const;

  // Lists the invitations that the account sent or received, the newest first.
  Outcome<ListConnectionInvitationsResponse> list_connection_invitations(
      const ListConnectionInvitationsRequest& request, const CallOptions& options = {}) const;

  // Lists the account's connections in force, those changed last first.
  Outcome<ListConnectionsResponse> list_connections(const ListConnectionsRequest& request,
                                                    const CallOptions& options = {}) const;

  // Lists the calling account's own partners in a catalog.
  Outcome<ListPartnersResponse> list_partners(const ListPartnersRequest& request,
                                              const CallOptions& options = {}) const;

  // Lists the tags of a partner.
  Outcome<ListTagsForResourceResponse> list_tags_for_resource(
      const ListTagsForResourceRequest& request, const CallOptions& options = {}) const;

  // Replaces the partner's contact person. A new e-mail address must be proven by a code.
  Outcome<PutAllianceLeadContactResponse> put_alliance_lead_contact(
      const PutAllianceLeadContactRequest& request, const CallOptions& options = {}) const;

  // Shows the profile to other partners, or hides it from them.
  Outcome<PutProfileVisibilityResponse> put_profile_visibility(
      const PutProfileVisibilityRequest& request, const CallOptions& options = {}) const;

  // Declines an invitation received. Only its receiver may, and only while it waits for an answer.
  Outcome<RejectConnectionInvitationResponse> reject_connection_invitation(
      const RejectConnectionInvitationRequest& request, const CallOptions& options = {}) const;

  // Mails a six-digit code to an address. In Sandbox nothing is mailed, and any six digits pass.
  Outcome<SendEmailVerificationCodeResponse> send_email_verification_code(
      const SendEmailVerificationCodeRequest& request, const CallOptions& options = {}) const;

  // Asks for a new profile. It takes effect once a review has succeeded; one update at a time.
  Outcome<StartProfileUpdateTaskResponse> start_profile_update_task(
      const StartProfileUpdateTaskRequest& request, const CallOptions& options = {}) const;

  // Begins to share the qualifications of the partner's primary.
  Outcome<StartQualificationsAssociationTaskResponse> start_qualifications_association_task(
      const StartQualificationsAssociationTaskRequest& request,
      const CallOptions& options = {}) const;

  // Begins to undo the sharing of qualifications with the partner's primary.
  Outcome<StartQualificationsDisassociationTaskResponse> start_qualifications_disassociation_task(
      const StartQualificationsDisassociationTaskRequest& request,
      const CallOptions& options = {}) const;

  // Begins to verify the business or the registrant, which CreatePartner needs in the catalog AWS.
  Outcome<StartVerificationResponse> start_verification(const StartVerificationRequest& request,
                                                        const CallOptions& options = {}) const;

  // Puts tags on a partner; a key that is there already gets the new value.
  Outcome<TagResourceResponse> tag_resource(const TagResourceRequest& request,
                                            const CallOptions& options = {}) const;

  // Takes tags off a partner; keys that are not there are passed over.
  Outcome<UntagResourceResponse> untag_resource(const UntagResourceRequest& request,
                                                const CallOptions& options = {}) const;

  // Replaces the account's preferences on whose invitations to collaborate to let in.
  Outcome<UpdateConnectionPreferencesResponse> update_connection_preferences(
      const UpdateConnectionPreferencesRequest& request, const CallOptions& options = {}) const;

  // All items of a list, page after page, as a range: see Pages.
  Pages<ListConnectionInvitationsRequest> list_connection_invitations_all(
      ListConnectionInvitationsRequest request, const CallOptions& options = {}) const;
  Pages<ListConnectionsRequest> list_connections_all(ListConnectionsRequest request,
                                                     const CallOptions& options = {}) const;
  Pages<ListPartnersRequest> list_partners_all(ListPartnersRequest request,
                                               const CallOptions& options = {}) const;

  // For any request.
  template <class Request>
  Outcome<ResponseOf<Request>> call(const Request& request, const CallOptions& options = {}) const;

  // What is beneath: operations by name, as JSON.
  const client::Caller& caller() const { return async.caller_; }

  Async async;
};

}  // namespace amity::account
