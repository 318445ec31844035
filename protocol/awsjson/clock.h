#pragma once

#include "protocol/shape/timestamp.h"

#include <chrono>

namespace amity {

// What time it is for the service. Threads share one.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Timestamp now() const = 0;
};

// The machine's time.
class SystemClock final : public Clock {
 public:
  Timestamp now() const override {
    using namespace std::chrono;
    auto since = system_clock::now().time_since_epoch();
    return {duration_cast<std::chrono::milliseconds>(since).count()};
  }
};

}  // namespace amity
