#include "protocol/ip/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace amity::ip {
namespace {

constexpr unsigned kBits = 128;
constexpr unsigned kBitsBeforeV4 = 96;
constexpr std::array<std::uint8_t, 12> kBeforeV4 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

// Leaves only the bits that count.
Address masked(Address address, unsigned bits) {
  for (unsigned i = 0; i < address.bytes.size(); ++i) {
    unsigned counting = bits > i * 8 ? std::min(bits - i * 8, 8U) : 0;
    address.bytes[i] = static_cast<std::uint8_t>(address.bytes[i] & (0xff00U >> counting));
  }
  return address;
}

}  // namespace

std::optional<Address> Address::parse(std::string_view text) {
  std::array<char, INET6_ADDRSTRLEN> terminated{};
  if (text.size() >= terminated.size()) return std::nullopt;
  std::memcpy(terminated.data(), text.data(), text.size());
  Address address;
  if (::inet_pton(AF_INET6, terminated.data(), address.bytes.data()) == 1) return address;
  std::copy(kBeforeV4.begin(), kBeforeV4.end(), address.bytes.begin());
  if (::inet_pton(AF_INET, terminated.data(), address.bytes.data() + kBeforeV4.size()) != 1)
    return std::nullopt;
  return address;
}

bool Address::is_v4() const {
  return std::equal(kBeforeV4.begin(), kBeforeV4.end(), bytes.begin());
}

bool Address::is_loopback() const {
  if (is_v4()) return bytes[kBeforeV4.size()] == 127;
  Address own;
  own.bytes.back() = 1;
  return *this == own;
}

std::optional<Network> Network::parse(std::string_view text) {
  std::size_t slash = std::min(text.find('/'), text.size());
  std::string_view address_text = text.substr(0, slash);
  std::optional<Address> address = Address::parse(address_text);
  if (!address) return std::nullopt;
  Network network{*address, kBits};
  if (slash == text.size()) return network;
  unsigned before = address_text.find(':') == std::string_view::npos ? kBitsBeforeV4 : 0;
  const char* end = text.data() + text.size();
  auto [stopped, error] = std::from_chars(text.data() + slash + 1, end, network.bits);
  if (error != std::errc() || stopped != end || network.bits > kBits - before) return std::nullopt;
  network.bits += before;
  return network;
}

bool Network::contains(const Address& other) const {
  if (other.is_v4() && bits < kBitsBeforeV4) return false;
  return masked(other, bits) == masked(address, bits);
}

bool Network::is_exact() const { return masked(address, bits) == address; }

}  // namespace amity::ip
