#include "account/service/request_rate.h"

#include "account/model/errors.h"

#include <cstdint>
#include <string>

namespace amity::account {
namespace {

std::unique_ptr<awsjson::TokenBuckets> buckets(RequestRate rate) {
  if (rate.per_second <= 0) return nullptr;
  return std::make_unique<awsjson::TokenBuckets>(rate.per_second, rate.burst);
}

bool take(awsjson::TokenBuckets& buckets, domain::AccountId account, Timestamp now) {
  return buckets.take(static_cast<std::uint64_t>(account.number), now);
}

[[noreturn]] void refuse(std::string_view what, RequestRate rate) {
  std::string name(what);
  throw throttled("Rate exceeded: an account may send " + std::to_string(rate.per_second) + ' ' +
                      name + " requests a second.",
                  "partnercentral-account", name + "-rate");
}

}  // namespace

RequestRates::RequestRates(const Settings& settings)
    : read_rate_(settings.read_rate),
      write_rate_(settings.write_rate),
      reads_(buckets(read_rate_)),
      writes_(buckets(write_rate_)) {}

void RequestRates::require(shape::Access access, domain::AccountId account, Timestamp now) {
  if (access == shape::Access::read) {
    if (reads_ && !take(*reads_, account, now)) refuse("read", read_rate_);
  } else {
    if (writes_ && !take(*writes_, account, now)) refuse("write", write_rate_);
  }
}

}  // namespace amity::account
