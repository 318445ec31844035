#pragma once

#include "protocol/shape/shape.h"

#include <cstdint>
#include <string_view>

namespace amity::shape {

enum class Access : std::uint8_t { read, write };

// An error that an API documents: one row a kind.
struct ErrorKind {
  std::string_view name;             // "ConflictException"
  std::string_view shape_namespace;  // "com.amazonaws.partnercentralaccount"
  int status;                        // HTTP status
  bool server_fault = false;
  bool retryable = false;
};

// One operation of an API, as its model declares it. What it does is not here.
struct Operation {
  std::string_view name;  // "RejectConnectionInvitation": target, IAM action and body have it too
  std::string_view doc;   // a sentence or two of ours
  Access access;
  const Type& (*request)();
  const Type& (*response)();
  std::uint32_t errors;       // a set over the API's error kinds: bit i is the i-th kind
  std::uint8_t resource = 0;  // the API's own enumeration of what a policy names
};

}  // namespace amity::shape
