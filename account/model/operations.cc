#include "account/model/operations.h"

#include <algorithm>

namespace amity::account {
namespace {

using shape::Access;
using shape::Operation;

constexpr std::uint32_t internal = bit_of(ErrorCode::InternalServerException);
constexpr std::uint32_t missing = bit_of(ErrorCode::ResourceNotFoundException);
constexpr std::uint32_t clash = bit_of(ErrorCode::ConflictException);
constexpr std::uint32_t quota = bit_of(ErrorCode::ServiceQuotaExceededException);
// What all operations but two may answer; those two do not declare the internal error.
constexpr std::uint32_t usual = bit_of(ErrorCode::AccessDeniedException) |
                                bit_of(ErrorCode::ThrottlingException) |
                                bit_of(ErrorCode::ValidationException) | internal;

template <class Request, class Response>
constexpr Operation row(std::string_view name, std::string_view doc, Access access,
                        Resource resource, std::uint32_t errors) {
  return {.name = name,
          .doc = doc,
          .access = access,
          .request = &shape::type_of<Request>,
          .response = &shape::type_of<Response>,
          .errors = errors,
          .resource = static_cast<std::uint8_t>(resource)};
}

constexpr std::array<Operation, operation_count> table = {
    row<AcceptConnectionInvitationRequest, AcceptConnectionInvitationResponse>(
        "AcceptConnectionInvitation",
        "Accepts an invitation received. The two are then connected: a new connection begins, or "
        "one that is still in force gets one more type.",
        Access::write, Resource::connection_invitation, usual | missing | clash | quota),
    row<AssociateAwsTrainingCertificationEmailDomainRequest,
        AssociateAwsTrainingCertificationEmailDomainResponse>(
        "AssociateAwsTrainingCertificationEmailDomain",
        "Associates an e-mail domain with the partner, so that certifications earned under its "
        "addresses count. Proven by a code mailed to an address in the domain.",
        Access::write, Resource::partner, (usual & ~internal) | missing | clash | quota),
    row<CancelConnectionRequest, CancelConnectionResponse>(
        "CancelConnection",
        "Ends one type of a connection for both sides. Either side may; when the last type ends, "
        "the connection has ended for good.",
        Access::write, Resource::connection, usual | missing | clash),
    row<CancelConnectionInvitationRequest, CancelConnectionInvitationResponse>(
        "CancelConnectionInvitation",
        "Takes back an invitation that has not been answered. Only its sender may.", Access::write,
        Resource::connection_invitation, usual | missing | clash),
    row<CancelProfileUpdateTaskRequest, CancelProfileUpdateTaskResponse>(
        "CancelProfileUpdateTask",
        "Stops a profile update that is still under review; the profile stays as it is.",
        Access::write, Resource::partner, usual | missing | clash),
    row<CreateConnectionInvitationRequest, CreateConnectionInvitationResponse>(
        "CreateConnectionInvitation",
        "Invites another partner to connect. The invitation waits 15 days for an answer.",
        Access::write, Resource::none, usual | missing | clash | quota),
    row<CreatePartnerRequest, CreatePartnerResponse>(
        "CreatePartner",
        "Registers the calling account as a partner. Others can read about it once a first profile "
        "update has succeeded.",
        Access::write, Resource::none, usual | clash),
    row<DisassociateAwsTrainingCertificationEmailDomainRequest,
        DisassociateAwsTrainingCertificationEmailDomainResponse>(
        "DisassociateAwsTrainingCertificationEmailDomain",
        "Takes an e-mail domain off the partner.", Access::write, Resource::partner,
        (usual & ~internal) | missing | clash),
    row<GetAllianceLeadContactRequest, GetAllianceLeadContactResponse>(
        "GetAllianceLeadContact", "Shows the partner's contact person.", Access::read,
        Resource::partner, usual | missing),
    row<GetConnectionRequest, GetConnectionResponse>(
        "GetConnection", "Shows a connection, in force or ended, to one of its two sides.",
        Access::read, Resource::connection, usual | missing),
    row<GetConnectionInvitationRequest, GetConnectionInvitationResponse>(
        "GetConnectionInvitation",
        "Shows an invitation, whatever its status, to its sender or its receiver.", Access::read,
        Resource::connection_invitation, usual | missing),
    row<GetConnectionPreferencesRequest, GetConnectionPreferencesResponse>(
        "GetConnectionPreferences", "Shows whose invitations to collaborate the account lets in.",
        Access::read, Resource::none, usual),
    row<GetPartnerRequest, GetPartnerResponse>("GetPartner",
                                               "Shows a partner of the calling account.",
                                               Access::read, Resource::partner, usual | missing),
    row<GetProfileUpdateTaskRequest, GetProfileUpdateTaskResponse>(
        "GetProfileUpdateTask", "Shows the latest profile update and how far it is.", Access::read,
        Resource::partner, usual | missing),
    row<GetProfileVisibilityRequest, GetProfileVisibilityResponse>(
        "GetProfileVisibility", "Shows whether other partners can find the profile.", Access::read,
        Resource::partner, usual | missing),
    row<GetQualificationsAssociationDetailsRequest, GetQualificationsAssociationDetailsResponse>(
        "GetQualificationsAssociationDetails", "Shows with whom the partner shares qualifications.",
        Access::read, Resource::partner, usual | missing),
    row<GetQualificationsAssociationTaskRequest, GetQualificationsAssociationTaskResponse>(
        "GetQualificationsAssociationTask",
        "Shows the latest qualifications association and how far it is.", Access::read,
        Resource::partner, usual | missing),
    row<GetQualificationsDisassociationTaskRequest, GetQualificationsDisassociationTaskResponse>(
        "GetQualificationsDisassociationTask",
        "Shows the latest qualifications disassociation and how far it is.", Access::read,
        Resource::partner, usual | missing),
    row<GetVerificationRequest, GetVerificationResponse>(
        "GetVerification",
        "Shows how far the verification of the business or of the registrant is.", Access::read,
        Resource::none, usual | missing),
    row<ListConnectionInvitationsRequest, ListConnectionInvitationsResponse>(
        "ListConnectionInvitations",
        "Lists the invitations that the account sent or received, the newest first.", Access::read,
        Resource::none, usual),
    row<ListConnectionsRequest, ListConnectionsResponse>(
        "ListConnections", "Lists the account's connections in force, those changed last first.",
        Access::read, Resource::none, usual),
    row<ListPartnersRequest, ListPartnersResponse>(
        "ListPartners", "Lists the calling account's own partners in a catalog.", Access::read,
        Resource::none, usual),
    row<ListTagsForResourceRequest, ListTagsForResourceResponse>(
        "ListTagsForResource", "Lists the tags of a partner.", Access::read,
        Resource::none_but_tags, usual | missing),
    row<PutAllianceLeadContactRequest, PutAllianceLeadContactResponse>(
        "PutAllianceLeadContact",
        "Replaces the partner's contact person. A new e-mail address must be proven by a code.",
        Access::write, Resource::partner, usual | missing),
    row<PutProfileVisibilityRequest, PutProfileVisibilityResponse>(
        "PutProfileVisibility", "Shows the profile to other partners, or hides it from them.",
        Access::write, Resource::partner, usual | missing | quota),
    row<RejectConnectionInvitationRequest, RejectConnectionInvitationResponse>(
        "RejectConnectionInvitation",
        "Declines an invitation received. Only its receiver may, and only while it waits for an "
        "answer.",
        Access::write, Resource::connection_invitation, usual | missing | clash),
    row<SendEmailVerificationCodeRequest, SendEmailVerificationCodeResponse>(
        "SendEmailVerificationCode",
        "Mails a six-digit code to an address. In Sandbox nothing is mailed, and any six digits "
        "pass.",
        Access::write, Resource::none, usual | quota),
    row<StartProfileUpdateTaskRequest, StartProfileUpdateTaskResponse>(
        "StartProfileUpdateTask",
        "Asks for a new profile. It takes effect once a review has succeeded; one update at a "
        "time.",
        Access::write, Resource::partner, usual | missing | clash | quota),
    row<StartQualificationsAssociationTaskRequest, StartQualificationsAssociationTaskResponse>(
        "StartQualificationsAssociationTask",
        "Begins to share the qualifications of the partner's primary.", Access::write,
        Resource::partner, usual | missing | clash),
    row<StartQualificationsDisassociationTaskRequest,
        StartQualificationsDisassociationTaskResponse>(
        "StartQualificationsDisassociationTask",
        "Begins to undo the sharing of qualifications with the partner's primary.", Access::write,
        Resource::partner, usual | missing | clash),
    row<StartVerificationRequest, StartVerificationResponse>(
        "StartVerification",
        "Begins to verify the business or the registrant, which CreatePartner needs in the catalog "
        "AWS.",
        Access::write, Resource::none, usual | clash | quota),
    row<TagResourceRequest, TagResourceResponse>(
        "TagResource", "Puts tags on a partner; a key that is there already gets the new value.",
        Access::write, Resource::tagged, usual | missing | clash),
    row<UntagResourceRequest, UntagResourceResponse>(
        "UntagResource", "Takes tags off a partner; keys that are not there are passed over.",
        Access::write, Resource::tagged, usual | missing | clash),
    row<UpdateConnectionPreferencesRequest, UpdateConnectionPreferencesResponse>(
        "UpdateConnectionPreferences",
        "Replaces the account's preferences on whose invitations to collaborate to let in.",
        Access::write, Resource::none, usual | clash),
};

constexpr bool by_name(const Operation& a, const Operation& b) { return a.name < b.name; }
static_assert(std::is_sorted(table.begin(), table.end(), by_name));

}  // namespace

const std::array<Operation, operation_count> operations = table;

const Operation* find_operation(std::string_view name) {
  auto at = std::lower_bound(operations.begin(), operations.end(), name,
                             [](const Operation& row, std::string_view n) { return row.name < n; });
  return at != operations.end() && at->name == name ? &*at : nullptr;
}

}  // namespace amity::account
