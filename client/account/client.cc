#include "client/account/client.h"

#include "client/account/api.h"
#include "client/account/repeat.h"
#include "client/call/typed.h"

// Whatever is made of templates for a request is made here, once, and not in every file of a
// program that calls: such a file compiles in half the time.
namespace amity::account {

const client::Api& api() {
  static const client::Api kApi{
      .target_prefix = target_prefix,
      .signing_name = signing_name,
      .host_prefix = "partnercentral-account",
      .default_url = {},
      .names = {.endpoint_variable = "AWS_ENDPOINT_URL_PARTNERCENTRAL_ACCOUNT",
                .services_key = "partnercentral_account"},
      .repeat = repeat_of};
  return kApi;
}

Client::Client(client::Config config) : async(client::Caller(api(), std::move(config))) {}

template <class Request>
Outcome<ResponseOf<Request>> Client::call(const Request& request,
                                          const CallOptions& options) const {
  return client::call<ResponseOf<Request>>(caller(), operation_of<Request>(), request, options);
}

template <class Request>
Call<ResponseOf<Request>> Client::Async::start(const Request& request,
                                               const CallOptions& options) const {
  return client::start<ResponseOf<Request>>(caller_, operation_of<Request>(), request, options);
}

namespace {

template <class Request>
Pages<Request> pages(const Client& client, Request request, const CallOptions& options) {
  return Pages<Request>(std::move(request), [client, options](const Request& page) {
    return client.call(page, options);
  });
}

template <class Request>
AsyncPages<Request> pages(const Client::Async& async, Request request, const CallOptions& options) {
  return AsyncPages<Request>(std::move(request), [async, options](const Request& page) {
    return async.start(page, options);
  });
}

}  // namespace

Pages<ListConnectionInvitationsRequest> Client::list_connection_invitations_all(
    ListConnectionInvitationsRequest request, const CallOptions& options) const {
  return pages(*this, std::move(request), options);
}
AsyncPages<ListConnectionInvitationsRequest> Client::Async::list_connection_invitations_all(
    ListConnectionInvitationsRequest request, const CallOptions& options) const {
  return pages(*this, std::move(request), options);
}

Pages<ListConnectionsRequest> Client::list_connections_all(ListConnectionsRequest request,
                                                           const CallOptions& options) const {
  return pages(*this, std::move(request), options);
}
AsyncPages<ListConnectionsRequest> Client::Async::list_connections_all(
    ListConnectionsRequest request, const CallOptions& options) const {
  return pages(*this, std::move(request), options);
}

Pages<ListPartnersRequest> Client::list_partners_all(ListPartnersRequest request,
                                                     const CallOptions& options) const {
  return pages(*this, std::move(request), options);
}
AsyncPages<ListPartnersRequest> Client::Async::list_partners_all(ListPartnersRequest request,
                                                                 const CallOptions& options) const {
  return pages(*this, std::move(request), options);
}

// The methods, and programs that call by the type of the request, find these.
template Outcome<AcceptConnectionInvitationResponse> Client::call(
    const AcceptConnectionInvitationRequest&, const CallOptions&) const;
template Call<AcceptConnectionInvitationResponse> Client::Async::start(
    const AcceptConnectionInvitationRequest&, const CallOptions&) const;
template Outcome<AssociateAwsTrainingCertificationEmailDomainResponse> Client::call(
    const AssociateAwsTrainingCertificationEmailDomainRequest&, const CallOptions&) const;
template Call<AssociateAwsTrainingCertificationEmailDomainResponse> Client::Async::start(
    const AssociateAwsTrainingCertificationEmailDomainRequest&, const CallOptions&) const;
template Outcome<CancelConnectionResponse> Client::call(const CancelConnectionRequest&,
                                                        const CallOptions&) const;
template Call<CancelConnectionResponse> Client::Async::start(const CancelConnectionRequest&,
                                                             const CallOptions&) const;
template Outcome<CancelConnectionInvitationResponse> Client::call(
    const CancelConnectionInvitationRequest&, const CallOptions&) const;
template Call<CancelConnectionInvitationResponse> Client::Async::start(
    const CancelConnectionInvitationRequest&, const CallOptions&) const;
template Outcome<CancelProfileUpdateTaskResponse> Client::call(
    const CancelProfileUpdateTaskRequest&, const CallOptions&) const;
template Call<CancelProfileUpdateTaskResponse> Client::Async::start(
    const CancelProfileUpdateTaskRequest&, const CallOptions&) const;
template Outcome<CreateConnectionInvitationResponse> Client::call(
    const CreateConnectionInvitationRequest&, const CallOptions&) const;
template Call<CreateConnectionInvitationResponse> Client::Async::start(
    const CreateConnectionInvitationRequest&, const CallOptions&) const;
template Outcome<CreatePartnerResponse> Client::call(const CreatePartnerRequest&,
                                                     const CallOptions&) const;
template Call<CreatePartnerResponse> Client::Async::start(const CreatePartnerRequest&,
                                                          const CallOptions&) const;
template Outcome<DisassociateAwsTrainingCertificationEmailDomainResponse> Client::call(
    const DisassociateAwsTrainingCertificationEmailDomainRequest&, const CallOptions&) const;
template Call<DisassociateAwsTrainingCertificationEmailDomainResponse> Client::Async::start(
    const DisassociateAwsTrainingCertificationEmailDomainRequest&, const CallOptions&) const;
template Outcome<GetAllianceLeadContactResponse> Client::call(const GetAllianceLeadContactRequest&,
                                                              const CallOptions&) const;
template Call<GetAllianceLeadContactResponse> Client::Async::start(
    const GetAllianceLeadContactRequest&, const CallOptions&) const;
template Outcome<GetConnectionResponse> Client::call(const GetConnectionRequest&,
                                                     const CallOptions&) const;
template Call<GetConnectionResponse> Client::Async::start(const GetConnectionRequest&,
                                                          const CallOptions&) const;
template Outcome<GetConnectionInvitationResponse> Client::call(
    const GetConnectionInvitationRequest&, const CallOptions&) const;
template Call<GetConnectionInvitationResponse> Client::Async::start(
    const GetConnectionInvitationRequest&, const CallOptions&) const;
template Outcome<GetConnectionPreferencesResponse> Client::call(
    const GetConnectionPreferencesRequest&, const CallOptions&) const;
template Call<GetConnectionPreferencesResponse> Client::Async::start(
    const GetConnectionPreferencesRequest&, const CallOptions&) const;
template Outcome<GetPartnerResponse> Client::call(const GetPartnerRequest&,
                                                  const CallOptions&) const;
template Call<GetPartnerResponse> Client::Async::start(const GetPartnerRequest&,
                                                       const CallOptions&) const;
template Outcome<GetProfileUpdateTaskResponse> Client::call(const GetProfileUpdateTaskRequest&,
                                                            const CallOptions&) const;
template Call<GetProfileUpdateTaskResponse> Client::Async::start(const GetProfileUpdateTaskRequest&,
                                                                 const CallOptions&) const;
template Outcome<GetProfileVisibilityResponse> Client::call(const GetProfileVisibilityRequest&,
                                                            const CallOptions&) const;
template Call<GetProfileVisibilityResponse> Client::Async::start(const GetProfileVisibilityRequest&,
                                                                 const CallOptions&) const;
template Outcome<GetQualificationsAssociationDetailsResponse> Client::call(
    const GetQualificationsAssociationDetailsRequest&, const CallOptions&) const;
template Call<GetQualificationsAssociationDetailsResponse> Client::Async::start(
    const GetQualificationsAssociationDetailsRequest&, const CallOptions&) const;
template Outcome<GetQualificationsAssociationTaskResponse> Client::call(
    const GetQualificationsAssociationTaskRequest&, const CallOptions&) const;
template Call<GetQualificationsAssociationTaskResponse> Client::Async::start(
    const GetQualificationsAssociationTaskRequest&, const CallOptions&) const;
template Outcome<GetQualificationsDisassociationTaskResponse> Client::call(
    const GetQualificationsDisassociationTaskRequest&, const CallOptions&) const;
template Call<GetQualificationsDisassociationTaskResponse> Client::Async::start(
    const GetQualificationsDisassociationTaskRequest&, const CallOptions&) const;
template Outcome<GetVerificationResponse> Client::call(const GetVerificationRequest&,
                                                       const CallOptions&) const;
template Call<GetVerificationResponse> Client::Async::start(const GetVerificationRequest&,
                                                            const CallOptions&) const;
template Outcome<ListConnectionInvitationsResponse> Client::call(
    const ListConnectionInvitationsRequest&, const CallOptions&) const;
template Call<ListConnectionInvitationsResponse> Client::Async::start(
    const ListConnectionInvitationsRequest&, const CallOptions&) const;
template Outcome<ListConnectionsResponse> Client::call(const ListConnectionsRequest&,
                                                       const CallOptions&) const;
template Call<ListConnectionsResponse> Client::Async::start(const ListConnectionsRequest&,
                                                            const CallOptions&) const;
template Outcome<ListPartnersResponse> Client::call(const ListPartnersRequest&,
                                                    const CallOptions&) const;
template Call<ListPartnersResponse> Client::Async::start(const ListPartnersRequest&,
                                                         const CallOptions&) const;
template Outcome<ListTagsForResourceResponse> Client::call(const ListTagsForResourceRequest&,
                                                           const CallOptions&) const;
template Call<ListTagsForResourceResponse> Client::Async::start(const ListTagsForResourceRequest&,
                                                                const CallOptions&) const;
template Outcome<PutAllianceLeadContactResponse> Client::call(const PutAllianceLeadContactRequest&,
                                                              const CallOptions&) const;
template Call<PutAllianceLeadContactResponse> Client::Async::start(
    const PutAllianceLeadContactRequest&, const CallOptions&) const;
template Outcome<PutProfileVisibilityResponse> Client::call(const PutProfileVisibilityRequest&,
                                                            const CallOptions&) const;
template Call<PutProfileVisibilityResponse> Client::Async::start(const PutProfileVisibilityRequest&,
                                                                 const CallOptions&) const;
template Outcome<RejectConnectionInvitationResponse> Client::call(
    const RejectConnectionInvitationRequest&, const CallOptions&) const;
template Call<RejectConnectionInvitationResponse> Client::Async::start(
    const RejectConnectionInvitationRequest&, const CallOptions&) const;
template Outcome<SendEmailVerificationCodeResponse> Client::call(
    const SendEmailVerificationCodeRequest&, const CallOptions&) const;
template Call<SendEmailVerificationCodeResponse> Client::Async::start(
    const SendEmailVerificationCodeRequest&, const CallOptions&) const;
template Outcome<StartProfileUpdateTaskResponse> Client::call(const StartProfileUpdateTaskRequest&,
                                                              const CallOptions&) const;
template Call<StartProfileUpdateTaskResponse> Client::Async::start(
    const StartProfileUpdateTaskRequest&, const CallOptions&) const;
template Outcome<StartQualificationsAssociationTaskResponse> Client::call(
    const StartQualificationsAssociationTaskRequest&, const CallOptions&) const;
template Call<StartQualificationsAssociationTaskResponse> Client::Async::start(
    const StartQualificationsAssociationTaskRequest&, const CallOptions&) const;
template Outcome<StartQualificationsDisassociationTaskResponse> Client::call(
    const StartQualificationsDisassociationTaskRequest&, const CallOptions&) const;
template Call<StartQualificationsDisassociationTaskResponse> Client::Async::start(
    const StartQualificationsDisassociationTaskRequest&, const CallOptions&) const;
template Outcome<StartVerificationResponse> Client::call(const StartVerificationRequest&,
                                                         const CallOptions&) const;
template Call<StartVerificationResponse> Client::Async::start(const StartVerificationRequest&,
                                                              const CallOptions&) const;
template Outcome<TagResourceResponse> Client::call(const TagResourceRequest&,
                                                   const CallOptions&) const;
template Call<TagResourceResponse> Client::Async::start(const TagResourceRequest&,
                                                        const CallOptions&) const;
template Outcome<UntagResourceResponse> Client::call(const UntagResourceRequest&,
                                                     const CallOptions&) const;
template Call<UntagResourceResponse> Client::Async::start(const UntagResourceRequest&,
                                                          const CallOptions&) const;
template Outcome<UpdateConnectionPreferencesResponse> Client::call(
    const UpdateConnectionPreferencesRequest&, const CallOptions&) const;
template Call<UpdateConnectionPreferencesResponse> Client::Async::start(
    const UpdateConnectionPreferencesRequest&, const CallOptions&) const;

}  // namespace amity::account
