#include "account/model/errors.h"
#include "account/operations/bodies.h"
#include "account/operations/partner_of_caller.h"
#include "account/operations/qualification.h"

namespace amity::account {
namespace {

using domain::Partner;

// Only the subsidiary can leave, and it names whom it leaves.
void require_association(const Partner& caller, const Partner& named) {
  using enum BusinessValidationCode;
  if (caller.qualifications.associates > 0)
    throw breaks_business_rule(INCOMPATIBLE_PRIMARY_PARTNER);
  if (!caller.qualifications.associated)
    throw breaks_business_rule(QUALIFICATIONS_ASSOCIATION_NOT_FOUND);
  if (caller.qualifications.primary != named.account)
    throw breaks_business_rule(INCOMPATIBLE_PRIMARY_PARTNER);
}

}  // namespace

// Begins to undo the sharing of qualifications with the caller's primary.
StartQualificationsDisassociationTaskResponse start_qualifications_disassociation_task(
    WriteTx& tx, const Call& call, const StartQualificationsDisassociationTaskRequest& request) {
  Partner caller = partner_of_caller(tx, call, request.identifier);
  Partner primary =
      other_partner(tx, call, caller, request.associated_partner, "AssociatedPartner");
  require_no_qualification_task(tx, call);
  require_association(caller, primary);

  auto task = begin_task(tx, call, domain::QualificationTaskKind::disassociation, primary.account);

  auto response = task_answer<StartQualificationsDisassociationTaskResponse>(call, caller, task);
  response.associated_partner = association_partner(primary);
  return response;
}

}  // namespace amity::account
