#include "account/operations/preferences_of_caller.h"

#include "account/model/errors.h"

namespace amity::account {

domain::Preferences preferences_of_caller(ReadTx& tx, const Call& call) {
  auto preferences = tx.preferences().of_partner(call.caller, call.catalog);
  if (!preferences)
    throw denied(AccessDeniedExceptionReason::INCOMPATIBLE_BENEFIT_AWS_PARTNER_STATE);
  return std::move(*preferences);
}

}  // namespace amity::account
