#include "account/model/errors.h"
#include "account/operations/bodies.h"
#include "account/operations/partner_of_caller.h"
#include "account/operations/qualification.h"

namespace amity::account {

// Shows the latest disassociation that the partner asked for.
GetQualificationsDisassociationTaskResponse get_qualifications_disassociation_task(
    ReadTx& tx, const Call& call, const GetQualificationsDisassociationTaskRequest& request) {
  domain::Partner partner = partner_of_caller(tx, call, request.identifier);
  auto task = tx.qualification_tasks().latest(call.caller, call.catalog,
                                              domain::QualificationTaskKind::disassociation);
  if (!task)
    throw not_found(ResourceNotFoundExceptionReason::QUALIFICATIONS_DISASSOCIATION_TASK_NOT_FOUND);

  auto response = task_answer<GetQualificationsDisassociationTaskResponse>(call, partner, *task);
  response.associated_partner = association_partner(tx, task->primary, call.catalog);
  return response;
}

}  // namespace amity::account
