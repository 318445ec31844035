#include "account/domain/verification.h"

namespace amity::account::domain {
namespace {

using enum VerificationStatus;

constexpr std::size_t kNumberDigits = 13;

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

// Why a verification of that type stands there; nothing where there is nothing to explain.
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

void move_on(Verification& verification, VerificationAct act, Timestamp at,
             std::optional<VerificationStatusReason> reason) {
  verification.status = next(verification.status, act).value();
  verification.reason = std::move(reason);
  verification.due_at.reset();
  if (!is_running(verification.status)) verification.completed_at = at;
}

Verification begin(AccountId account, VerificationType type, AttemptKey key, Timestamp now) {
  Verification begun;
  begun.account = account;
  begun.type = type;
  begun.started_at = now;
  begun.attempt = key.number;
  begun.secret = std::move(key.secret);
  return begun;
}

}  // namespace

Verification begin_registrant(AccountId account, AttemptKey key, Timestamp now,
                              const VerificationRules& rules) {
  Verification begun =
      begin(account, VerificationType::REGISTRANT_VERIFICATION, std::move(key), now);
  begun.status = PENDING_CUSTOMER_ACTION;
  begun.page_expires_at = now + rules.registrant_page_lifetime;
  return begun;
}

Verification begin_business(AccountId account, BusinessVerificationDetails business, AttemptKey key,
                            Timestamp now, const VerificationRules& rules) {
  Verification begun = begin(account, VerificationType::BUSINESS_VERIFICATION, std::move(key), now);
  begun.status = IN_PROGRESS;
  begun.finding = finding_for(business.registration_id);
  begun.business = std::move(business);
  if (rules.by_hand) return begun;
  begun.due_at = now + rules.business_duration;
  if (begun.finding == PENDING_CUSTOMER_ACTION)
    begun.page_expires_at = *begun.due_at + rules.business_form_lifetime;
  return begun;
}

VerificationStatus finding_for(const RegistrationId& id) {
  if (id.view().starts_with("FAIL-")) return FAILED;
  if (id.view().starts_with("REJECT-")) return REJECTED;
  if (id.view().starts_with("FORM-")) return PENDING_CUSTOMER_ACTION;
  return SUCCEEDED;
}

bool submit(Verification& verification, VerificationStatus finding,
            std::optional<BusinessSupplement> supplement, Timestamp now,
            const VerificationRules& rules) {
  if (!next(verification.status, VerificationAct::submit)) return false;
  move_on(verification, VerificationAct::submit, now, std::nullopt);
  verification.finding = finding;
  verification.supplement = std::move(supplement);
  if (!rules.by_hand)
    verification.due_at = verification.business ? now + rules.business_duration : now;
  return true;
}

Verification as_of(Verification verification, Timestamp now) {
  if (verification.status == IN_PROGRESS && verification.due_at && *verification.due_at <= now)
    move_on(verification, act_of(verification.finding), *verification.due_at,
            words_for(verification.type, verification.finding));
  if (verification.status == PENDING_CUSTOMER_ACTION && verification.page_expires_at &&
      *verification.page_expires_at <= now)
    move_on(verification, VerificationAct::expire, *verification.page_expires_at,
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

bool ask(Verification& verification, Timestamp now, const VerificationRules& rules) {
  if (!verification.business || !next(verification.status, VerificationAct::ask)) return false;
  move_on(verification, VerificationAct::ask, now,
          words_for(verification.type, PENDING_CUSTOMER_ACTION));
  verification.page_expires_at = now + rules.business_form_lifetime;
  return true;
}

bool conclude(Verification& verification, VerificationAct verdict, Timestamp at,
              std::optional<VerificationStatusReason> reason) {
  auto to = next(verification.status, verdict);
  if (!to || is_running(*to)) return false;
  if (!reason) reason = words_for(verification.type, *to);
  move_on(verification, verdict, at, std::move(reason));
  return true;
}

std::optional<AttemptKey> attempt_key(std::string_view last_part) {
  if (last_part.size() <= kNumberDigits) return std::nullopt;
  auto number = from_base32(last_part.substr(0, kNumberDigits));
  if (!number) return std::nullopt;
  return AttemptKey{*number, std::string(last_part.substr(kNumberDigits))};
}

CompletionUrl completion_url(const Verification& verification, const VerificationRules& rules) {
  return CompletionUrl(rules.completion_url_base + "/verification/" + base32(verification.attempt) +
                       verification.secret);
}

VerificationProgress progress(const Verification& verification, const VerificationRules& rules) {
  VerificationProgress shown;
  shown.verification_type = verification.type;
  shown.verification_status = verification.status;
  shown.verification_status_reason = verification.reason;
  shown.started_at = verification.started_at;
  shown.completed_at = verification.completed_at;
  VerificationResponseDetails& details = shown.verification_response_details;
  if (verification.business) {
    auto& business = details.business_verification_response.emplace();
    business.business_verification_details = *verification.business;
    if (verification.status == PENDING_CUSTOMER_ACTION) {
      business.completion_url = completion_url(verification, rules);
      business.completion_url_expires_at = verification.page_expires_at;
    }
  } else {
    auto& registrant = details.registrant_verification_response.emplace();
    registrant.completion_url = completion_url(verification, rules);
    registrant.completion_url_expires_at = verification.page_expires_at.value();
  }
  return shown;
}

}  // namespace amity::account::domain
