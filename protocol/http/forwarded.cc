#include "protocol/http/forwarded.h"

#include "protocol/http/message_rules.h"

#include <algorithm>
#include <optional>

namespace amity::http {
namespace {

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  return text;
}

}  // namespace

bool any_contains(const std::vector<ip::Network>& networks, std::string_view text) {
  if (networks.empty()) return false;
  std::optional<ip::Address> address = ip::Address::parse(text);
  return address && std::any_of(networks.begin(), networks.end(), [&](const ip::Network& network) {
           return network.contains(*address);
         });
}

Forwarded see_through(std::string_view peer,
                      std::span<const std::pair<std::string_view, std::string_view>> fields,
                      const std::vector<ip::Network>& trusted) {
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
      if (!ip::Address::parse(address)) return seen;
      seen.peer = address;
      if (!any_contains(trusted, address)) return seen;
    }
  }
  return seen;
}

}  // namespace amity::http
