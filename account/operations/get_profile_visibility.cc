#include "account/model/errors.h"
#include "account/operations/bodies.h"
#include "account/operations/partner_of_caller.h"

namespace amity::account {

// Shows whether others can find the caller's profile, once there is one.
GetProfileVisibilityResponse get_profile_visibility(ReadTx& tx, const Call& call,
                                                    const GetProfileVisibilityRequest& request) {
  domain::PartnerHead partner = partner_head_of_caller(tx, call, request.identifier);
  if (!partner.profile_id)
    throw not_found(ResourceNotFoundExceptionReason::PARTNER_PROFILE_NOT_FOUND);
  return domain::visibility_details(partner, call.settings.place);
}

}  // namespace amity::account
