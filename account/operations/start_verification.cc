#include "account/model/errors.h"
#include "account/operations/bodies.h"
#include "account/operations/quota.h"
#include "account/operations/secret.h"

namespace amity::account {
namespace {

using domain::Verification;

// Three tries in a day, then a wait. No reason of ServiceQuotaExceededException fits: behaviour.md
// §3.
void require_try_left(WriteTx& tx, const Call& call, VerificationType type) {
  if (type != VerificationType::REGISTRANT_VERIFICATION) return;
  std::int64_t limit =
      quota_of(tx, call, call.caller, &domain::Quotas::registrant_verifications_per_day);
  if (tx.verifications().started_at_least(limit, call.caller, type, call.now - domain::kQuotaDay))
    throw throttled("The registrant's verification was started " + std::to_string(limit) +
                        " times in 24 hours. Try again later.",
                    "partnercentral-account");
}

}  // namespace

// Begins to verify the business or the person, or begins anew after a failure. The member of the
// details that is present says which.
StartVerificationResponse start_verification(WriteTx& tx, const Call& call,
                                             const StartVerificationRequest& request) {
  if (!request.verification_details)
    throw invalid_field("VerificationDetails", FieldValidationCode::REQUIRED_FIELD_MISSING,
                        "Value null at 'verificationDetails' failed to satisfy constraint: Member "
                        "must not be null");
  const auto& business = request.verification_details->business_verification_details;
  VerificationType type = business ? VerificationType::BUSINESS_VERIFICATION
                                   : VerificationType::REGISTRANT_VERIFICATION;

  auto before = tx.verifications().of(call.caller, type);
  if (before) {
    VerificationStatus status = domain::as_of(*before, call.now).status;
    if (status == VerificationStatus::SUCCEEDED)
      throw conflict(ConflictExceptionReason::ACCOUNT_ALREADY_VERIFIED);
    if (domain::is_running(status))
      throw conflict(ConflictExceptionReason::VERIFICATION_ALREADY_IN_PROGRESS);
  }
  require_try_left(tx, call, type);

  const domain::VerificationRules& rules = call.settings.verification;
  domain::AttemptKey key{call.identifiers.next(call.now), fresh_secret(call.secrets)};
  Verification begun =
      business ? domain::begin_business(call.caller, *business, std::move(key), call.now, rules)
               : domain::begin_registrant(call.caller, std::move(key), call.now, rules);
  tx.verifications().count_start(begun, call.now - domain::kQuotaDay);
  if (before) {
    begun.revision = before->revision;
    tx.verifications().update(begun);
  } else {
    tx.verifications().insert(begun);
  }
  return domain::progress(begun, rules);
}

}  // namespace amity::account
