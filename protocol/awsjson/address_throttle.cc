#include "protocol/awsjson/address_throttle.h"

#include "protocol/ip/address.h"

#include <cstddef>

namespace amity::awsjson {
namespace {

constexpr std::int64_t kSecondsOfFailures = 10;

}  // namespace

std::optional<std::uint64_t> subscriber_of(std::string_view text) {
  std::optional<ip::Address> address = ip::Address::parse(text);
  if (!address || address->is_loopback()) return std::nullopt;
  bool v4 = address->is_v4();
  std::uint64_t number = 0;
  for (std::size_t i = v4 ? 12 : 0; i < (v4 ? 16U : 8U); ++i)
    number = number << 8 | address->bytes[i];
  return number;
}

AddressThrottle::AddressThrottle(AddressRates rates) {
  if (rates.per_second > 0) requests_.emplace(rates.per_second, rates.burst);
  if (rates.failures_per_second > 0)
    failures_.emplace(rates.failures_per_second, rates.failures_per_second * kSecondsOfFailures);
}

bool AddressThrottle::admit(std::string_view address, Timestamp now) noexcept {
  if (!requests_ && !failures_) return true;
  std::optional<std::uint64_t> subscriber = subscriber_of(address);
  if (!subscriber) return true;
  if (failures_ && !failures_->has(*subscriber, now)) return false;
  return !requests_ || requests_->take(*subscriber, now);
}

void AddressThrottle::note_failure(std::string_view address, Timestamp now) noexcept {
  if (!failures_) return;
  if (auto subscriber = subscriber_of(address)) failures_->take(*subscriber, now);
}

}  // namespace amity::awsjson
