#include "cli/progress.h"

#include <string>
#include <string_view>
#include <utility>

namespace amity::cli {
namespace {

constexpr std::string_view kErase = "\r\x1b[K";

// "1 200 000": no language's comma or point.
std::string grouped(std::size_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t left = digits.size(); left > 3; left -= 3) digits.insert(left - 3, 1, ' ');
  return digits;
}

}  // namespace

Progress::Progress(std::ostream* terminal, Clock clock)
    : terminal_(terminal), clock_(std::move(clock)), begun_(clock_()) {}

Progress::~Progress() {
  if (shown_) *terminal_ << kErase << std::flush;
}

void Progress::items(std::size_t count) {
  if (terminal_ == nullptr || clock_() - begun_ < std::chrono::seconds(1)) return;
  shown_ = true;
  *terminal_ << kErase << grouped(count) << " items so far" << std::flush;
}

}  // namespace amity::cli
