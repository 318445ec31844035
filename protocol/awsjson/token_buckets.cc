#include "protocol/awsjson/token_buckets.h"

namespace amity::awsjson {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kMillisecond = 1'000'000;
// Spreads neighbouring numbers over all sets: the golden ratio's fraction in 64 bits.
constexpr std::uint64_t kSpread = 0x9E3779B97F4A7C15;

}  // namespace

TokenBuckets::TokenBuckets(std::int64_t per_second, std::int64_t burst)
    : interval_(kSecond / per_second),
      capacity_(interval_ * (burst > 0 ? burst : per_second)),
      sets_(std::make_unique<Set[]>(std::size_t{1} << kSetBits)) {}

bool TokenBuckets::take(std::uint64_t owner, Timestamp now) noexcept {
  std::int64_t at = now.milliseconds * kMillisecond;
  std::atomic<std::int64_t>& bucket = bucket_of(owner + 1, at);
  std::int64_t full_at = bucket.load(std::memory_order_relaxed);
  for (;;) {
    std::int64_t next = after_taking(full_at, at);
    if (next > at + capacity_) return false;
    if (bucket.compare_exchange_weak(full_at, next, std::memory_order_relaxed)) return true;
  }
}

bool TokenBuckets::has(std::uint64_t owner, Timestamp now) const noexcept {
  std::int64_t at = now.milliseconds * kMillisecond;
  const Set& set = set_of(owner + 1);
  for (std::size_t way = 0; way < kWays; ++way) {
    if (set.owner[way].load(std::memory_order_relaxed) == owner + 1)
      return after_taking(set.full_at[way].load(std::memory_order_relaxed), at) <= at + capacity_;
  }
  return true;  // nobody knows it
}

// No bucket takes longer to fill than an empty one, unless the clock was turned back.
std::int64_t TokenBuckets::after_taking(std::int64_t full_at, std::int64_t now) const noexcept {
  bool full = full_at <= now || full_at > now + capacity_;
  return (full ? now : full_at) + interval_;
}

TokenBuckets::Set& TokenBuckets::set_of(std::uint64_t mark) const noexcept {
  return sets_[mark * kSpread >> (64 - kSetBits)];
}

// The owner's own place, or one that it takes over.
std::atomic<std::int64_t>& TokenBuckets::bucket_of(std::uint64_t mark, std::int64_t now) noexcept {
  Set& set = set_of(mark);
  for (;;) {
    std::size_t fullest = 0;
    for (std::size_t way = 0; way < kWays; ++way) {
      if (set.owner[way].load(std::memory_order_relaxed) == mark) return set.full_at[way];
      if (set.full_at[way].load(std::memory_order_relaxed) <
          set.full_at[fullest].load(std::memory_order_relaxed))
        fullest = way;
    }
    std::uint64_t former = set.owner[fullest].load(std::memory_order_relaxed);
    if (!set.owner[fullest].compare_exchange_strong(former, mark, std::memory_order_relaxed))
      continue;  // somebody else has taken that place
    std::atomic<std::int64_t>& bucket = set.full_at[fullest];
    if (bucket.load(std::memory_order_relaxed) > now) bucket.store(now, std::memory_order_relaxed);
    return bucket;
  }
}

}  // namespace amity::awsjson
