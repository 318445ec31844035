#pragma once

#include "account/operations/call.h"

#include <sys/random.h>

#include <cerrno>
#include <cstdint>
#include <system_error>

namespace amity::server {

// Secrets from the kernel's generator.
class Secrets final : public account::SecretSource {
 public:
  std::uint64_t below(std::uint64_t bound) override {
    // Of the numbers that there are, a multiple of `bound`: the rest would favour the small ones.
    std::uint64_t rest = (UINT64_MAX % bound + 1) % bound;
    std::uint64_t number = random();
    while (number > UINT64_MAX - rest) number = random();
    return number % bound;
  }

 private:
  // The kernel gives this much in one piece, or waits for its start; it may be interrupted
  // meanwhile.
  static std::uint64_t random() {
    std::uint64_t number = 0;
    while (::getrandom(&number, sizeof number, 0) != sizeof number)
      if (errno != EINTR) throw std::system_error(errno, std::generic_category(), "getrandom");
    return number;
  }
};

}  // namespace amity::server
