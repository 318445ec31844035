#pragma once

#include "protocol/shape/shape.h"

#include <stdexcept>
#include <string_view>

namespace amity::shape {

// JSON that is none, or a JSON value of another type than the member's. The message is the one that
// a Coral service gives, for example "NUMBER_VALUE cannot be converted to String".
class SerializationError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Fills the structure at `out` from a JSON object that is trusted: what a store or a client reads
// back. No rules are checked. Null counts as absent, a member that is absent stays as it was
// constructed, one that the type does not have is ignored. What an enum does not know is kept where
// it is open. Throws SerializationError, whose message begins with the member's name:
// "ConnectionSummaries[2].Id: NUMBER_VALUE cannot be converted to String".
void decode_trusted(const Type& type, std::string_view json, void* out);

template <class T>
T decode_trusted(std::string_view json) {
  T value;
  decode_trusted(type_of<T>(), json, &value);
  return value;
}

}  // namespace amity::shape
