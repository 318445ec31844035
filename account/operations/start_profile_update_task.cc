#include "account/model/errors.h"
#include "account/operations/bodies.h"
#include "account/operations/partner_of_caller.h"
#include "account/operations/qualification.h"
#include "account/operations/quota.h"

#include <utility>

namespace amity::account {

// Asks for a new profile. It is reviewed in the background and takes the old one's place as a
// whole; until then, and for good when the review fails, the old one stays. One update at a time.
StartProfileUpdateTaskResponse start_profile_update_task(
    WriteTx& tx, const Call& call, const StartProfileUpdateTaskRequest& request) {
  domain::PartnerHead partner = partner_head_of_caller(tx, call, request.identifier);
  auto latest = tx.profile_tasks().latest(call.caller, call.catalog);
  if (latest && latest->is_running())
    throw conflict(ConflictExceptionReason::INCOMPATIBLE_PARTNER_PROFILE_TASK_STATE);
  if (qualification_task_runs(tx, call))
    throw conflict(ConflictExceptionReason::INCOMPATIBLE_PROFILE_STATE);
  if (tx.profile_tasks().started_at_least(
          quota_of(tx, call, call.caller, &domain::Quotas::profile_updates_per_day), call.caller,
          call.catalog, call.now - domain::kQuotaDay))
    throw quota_exceeded(
        ServiceQuotaExceededExceptionReason::LIMIT_EXCEEDED_NUMBER_OF_PROFILE_UPDATE_PER_DAY);

  // The latest is shown, and those of a day are counted: older ones are of no use.
  tx.profile_tasks().forget_ended(call.caller, call.catalog, call.now - domain::kQuotaDay);
  domain::ProfileTask task;
  task.id = domain::ProfileTaskKey{call.identifiers.next(call.now)};
  task.account = call.caller;
  task.catalog = call.catalog;
  task.started_at = call.now;
  task.due_at = call.now + call.settings.profile_task_duration;
  task.details = request.task_details;
  tx.profile_tasks().insert(task);
  return domain::details(std::move(task), partner.id, call.settings.place);
}

}  // namespace amity::account
