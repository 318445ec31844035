#pragma once

#include "account/domain/identifiers.h"
#include "account/operations/call.h"

#include <cstdint>
#include <mutex>
#include <optional>
#include <random>

namespace amity::server {

// New identifiers: the time and chance, and always above the one before, so that many of one
// millisecond sort as they were made. Threads share one.
class Identifiers final : public account::IdentifierSource {
 public:
  // With a seed the chance is the same in every run.
  explicit Identifiers(std::optional<std::uint64_t> seed)
      : random_(seed ? *seed : std::random_device{}()) {}

  std::int64_t next(Timestamp now) override {
    std::lock_guard guard(mutex_);
    std::int64_t made = account::domain::make_key(now, static_cast<std::uint32_t>(random_()));
    if (made <= last_) made = last_ + 1 + static_cast<std::int64_t>(random_() % kLargestStep);
    last_ = made;
    return made;
  }

 private:
  // Ids within one millisecond stay hard to guess, and many fit.
  static constexpr std::uint64_t kLargestStep = 64;

  std::mutex mutex_;
  std::mt19937_64 random_;
  std::int64_t last_ = 0;
};

}  // namespace amity::server
