#pragma once

#include "account/operations/api_test.h"

// Words that arrange what a registration and a proof by e-mail need.
namespace amity::account {

// The code that every mail of a story brings (KnownSecrets).
inline constexpr const char* kCode = "123456";

inline AllianceLeadContact contact(std::string_view email) {
  return {.first_name = SensitiveUnicodeString("Ana"),
          .last_name = SensitiveUnicodeString("Costa"),
          .email = Email(email),
          .business_title = SensitiveUnicodeString("Alliance Lead")};
}

// Has a code sent to the address.
inline void send_code(const Party& to, std::string_view catalog, std::string_view email) {
  auto outcome = to.call<SendEmailVerificationCodeResponse>(
      "SendEmailVerificationCode",
      SendEmailVerificationCodeRequest{Catalog(catalog), Email(email)});
  EXPECT_TRUE(outcome) << outcome.body;
}

// Brings both verifications of the account to that status.
inline void verify(Api& api, const Party& party, std::string_view legal_name,
                   VerificationStatus status = VerificationStatus::SUCCEEDED) {
  domain::Verification verification;
  verification.account = party.id();
  verification.status = status;
  verification.started_at = api.clock.now();
  verification.business.emplace();
  verification.business->legal_name = LegalName(legal_name);
  api.write([&](WriteTx& tx) {
    verification.type = VerificationType::BUSINESS_VERIFICATION;
    verification.attempt = api.identifiers.next(api.clock.now());
    tx.verifications().insert(verification);
    verification.type = VerificationType::REGISTRANT_VERIFICATION;
    verification.attempt = api.identifiers.next(api.clock.now());
    verification.business.reset();
    tx.verifications().insert(verification);
  });
}

}  // namespace amity::account
