#pragma once

#include "account/domain/identifiers.h"
#include "account/model/verification.h"

#include <cstdint>
#include <optional>
#include <string>

namespace amity::account::domain {

// What a person adds on the form that a business is asked for when its register does not tell
// enough. Never logged.
struct BusinessSupplement {
  std::string tax_id;
  std::string registration_number;
  std::string address;
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

  // The completion page: the secret in its address, and until when it can be used. Whoever has the
  // secret can complete the verification. No time: no page is asked for.
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

// The verification as it is at that moment: the end of a check and the expiry of a page are facts
// of the clock, whether or not the row says so yet. Every reader looks through this.
Verification as_of(Verification verification, Timestamp now);

// When the clock changes it next; nothing when the clock never will.
std::optional<Timestamp> next_change(const Verification& verification);

// Whether it failed because its page was not used in time.
bool has_expired(const Verification& verification);

// Ends a running attempt with a verdict (succeed, fail or reject), or does nothing and returns
// false when it is not running. An empty reason means the status's own words.
bool conclude(Verification& verification, VerificationAct verdict, Timestamp at,
              std::optional<VerificationStatusReason> reason);

// Why a verification of that type stands there, in words; nothing on success and while it runs by
// itself.
std::optional<VerificationStatusReason> words_for(VerificationType type, VerificationStatus status);

}  // namespace amity::account::domain
