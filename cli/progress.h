#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <ostream>

namespace amity::cli {

// Tells somebody at a terminal how far a list has come, once it takes longer than a second, and
// leaves no trace.
class Progress {
 public:
  using Clock = std::function<std::chrono::steady_clock::time_point()>;

  // Null where nobody watches. The stream has to outlive it.
  explicit Progress(std::ostream* terminal, Clock clock = std::chrono::steady_clock::now);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // So many items have come.
  void items(std::size_t count);

 private:
  std::ostream* terminal_;
  Clock clock_;
  std::chrono::steady_clock::time_point begun_;
  bool shown_ = false;
};

}  // namespace amity::cli
