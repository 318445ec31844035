#include "account/operations/secret.h"

namespace amity::account {

std::string fresh_secret(SecretSource& secrets) {
  constexpr int kDigits = 32;
  constexpr int kDigitsAtOnce = 8;
  std::string text;
  for (int piece = 0; piece < kDigits / kDigitsAtOnce; ++piece) {
    std::uint64_t bits = secrets.below(std::uint64_t{1} << (4 * kDigitsAtOnce));
    for (int digit = 0; digit < kDigitsAtOnce; ++digit, bits >>= 4)
      text += "0123456789abcdef"[bits & 15];
  }
  return text;
}

}  // namespace amity::account
