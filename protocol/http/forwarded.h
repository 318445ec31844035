#pragma once

#include "protocol/ip/address.h"

#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace amity::http {

// Whether one of them contains that address; not, if it is none.
bool any_contains(const std::vector<ip::Network>& networks, std::string_view address);

// What proxies that we trust say about a request.
struct Forwarded {
  std::string_view peer;  // the IP address that it came from
  bool secure = false;    // it came to the proxy over TLS
};

// Whose request it is that arrives from `peer`. A peer outside `trusted` speaks for itself. A
// trusted one is believed what it appended to X-Forwarded-For: the last address there, or, where
// that is a trusted proxy's, the one before, and so on; where it wrote none, or no address, it
// counts as the caller itself. What a caller has written there stands further to the left and is
// never reached. X-Forwarded-Proto is believed when the trusted peer sends it once.
//
// The views are of `fields` or `peer`.
Forwarded see_through(std::string_view peer,
                      std::span<const std::pair<std::string_view, std::string_view>> fields,
                      const std::vector<ip::Network>& trusted);

}  // namespace amity::http
