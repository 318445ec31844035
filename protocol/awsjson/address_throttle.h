#pragma once

#include "protocol/awsjson/token_buckets.h"
#include "protocol/shape/timestamp.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace amity::awsjson {

// What one address may ask for; 0 is no limit.
struct AddressRates {
  std::int64_t per_second = 0;           // requests
  std::int64_t burst = 0;                // that may come at once; 0: as many as in a second
  std::int64_t failures_per_second = 0;  // requests whose authentication fails
};

// How often an address may knock, before anybody looks at its signature. Whoever guesses keys is
// slowed down much more: an address has ten seconds' worth of failed authentications, and when
// these are used up it is refused, whatever it sends, until the next second brings one back.
//
// An IPv6 address counts as its /64, which is what one subscriber has. Addresses of this machine
// are never refused: they belong to a proxy, and with it to everybody, unless the proxy is trusted
// to tell whose request it is (http::Options::trusted_proxies). Memory does not grow (see
// TokenBuckets). One for all threads.
class AddressThrottle {
 public:
  explicit AddressThrottle(AddressRates rates);

  // Counts a request. False when the address has to wait; a second from now there is room again.
  bool admit(std::string_view address, Timestamp now) noexcept;
  // Counts a failed authentication.
  void note_failure(std::string_view address, Timestamp now) noexcept;

 private:
  std::optional<TokenBuckets> requests_;
  std::optional<TokenBuckets> failures_;
};

// Whom an address stands for: all of it for IPv4, its /64 for IPv6. Nothing for an address of this
// machine, and for a text that is no address.
std::optional<std::uint64_t> subscriber_of(std::string_view address);

}  // namespace amity::awsjson
