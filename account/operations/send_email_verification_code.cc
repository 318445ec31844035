#include "account/domain/verification_code.h"
#include "account/model/errors.h"
#include "account/operations/bodies.h"
#include "account/operations/mail.h"
#include "account/operations/quota.h"
#include "account/operations/verification_code.h"

namespace amity::account {

// Mails a code that proves the address to the caller, who need not be a partner yet. Sandbox sends
// nothing: any code will do there.
SendEmailVerificationCodeResponse send_email_verification_code(
    WriteTx& tx, const Call& call, const SendEmailVerificationCodeRequest& request) {
  if (call.catalog == domain::CatalogId::Sandbox) return {};
  std::int64_t made = tx.verification_codes().made_since(domain::address_key(request.email),
                                                         call.now - domain::kQuotaDay);
  if (made >= quota_of(tx, call, call.caller, &domain::Quotas::email_verification_codes_per_day))
    throw quota_exceeded(ServiceQuotaExceededExceptionReason::LIMIT_EXCEEDED_NUMBER_OF_EMAIL);

  EmailVerificationCode code = make_code(tx, call, request.email);
  write_mail(tx, call,
             domain::code_mail(request.email, code, call.now + call.settings.code_lifetime));
  return {};
}

}  // namespace amity::account
