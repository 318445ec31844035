#include "account/model/errors.h"
#include "account/operations/bodies.h"
#include "account/operations/partner_of_caller.h"

#include <utility>

namespace amity::account {

// Stops an update that is still being reviewed; the profile stays as it is.
CancelProfileUpdateTaskResponse cancel_profile_update_task(
    WriteTx& tx, const Call& call, const CancelProfileUpdateTaskRequest& request) {
  domain::PartnerHead partner = partner_head_of_caller(tx, call, request.identifier);
  auto key = domain::key_of(request.task_id);
  auto task = key ? tx.profile_tasks().find(call.caller, call.catalog, *key) : std::nullopt;
  if (!task) throw not_found(ResourceNotFoundExceptionReason::PARTNER_PROFILE_TASK_NOT_FOUND);
  if (!domain::next(task->status, domain::ProfileTaskAct::cancel))
    throw conflict(ConflictExceptionReason::INCOMPATIBLE_PARTNER_PROFILE_TASK_STATE);

  domain::end(*task, domain::ProfileTaskAct::cancel, call.now);
  tx.profile_tasks().end(*task);
  return domain::details(std::move(*task), partner.id, call.settings.place);
}

}  // namespace amity::account
