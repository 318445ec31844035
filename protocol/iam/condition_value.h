#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// How the values of conditions are read, in policies and in requests alike. All of them return
// nothing for what they cannot read, and allocate nothing but where they return a string.
namespace amity::iam {

// Addresses of a network: an address of IPv4 or IPv6 and how many of its bits count.
struct Network {
  std::array<std::uint8_t, 16> bytes{};  // IPv4 in the first four
  bool is_v6 = false;
  unsigned bits = 0;

  // Whether the network holds an address (one whose bits all count) of the same family.
  bool holds(const Network& address) const;
};

// A whole or decimal number, with a sign or without.
std::optional<double> parse_number(std::string_view text);

// Seconds since 1970: of a W3C date (2026, 2026-03, 2026-03-01, 2026-03-01T13:42Z,
// 2026-03-01T13:42:05.25+01:00), or a number of such seconds. Four digits are a year.
std::optional<double> parse_date(std::string_view text);

// "true" or "false", in any case.
std::optional<bool> parse_bool(std::string_view text);

// 203.0.113.0/24, 2001:db8::/32, or an address alone. One of the form ::ffff:203.0.113.9 is the
// IPv4 address: a socket for both families shows callers so.
std::optional<Network> parse_network(std::string_view text);

// The bytes that a base64 text stands for.
std::optional<std::string> parse_base64(std::string_view text);

}  // namespace amity::iam
