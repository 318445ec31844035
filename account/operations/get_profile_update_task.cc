#include "account/model/errors.h"
#include "account/operations/bodies.h"
#include "account/operations/partner_of_caller.h"

#include <utility>

namespace amity::account {

// Shows the update of the caller's profile that was started last, running or ended.
GetProfileUpdateTaskResponse get_profile_update_task(ReadTx& tx, const Call& call,
                                                     const GetProfileUpdateTaskRequest& request) {
  domain::PartnerHead partner = partner_head_of_caller(tx, call, request.identifier);
  auto task = tx.profile_tasks().latest(call.caller, call.catalog);
  if (!task) throw not_found(ResourceNotFoundExceptionReason::PARTNER_PROFILE_TASK_NOT_FOUND);
  return domain::details(std::move(*task), partner.id, call.settings.place);
}

}  // namespace amity::account
