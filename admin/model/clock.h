#pragma once

#include "account/model/scalars.h"
#include "admin/model/scalars.h"

// The service's clock, and the work that it brings.
namespace amity::admin {

struct GetClockRequest : Nothing {};

// What time it is for the service.
struct ClockReading {
  account::DateTime now;
  Milliseconds turned;

  static constexpr auto members() {
    using Self = ClockReading;
    return shape::fields(
        shape::field<&Self::now>("Now", "What time it is for the service."),
        shape::field<&Self::turned>("TurnedMilliseconds",
                                    "How far it was turned ahead of the machine's clock."));
  }
};
using GetClockResponse = ClockReading;
using AdvanceClockResponse = ClockReading;

// At most ten years a turn.
struct Seconds : shape::Number<Seconds, std::int64_t> {
  using Number::Number;
  static constexpr shape::NumberLimits limits{.min = 1, .max = 3650LL * 24 * 3600};
};

struct AdvanceClockRequest {
  Seconds seconds;

  static constexpr auto members() {
    using Self = AdvanceClockRequest;
    return shape::fields(shape::field<&Self::seconds>("Seconds", "How far, 1 to 315360000."));
  }
};

struct RunDueWorkRequest : Nothing {};
struct RunDueWorkResponse : Nothing {};

}  // namespace amity::admin
