#pragma once

#include "protocol/shape/timestamp.h"

#include <chrono>

namespace amity {

// What time it is by the clock of this machine.
inline Timestamp system_time() {
  auto since = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}

}  // namespace amity
