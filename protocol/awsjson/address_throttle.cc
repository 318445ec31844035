#include "protocol/awsjson/address_throttle.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <array>
#include <cstring>

namespace amity::awsjson {
namespace {

constexpr std::int64_t kSecondsOfFailures = 10;

}  // namespace

std::optional<std::uint64_t> subscriber_of(std::string_view address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (address.size() >= text.size()) return std::nullopt;
  std::memcpy(text.data(), address.data(), address.size());

  in_addr v4{};
  if (::inet_pton(AF_INET, text.data(), &v4) == 1) {
    std::uint32_t number = ntohl(v4.s_addr);
    return number >> 24 == 127 ? std::nullopt : std::optional<std::uint64_t>(number);
  }
  in6_addr v6{};
  if (::inet_pton(AF_INET6, text.data(), &v6) != 1 || IN6_IS_ADDR_LOOPBACK(&v6))
    return std::nullopt;
  std::uint64_t network = 0;
  for (int i = 0; i < 8; ++i) network = network << 8 | v6.s6_addr[i];
  return network;
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
