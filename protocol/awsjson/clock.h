#pragma once

#include "protocol/shape/system_time.h"

#include <atomic>
#include <cstdint>

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
  Timestamp now() const override { return system_time(); }
};

// A clock that can be turned ahead: the machine's time and what was added to it.
class TurnableClock final : public Clock {
 public:
  Timestamp now() const override { return system_.now() + turned(); }
  Duration turned() const { return {turned_.load(std::memory_order_relaxed)}; }
  void turn(Duration by) { turned_.fetch_add(by.milliseconds, std::memory_order_relaxed); }

 private:
  SystemClock system_;
  std::atomic<std::int64_t> turned_{0};
};

}  // namespace amity
