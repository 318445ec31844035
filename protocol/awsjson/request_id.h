#pragma once

#include "protocol/shape/uuid.h"

#include <random>

namespace amity::awsjson {

// The name of one request, in its answer and in the logs.
using RequestId = shape::Uuid;

// Gives out request ids; for one thread. They need to be distinct, not secret.
class RequestIds {
 public:
  RequestIds();
  RequestId next() { return {random_(), random_()}; }

 private:
  std::mt19937_64 random_;
};

}  // namespace amity::awsjson
