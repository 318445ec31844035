#pragma once

#include "protocol/shape/api_error.h"

#include <utility>

namespace amity::account {

// A refusal that keeps what the operation wrote before it, where every other undoes it: a wrong try
// must count although it is refused, and in the same transaction as the comparison, or many tries
// at once would be compared before the first was counted. Only for an operation that has written
// nothing else yet. The caller gets `error`, once what was written is on disk; no client token
// remembers it.
struct KeptRefusal {
  explicit KeptRefusal(shape::ApiError refusal) : error(std::move(refusal)) {}
  shape::ApiError error;
};

}  // namespace amity::account
