#include "account/model/errors.h"
#include "account/operations/bodies.h"
#include "account/operations/partner_of_caller.h"
#include "account/operations/qualification.h"

namespace amity::account {

// Shows the latest association that the partner asked for.
GetQualificationsAssociationTaskResponse get_qualifications_association_task(
    ReadTx& tx, const Call& call, const GetQualificationsAssociationTaskRequest& request) {
  domain::Partner partner = partner_of_caller(tx, call, request.identifier);
  auto task = tx.qualification_tasks().latest(call.caller, call.catalog,
                                              domain::QualificationTaskKind::association);
  if (!task)
    throw not_found(ResourceNotFoundExceptionReason::QUALIFICATIONS_ASSOCIATION_TASK_NOT_FOUND);

  auto response = task_answer<GetQualificationsAssociationTaskResponse>(call, partner, *task);
  response.primary_partner = association_partner(tx, task->primary, call.catalog);
  return response;
}

}  // namespace amity::account
