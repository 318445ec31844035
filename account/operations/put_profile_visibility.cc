#include "account/model/errors.h"
#include "account/operations/bodies.h"
#include "account/operations/partner_of_caller.h"
#include "account/operations/quota.h"

namespace amity::account {

// Shows the caller's profile to others or hides it, in every language at once. Setting what is set
// already succeeds and counts too.
PutProfileVisibilityResponse put_profile_visibility(WriteTx& tx, const Call& call,
                                                    const PutProfileVisibilityRequest& request) {
  domain::PartnerHead partner = partner_head_of_caller(tx, call, request.identifier);
  if (!partner.profile_id)
    throw not_found(ResourceNotFoundExceptionReason::PARTNER_PROFILE_NOT_FOUND);
  if (!tx.visibility_updates().add(
          call.identifiers.next(call.now), call.caller, call.catalog, call.now - domain::kQuotaDay,
          quota_of(tx, call, call.caller, &domain::Quotas::profile_visibility_updates_per_day)))
    throw quota_exceeded(ServiceQuotaExceededExceptionReason::
                             LIMIT_EXCEEDED_NUMBER_OF_PROFILE_VISIBILITY_UPDATE_PER_DAY);

  partner.visibility = request.visibility.value();
  tx.partners().set_visibility(partner);
  return domain::visibility_details(partner, call.settings.place);
}

}  // namespace amity::account
