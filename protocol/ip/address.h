#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace amity::ip {

// An IPv4 or IPv6 address. One of IPv4 is held as ::ffff:a.b.c.d, which is how a socket for both
// shows it, so that the two forms are the same address.
struct Address {
  std::array<std::uint8_t, 16> bytes{};

  // An address alone: no zone, no port, no brackets. Nothing for any other text.
  static std::optional<Address> parse(std::string_view text);

  bool is_v4() const;
  bool is_loopback() const;  // 127.0.0.0/8 or ::1
  bool operator==(const Address&) const = default;
};

// The addresses that begin with the same bits.
struct Network {
  Address address;
  unsigned bits = 128;  // of the sixteen bytes that count: 104 for a /8 of IPv4

  // "192.0.2.1", "10.0.0.0/8", "2001:db8::/32". Bits behind those that count do not matter.
  static std::optional<Network> parse(std::string_view text);

  // A network of IPv6 contains no address of IPv4, not even ::/0.
  bool contains(const Address& other) const;
  // Whether none is set of the bits that do not count.
  bool is_exact() const;
};

}  // namespace amity::ip
