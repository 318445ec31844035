#pragma once

#include "account/domain/identifiers.h"
#include "account/operations/call.h"
#include "protocol/awsjson/token_buckets.h"
#include "protocol/shape/operation.h"
#include "protocol/shape/timestamp.h"

#include <memory>

namespace amity::account {

// The rates of an installation, reads and writes apart: a bucket of each for every account
// (behaviour.md §3).
class RequestRates {
 public:
  explicit RequestRates(const Settings& settings);

  bool any() const { return reads_ != nullptr || writes_ != nullptr; }
  // Throws ThrottlingException when the account has made as many such requests as it may.
  void require(shape::Access access, domain::AccountId account, Timestamp now);

 private:
  RequestRate read_rate_;
  RequestRate write_rate_;
  std::unique_ptr<awsjson::TokenBuckets> reads_;  // none: no limit
  std::unique_ptr<awsjson::TokenBuckets> writes_;
};

}  // namespace amity::account
