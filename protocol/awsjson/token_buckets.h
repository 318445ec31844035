#pragma once

#include "protocol/shape/timestamp.h"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace amity::awsjson {

// A token bucket for everybody who is told apart by a number, say an account or an address: it
// holds `burst` tokens, gets `per_second` of them back every second, and each request takes one.
// Shared by all threads, without a lock.
//
// Memory does not grow with those who come: a bucket is the moment at which it will be full again,
// and one that is full already says nothing, so that its place is given to the next who needs one.
// There are places for 65 536 who made a request in the last moment; beyond that, one of four
// neighbours has to give up its place and begins anew with a full bucket. Threads that meet in such
// a change of places can count one request too many or too few for those concerned.
class TokenBuckets {
 public:
  // `per_second` is at least 1; a `burst` of 0 is as many as in a second.
  TokenBuckets(std::int64_t per_second, std::int64_t burst);

  // Takes a token from the owner's bucket. False when there is none. `owner` is not -1.
  bool take(std::uint64_t owner, Timestamp now) noexcept;
  // Whether there is a token to take.
  bool has(std::uint64_t owner, Timestamp now) const noexcept;

 private:
  static constexpr int kSetBits = 14;
  static constexpr std::size_t kWays = 4;

  // A cache line: places for four owners whose hash is the same.
  struct alignas(64) Set {
    std::array<std::atomic<std::uint64_t>, kWays> owner{};   // plus 1; 0 is nobody
    std::array<std::atomic<std::int64_t>, kWays> full_at{};  // nanoseconds since 1970
  };

  Set& set_of(std::uint64_t mark) const noexcept;
  std::atomic<std::int64_t>& bucket_of(std::uint64_t mark, std::int64_t now) noexcept;
  std::int64_t after_taking(std::int64_t full_at, std::int64_t now) const noexcept;

  std::int64_t interval_;  // nanoseconds that bring one token
  std::int64_t capacity_;  // nanoseconds that fill an empty bucket
  std::unique_ptr<Set[]> sets_;
};

}  // namespace amity::awsjson
