#pragma once

#include "client/call/judgement.h"

#include <algorithm>

namespace amity::client {

// Bounds what all calls of a client repeat together, so that a service in trouble is not drowned:
// every repeat costs, every success pays back. The figures are those of AWS's SDKs since 2026.
// For the loop's thread.
class RetryQuota {
 public:
  static constexpr int kCapacity = 500;

  static constexpr int cost(Failure failure) { return failure == Failure::throttled ? 5 : 14; }

  // Takes the cost of a repeat; false when there is not enough left.
  bool take(int amount) {
    if (amount > left_) return false;
    left_ -= amount;
    return true;
  }

  // A call succeeded whose last repeat cost that; 0: it was not repeated.
  void give_back(int amount) { left_ = std::min(kCapacity, left_ + std::max(amount, 1)); }

  int left() const { return left_; }

 private:
  int left_ = kCapacity;
};

}  // namespace amity::client
