#include "protocol/http/forwarded.h"

#include "protocol/http/message_rules.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace amity::http {
namespace {

using Bytes = std::array<std::uint8_t, 16>;

std::optional<Bytes> parse_address(std::string_view text) {
  std::array<char, INET6_ADDRSTRLEN> terminated{};
  if (text.size() >= terminated.size()) return std::nullopt;
  std::memcpy(terminated.data(), text.data(), text.size());
  Bytes bytes{};
  if (::inet_pton(AF_INET6, terminated.data(), bytes.data()) == 1) return bytes;
  if (::inet_pton(AF_INET, terminated.data(), bytes.data() + 12) != 1) return std::nullopt;
  bytes[10] = bytes[11] = 0xff;
  return bytes;
}

// Leaves only the bits that count.
Bytes masked(Bytes bytes, unsigned bits) {
  for (unsigned i = 0; i < bytes.size(); ++i) {
    unsigned counting = bits > i * 8 ? std::min(bits - i * 8, 8U) : 0;
    bytes[i] = static_cast<std::uint8_t>(bytes[i] & (0xff00U >> counting));
  }
  return bytes;
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  return text;
}

}  // namespace

bool Network::contains(std::string_view address_text) const {
  std::optional<Bytes> bytes = parse_address(address_text);
  return bytes && masked(*bytes, bits) == address;
}

bool any_contains(const std::vector<Network>& networks, std::string_view address) {
  return std::any_of(networks.begin(), networks.end(),
                     [&](const Network& network) { return network.contains(address); });
}

std::optional<Network> parse_network(std::string_view text) {
  std::size_t slash = std::min(text.find('/'), text.size());
  std::optional<Bytes> address = parse_address(text.substr(0, slash));
  if (!address) return std::nullopt;
  Network network{*address, 128};
  if (slash < text.size()) {
    unsigned before = text.substr(0, slash).find(':') == std::string_view::npos ? 96 : 0;
    const char* end = text.data() + text.size();
    auto [stopped, error] = std::from_chars(text.data() + slash + 1, end, network.bits);
    if (error != std::errc() || stopped != end || network.bits > 128 - before) return std::nullopt;
    network.bits += before;
  }
  if (masked(network.address, network.bits) != network.address) return std::nullopt;
  return network;
}

Forwarded see_through(std::string_view peer,
                      std::span<const std::pair<std::string_view, std::string_view>> fields,
                      const std::vector<Network>& trusted) {
  Forwarded seen{peer, false};
  if (!any_contains(trusted, peer)) return seen;
  int schemes = 0;
  for (auto [name, value] : fields) {
    if (!equal_without_case(name, "X-Forwarded-Proto")) continue;
    seen.secure = ++schemes == 1 && equal_without_case(value, "https");
  }
  for (auto field = fields.rbegin(); field != fields.rend(); ++field) {
    if (!equal_without_case(field->first, "X-Forwarded-For")) continue;
    std::string_view list = field->second;
    while (!list.empty()) {
      std::size_t comma = list.rfind(',');
      std::size_t begin = comma == std::string_view::npos ? 0 : comma + 1;
      std::string_view address = trimmed(list.substr(begin));
      list = list.substr(0, begin == 0 ? 0 : comma);
      if (!parse_address(address)) return seen;
      seen.peer = address;
      if (!any_contains(trusted, address)) return seen;
    }
  }
  return seen;
}

}  // namespace amity::http
