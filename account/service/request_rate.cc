#include "account/service/request_rate.h"

#include "account/model/errors.h"

#include <string>

namespace amity::account {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kMillisecond = 1'000'000;
// Spreads neighbouring numbers over all sets: the golden ratio's fraction in 64 bits.
constexpr std::uint64_t kSpread = 0x9E3779B97F4A7C15;

std::unique_ptr<TokenBuckets> buckets(RequestRate rate) {
  return rate.per_second > 0 ? std::make_unique<TokenBuckets>(rate) : nullptr;
}

[[noreturn]] void refuse(std::string_view what, RequestRate rate) {
  std::string name(what);
  throw throttled("Rate exceeded: an account may send " + std::to_string(rate.per_second) + ' ' +
                      name + " requests a second.",
                  "partnercentral-account", name + "-rate");
}

}  // namespace

TokenBuckets::TokenBuckets(RequestRate rate)
    : interval_(kSecond / rate.per_second),
      capacity_(interval_ * (rate.burst > 0 ? rate.burst : rate.per_second)),
      sets_(std::make_unique<Set[]>(std::size_t{1} << kSetBits)) {}

bool TokenBuckets::take(domain::AccountId account, Timestamp now) noexcept {
  std::int64_t at = now.milliseconds * kMillisecond;
  std::atomic<std::int64_t>& bucket = bucket_of(account, at);
  std::int64_t full_at = bucket.load(std::memory_order_relaxed);
  for (;;) {
    // No bucket takes longer to fill than an empty one, unless the clock was turned back.
    bool full = full_at <= at || full_at > at + capacity_;
    std::int64_t next = (full ? at : full_at) + interval_;
    if (next > at + capacity_) return false;
    if (bucket.compare_exchange_weak(full_at, next, std::memory_order_relaxed)) return true;
  }
}

// The account's own place, or one that it takes over.
std::atomic<std::int64_t>& TokenBuckets::bucket_of(domain::AccountId account,
                                                   std::int64_t now) noexcept {
  std::int64_t owner = account.number + 1;
  Set& set = sets_[static_cast<std::uint64_t>(owner) * kSpread >> (64 - kSetBits)];
  for (;;) {
    std::size_t fullest = 0;
    for (std::size_t way = 0; way < kWays; ++way) {
      if (set.owner[way].load(std::memory_order_relaxed) == owner) return set.full_at[way];
      if (set.full_at[way].load(std::memory_order_relaxed) <
          set.full_at[fullest].load(std::memory_order_relaxed))
        fullest = way;
    }
    std::int64_t former = set.owner[fullest].load(std::memory_order_relaxed);
    if (!set.owner[fullest].compare_exchange_strong(former, owner, std::memory_order_relaxed))
      continue;  // somebody else has taken that place
    std::atomic<std::int64_t>& bucket = set.full_at[fullest];
    if (bucket.load(std::memory_order_relaxed) > now) bucket.store(now, std::memory_order_relaxed);
    return bucket;
  }
}

RequestRates::RequestRates(const Settings& settings)
    : read_rate_(settings.read_rate),
      write_rate_(settings.write_rate),
      reads_(buckets(read_rate_)),
      writes_(buckets(write_rate_)) {}

void RequestRates::require(shape::Access access, domain::AccountId account, Timestamp now) {
  if (access == shape::Access::read) {
    if (reads_ && !reads_->take(account, now)) refuse("read", read_rate_);
  } else {
    if (writes_ && !writes_->take(account, now)) refuse("write", write_rate_);
  }
}

}  // namespace amity::account
