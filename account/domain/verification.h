#pragma once

#include "account/domain/identifiers.h"
#include "account/model/verification.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace amity::account::domain {

// One line with all of a postal address.
struct PostalAddress : shape::Text<PostalAddress> {
  using Text::Text;
  static constexpr shape::TextLimits limits{
      .min = 1, .max = 400, .pattern = printable_line, .sensitive = true};
};

// What a person adds on the form that a business is asked for when its register does not tell
// enough. Ours: the public API has no shape for it.
struct BusinessSupplement {
  SensitiveUnicodeString tax_id;
  SensitiveUnicodeString registration_number;
  PostalAddress address;

  static constexpr auto members() {
    using Self = BusinessSupplement;
    return shape::fields(shape::field<&Self::tax_id>("TaxId", "Tax or VAT identifier."),
                         shape::field<&Self::registration_number>(
                             "RegistrationNumber", "Number in the company register."),
                         shape::field<&Self::address>("Address", "Full address of the business."));
  }
};

// How an installation verifies.
struct VerificationRules {
  // How long the check of a business takes. A person is checked at once.
  Duration business_duration = seconds(2);
  // Checks find nothing by themselves: what was sent waits for the operator's verdict.
  bool by_hand = false;
  Duration registrant_page_lifetime = minutes(15);
  Duration business_form_lifetime = days(7);
  // Where completion pages are, without a slash at the end.
  std::string completion_url_base;
};

// The verification of one type of an account: at most one of each, in no catalog. A new attempt
// takes the place of the one before. behaviour.md §7.
//
// A row says what was written last; what it means at a moment is as_of().
struct Verification {
  AccountId account;
  VerificationType type{};
  VerificationStatus status{};
  std::optional<VerificationStatusReason> reason;
  Timestamp started_at;
  std::optional<Timestamp> completed_at;

  // BUSINESS_VERIFICATION only: the business as given. On success this is its verified legal name.
  std::optional<BusinessVerificationDetails> business;
  std::optional<BusinessSupplement> supplement;

  // While IN_PROGRESS: when the check ends and what it will have found then. Without a time it
  // waits for the operator's verdict.
  std::optional<Timestamp> due_at;
  VerificationStatus finding = VerificationStatus::SUCCEEDED;

  // The completion page: its address ends in the attempt's number, which is time-ordered like an
  // identifier, and a secret; whoever has both can complete the verification. Until when it can be
  // used; no time: no page is asked for.
  std::int64_t attempt = 0;
  std::string secret;
  std::optional<Timestamp> page_expires_at;

  std::int64_t revision = 1;  // counts the changes of the row
};

enum class VerificationAct : std::uint8_t {
  ask,      // the check did not find enough and asks the customer
  submit,   // the customer has used the page
  succeed,  // found by the check, or the operator's verdict
  fail,
  reject,
  expire,  // the page was not used in time
};

struct VerificationStep {
  VerificationStatus from;
  VerificationAct act;
  VerificationStatus to;
};

// The whole life of one attempt. Whatever is not here does not happen; SUCCEEDED, FAILED and
// REJECTED are its ends.
inline constexpr VerificationStep kVerificationSteps[] = {
    {VerificationStatus::IN_PROGRESS, VerificationAct::ask,
     VerificationStatus::PENDING_CUSTOMER_ACTION},
    {VerificationStatus::IN_PROGRESS, VerificationAct::succeed, VerificationStatus::SUCCEEDED},
    {VerificationStatus::IN_PROGRESS, VerificationAct::fail, VerificationStatus::FAILED},
    {VerificationStatus::IN_PROGRESS, VerificationAct::reject, VerificationStatus::REJECTED},
    {VerificationStatus::PENDING_CUSTOMER_ACTION, VerificationAct::submit,
     VerificationStatus::IN_PROGRESS},
    {VerificationStatus::PENDING_CUSTOMER_ACTION, VerificationAct::succeed,
     VerificationStatus::SUCCEEDED},
    {VerificationStatus::PENDING_CUSTOMER_ACTION, VerificationAct::fail,
     VerificationStatus::FAILED},
    {VerificationStatus::PENDING_CUSTOMER_ACTION, VerificationAct::reject,
     VerificationStatus::REJECTED},
    {VerificationStatus::PENDING_CUSTOMER_ACTION, VerificationAct::expire,
     VerificationStatus::FAILED},
};

// The status that follows, or nothing when the act is not possible.
constexpr std::optional<VerificationStatus> next(VerificationStatus from, VerificationAct act) {
  for (const VerificationStep& row : kVerificationSteps)
    if (row.from == from && row.act == act) return row.to;
  return std::nullopt;
}

constexpr bool is_running(VerificationStatus status) {
  return status == VerificationStatus::IN_PROGRESS ||
         status == VerificationStatus::PENDING_CUSTOMER_ACTION;
}

// An attempt that begins now: a registrant is asked to use the page, a business is checked. What
// the check of a business will find is decided by its RegistrationId (finding_for).
struct AttemptKey {
  std::int64_t number = 0;  // a new identifier
  std::string secret;
};
Verification begin_registrant(AccountId account, AttemptKey key, Timestamp now,
                              const VerificationRules& rules);
Verification begin_business(AccountId account, BusinessVerificationDetails business, AttemptKey key,
                            Timestamp now, const VerificationRules& rules);

// What an automatic check finds about a business: a RegistrationId that begins with `FAIL-`,
// `REJECT-` or `FORM-` fails, is rejected, or makes the check ask for the form; all others succeed.
// The words are ours, so that tests can walk every way (docs/guide/verification.md).
VerificationStatus finding_for(const RegistrationId& id);

// The page was used: the attempt goes on, towards that finding or the operator's verdict. False,
// and nothing happens, when no page is asked for. A form's supplement is kept.
bool submit(Verification& verification, VerificationStatus finding,
            std::optional<BusinessSupplement> supplement, Timestamp now,
            const VerificationRules& rules);

// The verification as it is at that moment: the end of a check and the expiry of a page are facts
// of the clock, whether or not the row says so yet. Every reader looks through this.
Verification as_of(Verification verification, Timestamp now);

// When the clock changes it next; nothing when the clock never will.
std::optional<Timestamp> next_change(const Verification& verification);

// Whether it failed because its page was not used in time.
bool has_expired(const Verification& verification);

// The operator asks a business that waits for a verdict to fill in the form. False, and nothing
// happens, when it does not wait, or for a registrant.
bool ask(Verification& verification, Timestamp now, const VerificationRules& rules);

// Ends a running attempt with a verdict (succeed, fail or reject), or does nothing and returns
// false when it is not running. An empty reason means the status's own words.
bool conclude(Verification& verification, VerificationAct verdict, Timestamp at,
              std::optional<VerificationStatusReason> reason);

// Where the completion page is, and the last part of such an address read back: empty for what is
// none. Whether the secret is right is for the reader to find out, in constant time.
std::optional<AttemptKey> attempt_key(std::string_view last_part);
CompletionUrl completion_url(const Verification& verification, const VerificationRules& rules);

// What the API shows of it, as of the moment that it was brought to.
VerificationProgress progress(const Verification& verification, const VerificationRules& rules);

}  // namespace amity::account::domain
