#pragma once

#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace amity {

// A file, socket or other descriptor of the system, closed with its owner; or none, which is a
// negative number.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() {
    if (is_open()) ::close(number_);
  }

  bool is_open() const { return number_ >= 0; }
  int operator*() const { return number_; }

 private:
  int number_;
};

// What a call of the system gave. Throws std::system_error, which names the call, where it failed
// (a negative result and errno).
inline int checked(int result, const char* call) {
  if (result < 0) throw std::system_error(errno, std::generic_category(), call);
  return result;
}

}  // namespace amity
