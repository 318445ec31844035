#include "account/model/errors.h"
#include "account/operations/bodies.h"

namespace amity::account {

// Shows the account's last attempt of that type. There is no catalog in it.
GetVerificationResponse get_verification(ReadTx& tx, const Call& call,
                                         const GetVerificationRequest& request) {
  auto found = tx.verifications().of(call.caller, request.verification_type.value());
  if (!found) throw not_found(ResourceNotFoundExceptionReason::VERIFICATION_NOT_FOUND);
  return domain::progress(domain::as_of(std::move(*found), call.now), call.settings.verification);
}

}  // namespace amity::account
