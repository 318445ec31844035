#include "account/service/bindings.h"

#include "account/model/operations.h"
#include "account/operations/bodies.h"

#include <array>

namespace amity::account {
namespace {

// In the order of OperationId. Beside each its having been bound: with a sanitizer, comparing a
// function with null is no constant expression.
struct Bindings {
  std::array<MakeFrame<CallFrame>, operation_count> frames{};
  std::array<bool, operation_count> bound{};

  constexpr bool complete() const {
    for (bool one : bound)
      if (!one) return false;
    return true;
  }
};

template <auto Body>
constexpr void bind(Bindings& bindings, OperationId operation) {
  auto row = static_cast<std::size_t>(operation);
  bindings.frames[row] = &frame_of<CallFrame, Body>;
  bindings.bound[row] = true;
}

constexpr Bindings kBindings = [] {
  Bindings bindings{};
  bind<&accept_connection_invitation>(bindings, OperationId::AcceptConnectionInvitation);
  bind<&associate_aws_training_certification_email_domain>(
      bindings, OperationId::AssociateAwsTrainingCertificationEmailDomain);
  bind<&cancel_connection>(bindings, OperationId::CancelConnection);
  bind<&cancel_connection_invitation>(bindings, OperationId::CancelConnectionInvitation);
  bind<&cancel_profile_update_task>(bindings, OperationId::CancelProfileUpdateTask);
  bind<&create_connection_invitation>(bindings, OperationId::CreateConnectionInvitation);
  bind<&create_partner>(bindings, OperationId::CreatePartner);
  bind<&disassociate_aws_training_certification_email_domain>(
      bindings, OperationId::DisassociateAwsTrainingCertificationEmailDomain);
  bind<&get_alliance_lead_contact>(bindings, OperationId::GetAllianceLeadContact);
  bind<&get_connection>(bindings, OperationId::GetConnection);
  bind<&get_connection_invitation>(bindings, OperationId::GetConnectionInvitation);
  bind<&get_connection_preferences>(bindings, OperationId::GetConnectionPreferences);
  bind<&get_partner>(bindings, OperationId::GetPartner);
  bind<&get_profile_update_task>(bindings, OperationId::GetProfileUpdateTask);
  bind<&get_profile_visibility>(bindings, OperationId::GetProfileVisibility);
  bind<&get_verification>(bindings, OperationId::GetVerification);
  bind<&get_qualifications_association_details>(bindings,
                                                OperationId::GetQualificationsAssociationDetails);
  bind<&get_qualifications_association_task>(bindings,
                                             OperationId::GetQualificationsAssociationTask);
  bind<&get_qualifications_disassociation_task>(bindings,
                                                OperationId::GetQualificationsDisassociationTask);
  bind<&list_connection_invitations>(bindings, OperationId::ListConnectionInvitations);
  bind<&list_connections>(bindings, OperationId::ListConnections);
  bind<&list_partners>(bindings, OperationId::ListPartners);
  bind<&list_tags_for_resource>(bindings, OperationId::ListTagsForResource);
  bind<&put_alliance_lead_contact>(bindings, OperationId::PutAllianceLeadContact);
  bind<&put_profile_visibility>(bindings, OperationId::PutProfileVisibility);
  bind<&reject_connection_invitation>(bindings, OperationId::RejectConnectionInvitation);
  bind<&send_email_verification_code>(bindings, OperationId::SendEmailVerificationCode);
  bind<&start_profile_update_task>(bindings, OperationId::StartProfileUpdateTask);
  bind<&start_verification>(bindings, OperationId::StartVerification);
  bind<&tag_resource>(bindings, OperationId::TagResource);
  bind<&untag_resource>(bindings, OperationId::UntagResource);
  bind<&update_connection_preferences>(bindings, OperationId::UpdateConnectionPreferences);
  bind<&start_qualifications_association_task>(bindings,
                                               OperationId::StartQualificationsAssociationTask);
  bind<&start_qualifications_disassociation_task>(
      bindings, OperationId::StartQualificationsDisassociationTask);
  return bindings;
}();

static_assert(kBindings.complete(), "an operation of the model has no body");

}  // namespace

std::unique_ptr<CallFrame> make_frame(const shape::Operation& operation,
                                      const Environment& environment, const awsjson::Reply& reply) {
  return kBindings.frames[static_cast<std::size_t>(id_of(operation))](operation, environment,
                                                                      reply);
}

}  // namespace amity::account
