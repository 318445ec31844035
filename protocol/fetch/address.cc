#include "protocol/fetch/address.h"

#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <span>

namespace amity::fetch {
namespace {

using V4 = std::array<std::uint8_t, 4>;
using V6 = std::array<std::uint8_t, 16>;

template <class Address>
struct Block {
  Address address;
  int bits;
};

// IANA's IPv4 Special-Purpose Address Registry, groups, and what is reserved.
constexpr Block<V4> kNotPublicV4[] = {
    {{0, 0, 0, 0}, 8},         // this network
    {{10, 0, 0, 0}, 8},        // private
    {{100, 64, 0, 0}, 10},     // shared by a provider's customers; Alibaba's metadata
    {{127, 0, 0, 0}, 8},       // this host
    {{168, 63, 129, 16}, 32},  // Azure's host, seen from its guests
    {{169, 254, 0, 0}, 16},    // the link; metadata of most clouds
    {{172, 16, 0, 0}, 12},     // private
    {{192, 0, 0, 0}, 24},      // protocol assignments; Oracle's metadata
    {{192, 0, 2, 0}, 24},      // documentation
    {{192, 31, 196, 0}, 24},   // AS112
    {{192, 52, 193, 0}, 24},   // AMT
    {{192, 88, 99, 0}, 24},    // 6to4 relays
    {{192, 168, 0, 0}, 16},    // private
    {{192, 175, 48, 0}, 24},   // AS112
    {{198, 18, 0, 0}, 15},     // benchmarks
    {{198, 51, 100, 0}, 24},   // documentation
    {{203, 0, 113, 0}, 24},    // documentation
    {{224, 0, 0, 0}, 3},       // groups, reserved, broadcast
};

// Only 2000::/3 is given out to anybody; of that, not these.
constexpr Block<V6> kGlobalV6 = {{0x20}, 3};
constexpr Block<V6> kNotPublicV6[] = {
    {{0x20, 0x01, 0x00}, 23},           // protocol assignments; Teredo, which hides IPv4
    {{0x20, 0x01, 0x0d, 0xb8}, 32},     // documentation
    {{0x20, 0x02}, 16},                 // 6to4, which hides IPv4
    {{0x26, 0x20, 0, 0x4f, 0x80}, 48},  // AS112
    {{0x3f, 0xff}, 20},                 // documentation
};
// Prefixes whose last 32 bits are an IPv4 address, which is then the one to judge.
constexpr Block<V6> kCarriesV4[] = {
    {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96},  // mapped
    {{0x00, 0x64, 0xff, 0x9b}, 96},                    // NAT64
};

template <class Address>
constexpr bool contains(const Block<Address>& block, const Address& address) {
  for (int bit = 0; bit < block.bits; ++bit) {
    auto byte = static_cast<std::size_t>(bit / 8);
    if (((block.address[byte] ^ address[byte]) >> (7 - bit % 8) & 1) != 0) return false;
  }
  return true;
}

template <class Address>
bool contained(std::span<const Block<Address>> blocks, const Address& address) {
  return std::any_of(blocks.begin(), blocks.end(),
                     [&](const Block<Address>& block) { return contains(block, address); });
}

V4 v4_of(const sockaddr& address) {
  V4 bytes;
  std::memcpy(bytes.data(), &reinterpret_cast<const sockaddr_in&>(address).sin_addr, bytes.size());
  return bytes;
}

V6 v6_of(const sockaddr& address) {
  V6 bytes;
  std::memcpy(bytes.data(), &reinterpret_cast<const sockaddr_in6&>(address).sin6_addr,
              bytes.size());
  return bytes;
}

bool is_public(const V4& address) { return !contained<V4>(kNotPublicV4, address); }

bool is_public(const V6& address) {
  if (contained<V6>(kCarriesV4, address))
    return is_public(V4{address[12], address[13], address[14], address[15]});
  return contains(kGlobalV6, address) && !contained<V6>(kNotPublicV6, address);
}

}  // namespace

bool is_public(const sockaddr& address) {
  if (address.sa_family == AF_INET) return is_public(v4_of(address));
  if (address.sa_family == AF_INET6) return is_public(v6_of(address));
  return false;
}

bool is_loopback(const sockaddr& address) {
  if (address.sa_family == AF_INET) return v4_of(address)[0] == 127;
  if (address.sa_family != AF_INET6) return false;
  V6 own{};
  own[15] = 1;
  return v6_of(address) == own;
}

}  // namespace amity::fetch
