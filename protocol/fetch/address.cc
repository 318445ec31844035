#include "protocol/fetch/address.h"

#include "protocol/ip/address.h"

#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>

namespace amity::fetch {
namespace {

using ip::Address;
using ip::Network;

constexpr Network v4(std::uint8_t a, std::uint8_t b, std::uint8_t c, std::uint8_t d,
                     unsigned bits) {
  return {{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, a, b, c, d}}, 96 + bits};
}

// IANA's IPv4 Special-Purpose Address Registry, groups, and what is reserved.
constexpr Network kNotPublicV4[] = {
    v4(0, 0, 0, 0, 8),         // this network
    v4(10, 0, 0, 0, 8),        // private
    v4(100, 64, 0, 0, 10),     // shared by a provider's customers; Alibaba's metadata
    v4(127, 0, 0, 0, 8),       // this host
    v4(168, 63, 129, 16, 32),  // Azure's host, seen from its guests
    v4(169, 254, 0, 0, 16),    // the link; metadata of most clouds
    v4(172, 16, 0, 0, 12),     // private
    v4(192, 0, 0, 0, 24),      // protocol assignments; Oracle's metadata
    v4(192, 0, 2, 0, 24),      // documentation
    v4(192, 31, 196, 0, 24),   // AS112
    v4(192, 52, 193, 0, 24),   // AMT
    v4(192, 88, 99, 0, 24),    // 6to4 relays
    v4(192, 168, 0, 0, 16),    // private
    v4(192, 175, 48, 0, 24),   // AS112
    v4(198, 18, 0, 0, 15),     // benchmarks
    v4(198, 51, 100, 0, 24),   // documentation
    v4(203, 0, 113, 0, 24),    // documentation
    v4(224, 0, 0, 0, 3),       // groups, reserved, broadcast
};

// Only 2000::/3 is given out to anybody; of that, not these.
constexpr Network kGlobalV6 = {{{0x20}}, 3};
constexpr Network kNotPublicV6[] = {
    {{{0x20, 0x01, 0x00}}, 23},           // protocol assignments; Teredo, which hides IPv4
    {{{0x20, 0x01, 0x0d, 0xb8}}, 32},     // documentation
    {{{0x20, 0x02}}, 16},                 // 6to4, which hides IPv4
    {{{0x26, 0x20, 0, 0x4f, 0x80}}, 48},  // AS112
    {{{0x3f, 0xff}}, 20},                 // documentation
};
// Its last 32 bits are an IPv4 address, which is then the one to judge.
constexpr Network kNat64 = {{{0x00, 0x64, 0xff, 0x9b}}, 96};

bool contained(std::span<const Network> networks, const Address& address) {
  return std::any_of(networks.begin(), networks.end(),
                     [&](const Network& network) { return network.contains(address); });
}

bool is_public(const Address& address) {
  if (address.is_v4()) return !contained(kNotPublicV4, address);
  if (kNat64.contains(address)) {
    const auto& bytes = address.bytes;
    return is_public(v4(bytes[12], bytes[13], bytes[14], bytes[15], 32).address);
  }
  return kGlobalV6.contains(address) && !contained(kNotPublicV6, address);
}

// Nothing for another family than the two of IP.
std::optional<Address> address_of(const sockaddr& address) {
  if (address.sa_family == AF_INET6) {
    Address found;
    std::memcpy(found.bytes.data(), &reinterpret_cast<const sockaddr_in6&>(address).sin6_addr,
                found.bytes.size());
    return found;
  }
  if (address.sa_family != AF_INET) return std::nullopt;
  std::array<std::uint8_t, 4> bytes{};
  std::memcpy(bytes.data(), &reinterpret_cast<const sockaddr_in&>(address).sin_addr, bytes.size());
  return v4(bytes[0], bytes[1], bytes[2], bytes[3], 32).address;
}

}  // namespace

bool is_public(const sockaddr& address) {
  auto known = address_of(address);
  return known && is_public(*known);
}

bool is_loopback(const sockaddr& address) {
  auto known = address_of(address);
  bool disguised = known && known->is_v4() && address.sa_family == AF_INET6;
  return known && known->is_loopback() && !disguised;
}

}  // namespace amity::fetch
