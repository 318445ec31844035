#pragma once

#include "account/domain/identifiers.h"
#include "account/model/scalars.h"

#include <cstdint>
#include <string>

// The codes that prove an e-mail address (behaviour.md §6.4).
namespace amity::account::domain {

// A code that was mailed, as it is kept: without the code itself.
struct VerificationCode {
  std::int64_t id = 0;  // time-ordered; says when it was made
  AccountId account;
  CatalogId catalog{};
  std::string address;  // an address_key()
  std::string digest;   // of the code
  std::int64_t wrong_tries = 0;
  bool spent = false;
};

// Addresses are compared without case.
std::string address_key(const Email& address);

// The six digits of a number below kCodes.
inline constexpr std::uint64_t kCodes = 1'000'000;
EmailVerificationCode code_text(std::uint64_t number);

// Whether it may still be tried: once only, for a while only, and not after too many wrong tries.
bool is_usable(const VerificationCode& code, Timestamp now, Duration lifetime,
               std::int64_t wrong_tries);

}  // namespace amity::account::domain
