#pragma once

#include "account/model/scalars.h"
#include "protocol/shape/shape.h"
#include "protocol/shape/text.h"

#include <cstdint>
#include <optional>

// Proof that a business exists and that a person may register it. Belongs to the account, not to a
// catalog.
namespace amity::account {

// What is proven: the business, or the person who registers it.
enum class VerificationType : std::uint8_t {
  BUSINESS_VERIFICATION,
  REGISTRANT_VERIFICATION,
};
constexpr auto wire_names(VerificationType) {
  return shape::names("BUSINESS_VERIFICATION", "REGISTRANT_VERIFICATION");
}

// How far a verification is.
enum class VerificationStatus : std::uint8_t {
  PENDING_CUSTOMER_ACTION,
  IN_PROGRESS,
  FAILED,
  SUCCEEDED,
  REJECTED,
};
constexpr auto wire_names(VerificationStatus) {
  return shape::names("PENDING_CUSTOMER_ACTION", "IN_PROGRESS", "FAILED", "SUCCEEDED", "REJECTED");
}

// A company's registered name, as the register has it.
struct LegalName : shape::Text<LegalName> {
  using Text::Text;
  static constexpr shape::TextLimits limits{
      .min = 1, .max = 80, .pattern = printable_line, .sensitive = true};
};

// The number under which a company is registered.
struct RegistrationId : shape::Text<RegistrationId> {
  using Text::Text;
  static constexpr shape::TextLimits limits{
      .min = 1, .max = 80, .pattern = printable_line, .sensitive = true};
};

// The part of the country whose register holds the company.
struct JurisdictionCode : shape::Text<JurisdictionCode> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.min = 2, .max = 2, .pattern = "[A-Z0-9]{2}"};
};

// A page on which a person completes the verification. Whoever has it can: keep it secret.
struct CompletionUrl : shape::Text<CompletionUrl> {
  using Text::Text;
  static constexpr shape::TextLimits limits{};
};

// Why a verification stands where it does, in words.
struct VerificationStatusReason : shape::Text<VerificationStatusReason> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.min = 1, .max = 200, .pattern = printable_line};
};

// The business to look up.
struct BusinessVerificationDetails {
  LegalName legal_name;
  RegistrationId registration_id;
  CountryCode country_code;
  std::optional<JurisdictionCode> jurisdiction_of_incorporation{};

  static constexpr auto members() {
    using Self = BusinessVerificationDetails;
    return shape::fields(
        shape::field<&Self::legal_name>("LegalName", "Its registered name."),
        shape::field<&Self::registration_id>("RegistrationId", "Its number in the register."),
        shape::field<&Self::country_code>("CountryCode", "The country of the register."),
        shape::field<&Self::jurisdiction_of_incorporation>(
            "JurisdictionOfIncorporation",
            "The part of that country, where registers are kept by parts."));
  }
};

// Asks for proof of the person; there is nothing to tell in advance.
struct RegistrantVerificationDetails {
  static constexpr auto members() { return shape::fields(); }
};

// What to verify.
struct VerificationDetails {
  std::optional<BusinessVerificationDetails> business_verification_details{};
  std::optional<RegistrantVerificationDetails> registrant_verification_details{};

  static constexpr auto members() {
    using Self = VerificationDetails;
    return shape::one_of(shape::field<&Self::business_verification_details>(
                             "BusinessVerificationDetails", "The business."),
                         shape::field<&Self::registrant_verification_details>(
                             "RegistrantVerificationDetails", "The person."));
  }
};

// The verification of a business so far.
struct BusinessVerificationResponse {
  BusinessVerificationDetails business_verification_details;
  std::optional<CompletionUrl> completion_url{};
  std::optional<DateTime> completion_url_expires_at{};

  static constexpr auto members() {
    using Self = BusinessVerificationResponse;
    return shape::fields(
        shape::field<&Self::business_verification_details>("BusinessVerificationDetails",
                                                           "The business, as given."),
        shape::field<&Self::completion_url>(
            "CompletionUrl",
            "A form for what the register did not tell; present while it waits to be filled in."),
        shape::field<&Self::completion_url_expires_at>("CompletionUrlExpiresAt",
                                                       "Until when the form can be filled in."));
  }
};

// The verification of a person so far.
struct RegistrantVerificationResponse {
  CompletionUrl completion_url;
  DateTime completion_url_expires_at;

  static constexpr auto members() {
    using Self = RegistrantVerificationResponse;
    return shape::fields(shape::field<&Self::completion_url>(
                             "CompletionUrl", "Where the person shows an identity document."),
                         shape::field<&Self::completion_url_expires_at>(
                             "CompletionUrlExpiresAt", "Until when the page can be used."));
  }
};

// What there is to know beyond the status, by what is verified.
struct VerificationResponseDetails {
  std::optional<BusinessVerificationResponse> business_verification_response{};
  std::optional<RegistrantVerificationResponse> registrant_verification_response{};

  static constexpr auto members() {
    using Self = VerificationResponseDetails;
    return shape::one_of(shape::field<&Self::business_verification_response>(
                             "BusinessVerificationResponse", "About the business."),
                         shape::field<&Self::registrant_verification_response>(
                             "RegistrantVerificationResponse", "About the person."));
  }
};

// Begins a verification, or begins it anew after a failure.
struct StartVerificationRequest {
  std::optional<ClientToken> client_token{};
  std::optional<VerificationDetails> verification_details{};

  static constexpr auto members() {
    using Self = StartVerificationRequest;
    return shape::fields(
        shape::field<&Self::client_token>("ClientToken",
                                          "Makes a repeat of this request harmless for 24 hours.")
            .token(),
        shape::field<&Self::verification_details>(
            "VerificationDetails",
            "What to verify; needed, although the public model lets it be left out."));
  }
};

// Asks how far a verification is.
struct GetVerificationRequest {
  shape::Open<VerificationType> verification_type{};

  static constexpr auto members() {
    using Self = GetVerificationRequest;
    return shape::fields(shape::field<&Self::verification_type>(
        "VerificationType", "Which of the account's two verifications."));
  }
};

// A verification and how far it is.
struct VerificationProgress {
  shape::Open<VerificationType> verification_type{};
  shape::Open<VerificationStatus> verification_status{};
  std::optional<VerificationStatusReason> verification_status_reason{};
  VerificationResponseDetails verification_response_details;
  DateTime started_at;
  std::optional<DateTime> completed_at{};

  static constexpr auto members() {
    using Self = VerificationProgress;
    return shape::fields(
        shape::field<&Self::verification_type>("VerificationType", "What is being proven."),
        shape::field<&Self::verification_status>("VerificationStatus", "How far it is."),
        shape::field<&Self::verification_status_reason>(
            "VerificationStatusReason", "Why it stands there, in words; absent on success."),
        shape::field<&Self::verification_response_details>(
            "VerificationResponseDetails", "What there is to know beyond the status."),
        shape::field<&Self::started_at>("StartedAt", "When it began."),
        shape::field<&Self::completed_at>(
            "CompletedAt", "When it succeeded, failed or was rejected; absent before."));
  }
};
using GetVerificationResponse = VerificationProgress;
using StartVerificationResponse = VerificationProgress;

}  // namespace amity::account
