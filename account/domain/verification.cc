#include "account/domain/verification.h"

namespace amity::account::domain {
namespace {

using enum VerificationStatus;

static_assert(next(PENDING_CUSTOMER_ACTION, VerificationAct::submit) == IN_PROGRESS);
static_assert(!next(IN_PROGRESS, VerificationAct::submit));
static_assert(!next(SUCCEEDED, VerificationAct::reject));

constexpr VerificationAct act_of(VerificationStatus finding) {
  switch (finding) {
    case SUCCEEDED:
      return VerificationAct::succeed;
    case REJECTED:
      return VerificationAct::reject;
    case PENDING_CUSTOMER_ACTION:
      return VerificationAct::ask;
    case FAILED:
    case IN_PROGRESS:
      break;
  }
  return VerificationAct::fail;
}

void move(Verification& verification, VerificationAct act, Timestamp at,
          std::optional<VerificationStatusReason> reason) {
  verification.status = next(verification.status, act).value();
  verification.reason = std::move(reason);
  verification.due_at.reset();
  if (!is_running(verification.status)) verification.completed_at = at;
}

}  // namespace

Verification as_of(Verification verification, Timestamp now) {
  if (verification.status == IN_PROGRESS && verification.due_at && *verification.due_at <= now)
    move(verification, act_of(verification.finding), *verification.due_at,
         words_for(verification.type, verification.finding));
  if (verification.status == PENDING_CUSTOMER_ACTION && verification.page_expires_at &&
      *verification.page_expires_at <= now)
    move(verification, VerificationAct::expire, *verification.page_expires_at,
         VerificationStatusReason("The completion page expired before it was used."));
  return verification;
}

std::optional<Timestamp> next_change(const Verification& verification) {
  if (verification.status == IN_PROGRESS) return verification.due_at;
  if (verification.status == PENDING_CUSTOMER_ACTION) return verification.page_expires_at;
  return std::nullopt;
}

bool has_expired(const Verification& verification) {
  return verification.status == FAILED && verification.page_expires_at &&
         verification.completed_at == verification.page_expires_at;
}

bool conclude(Verification& verification, VerificationAct verdict, Timestamp at,
              std::optional<VerificationStatusReason> reason) {
  auto to = next(verification.status, verdict);
  if (!to || is_running(*to)) return false;
  if (!reason) reason = words_for(verification.type, *to);
  move(verification, verdict, at, std::move(reason));
  return true;
}

std::optional<VerificationStatusReason> words_for(VerificationType type,
                                                  VerificationStatus status) {
  bool business = type == VerificationType::BUSINESS_VERIFICATION;
  switch (status) {
    case FAILED:
      return VerificationStatusReason(
          business ? "The business was not found in its register."
                   : "The identity could not be verified. Start again to get a new page.");
    case REJECTED:
      return VerificationStatusReason(business
                                          ? "The register contradicts the data that were given."
                                          : "The identity document was not accepted.");
    case PENDING_CUSTOMER_ACTION:
      if (business)
        return VerificationStatusReason(
            "The register does not tell enough: fill in the form at CompletionUrl.");
      return std::nullopt;
    case IN_PROGRESS:
    case SUCCEEDED:
      break;
  }
  return std::nullopt;
}

}  // namespace amity::account::domain
