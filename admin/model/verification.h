#pragma once

#include "account/domain/verification.h"
#include "account/model/scalars.h"
#include "account/model/verification.h"
#include "admin/model/scalars.h"

// Verifications that wait for the operator.
namespace amity::admin {

// What the operator makes of a verification.
enum class Verdict : std::uint8_t {
  SUCCEEDED,
  FAILED,
  REJECTED,
  PENDING_CUSTOMER_ACTION,
};
constexpr auto wire_names(Verdict) {
  return shape::names("SUCCEEDED", "FAILED", "REJECTED", "PENDING_CUSTOMER_ACTION");
}

struct DecideVerificationRequest {
  account::AwsAccountId account;
  account::VerificationType verification_type{};
  Verdict outcome{};
  std::optional<account::VerificationStatusReason> reason{};

  static constexpr auto members() {
    using Self = DecideVerificationRequest;
    return shape::fields(
        shape::field<&Self::account>("Account", "Whose, twelve digits."),
        shape::field<&Self::verification_type>("VerificationType",
                                               "Which of the account's two verifications."),
        shape::field<&Self::outcome>(
            "Outcome",
            "SUCCEEDED, FAILED or REJECTED ends it; PENDING_CUSTOMER_ACTION asks a business for "
            "the form."),
        shape::field<&Self::reason>(
            "Reason",
            "Why, for the account to read; of FAILED and REJECTED, 1 to 200 characters."));
  }
};
// As the account sees it.
using DecideVerificationResponse = account::VerificationProgress;

struct ListWaitingVerificationsRequest : Nothing {};

// One that waits: nothing but a verdict will end it.
struct WaitingVerification {
  account::AwsAccountId account;
  account::VerificationType verification_type{};
  account::DateTime started_at;
  std::optional<account::BusinessVerificationDetails> business{};
  std::optional<account::domain::BusinessSupplement> supplement{};

  static constexpr auto members() {
    using Self = WaitingVerification;
    return shape::fields(
        shape::field<&Self::account>("Account", "Whose."),
        shape::field<&Self::verification_type>("VerificationType", "What is to be proven."),
        shape::field<&Self::started_at>("StartedAt", "Since when."),
        shape::field<&Self::business>("BusinessVerificationDetails", "The business, as given."),
        shape::field<&Self::supplement>("Supplement", "What was written on its form."));
  }
};
struct WaitingVerifications : shape::List<WaitingVerifications, WaitingVerification> {};

struct ListWaitingVerificationsResponse {
  WaitingVerifications verifications;

  static constexpr auto members() {
    using Self = ListWaitingVerificationsResponse;
    return shape::fields(shape::field<&Self::verifications>(
        "Verifications", "Up to 100, the longest waiting first."));
  }
};

}  // namespace amity::admin
