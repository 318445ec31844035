#pragma once

#include "account/domain/identifiers.h"
#include "account/operations/call.h"
#include "protocol/shape/operation.h"
#include "protocol/shape/timestamp.h"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace amity::account {

// One token bucket for each account (behaviour.md §3): it holds `burst` tokens, gets `per_second`
// of them back every second, and each request takes one. Shared by all threads, without a lock.
//
// Memory does not grow with the accounts: a bucket is the moment at which it will be full again,
// and one that is full already says nothing, so that its place is given to the next account that
// needs one. There are places for 65 536 accounts that made a request in the last moment; beyond
// that, one of four neighbours has to give up its place and begins anew with a full bucket. Threads
// that meet in such a change of places can count one request too many or too few for the accounts
// concerned.
class TokenBuckets {
 public:
  explicit TokenBuckets(RequestRate rate);

  // Takes a token from the account's bucket. False when there is none. Any thread.
  bool take(domain::AccountId account, Timestamp now) noexcept;

 private:
  static constexpr int kSetBits = 14;
  static constexpr std::size_t kWays = 4;

  // A cache line: places for four accounts whose hash is the same.
  struct alignas(64) Set {
    std::array<std::atomic<std::int64_t>, kWays> owner{};    // account + 1; 0 is nobody
    std::array<std::atomic<std::int64_t>, kWays> full_at{};  // nanoseconds since 1970
  };

  std::atomic<std::int64_t>& bucket_of(domain::AccountId account, std::int64_t now) noexcept;

  std::int64_t interval_;  // nanoseconds that bring one token
  std::int64_t capacity_;  // nanoseconds that fill an empty bucket
  std::unique_ptr<Set[]> sets_;
};

// The rates of an installation, reads and writes apart.
class RequestRates {
 public:
  explicit RequestRates(const Settings& settings);

  bool any() const { return reads_ != nullptr || writes_ != nullptr; }
  // Throws ThrottlingException when the account has made as many such requests as it may.
  void require(shape::Access access, domain::AccountId account, Timestamp now);

 private:
  RequestRate read_rate_;
  RequestRate write_rate_;
  std::unique_ptr<TokenBuckets> reads_;  // none: no limit
  std::unique_ptr<TokenBuckets> writes_;
};

}  // namespace amity::account
