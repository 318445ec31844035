#pragma once

#include <sys/types.h>

namespace amity::bench {

// What a process has used so far, all its threads together, in seconds of CPU. The kernel counts
// it in ticks of 10 ms: measure over seconds.
struct CpuTime {
  double user = 0;
  double system = 0;

  double total() const { return user + system; }
  friend CpuTime operator-(CpuTime later, CpuTime earlier) {
    return {later.user - earlier.user, later.system - earlier.system};
  }
};

// Reads /proc/PID/stat; throws std::runtime_error when there is no such process.
CpuTime cpu_time(pid_t process);

}  // namespace amity::bench
