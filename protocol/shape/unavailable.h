#pragma once

#include <stdexcept>

namespace amity::shape {

// What is needed to serve a call cannot be had now: a store that is full, gone or too busy. Nothing
// was changed, and the same call may succeed later. Whoever turns errors into answers says so to
// the caller without the text, which is for the log.
class Unavailable : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace amity::shape
