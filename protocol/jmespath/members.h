#pragma once

#include "protocol/jmespath/value.h"

#include <cstddef>
#include <string>
#include <unordered_map>

namespace amity::jmespath {

// The members of an object that is being made. However many they are, each takes the same time.
class Members {
 public:
  // The last value of a name counts, in the place of the first.
  void set(std::string name, Value value);

  // What was set. This is empty then.
  Value take();

 private:
  std::size_t place_of(const std::string& name);

  Object members_;
  std::unordered_map<std::string, std::size_t> places_;  // of all, once they are many
};

}  // namespace amity::jmespath
