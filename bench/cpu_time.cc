#include "bench/cpu_time.h"

#include <fmt/format.h>

#include <unistd.h>

#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <string>

namespace amity::bench {

CpuTime cpu_time(pid_t process) {
  std::ifstream file(fmt::format("/proc/{}/stat", process));
  std::string stat{std::istreambuf_iterator<char>(file), {}};
  // The second field is the program's name in brackets, and may hold blanks and brackets itself.
  std::size_t name_end = stat.rfind(')');
  if (name_end == stat.npos) {
    throw std::runtime_error(fmt::format("there is no process {}", process));
  }
  std::istringstream fields(stat.substr(name_end + 1));
  std::string skipped;
  for (int field = 3; field < 14; ++field) fields >> skipped;
  double user = 0, system = 0;
  fields >> user >> system;
  auto ticks = static_cast<double>(sysconf(_SC_CLK_TCK));
  return {user / ticks, system / ticks};
}

}  // namespace amity::bench
