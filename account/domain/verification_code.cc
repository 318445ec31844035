#include "account/domain/verification_code.h"

#include "account/domain/letter_case.h"

namespace amity::account::domain {

std::string address_key(const Email& address) { return in_lower_case(address.view()); }

EmailVerificationCode code_text(std::uint64_t number) {
  std::string digits = std::to_string(kCodes + number % kCodes);
  return EmailVerificationCode(digits.substr(1));
}

bool is_usable(const VerificationCode& code, Timestamp now, Duration lifetime,
               std::int64_t wrong_tries) {
  return !code.spent && code.wrong_tries < wrong_tries && now < time_of(code.id) + lifetime;
}

}  // namespace amity::account::domain
