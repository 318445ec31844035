#include "client/settings/url.h"

#include <algorithm>

namespace amity::client {

std::string_view Url::hostname() const {
  if (host.starts_with('[')) return host.substr(1, host.find(']') - 1);
  return host.substr(0, host.find(':'));
}

std::optional<Url> read_url(std::string_view url) {
  constexpr std::string_view plain = "http://";
  constexpr std::string_view encrypted = "https://";
  Url read{.encrypted = url.starts_with(encrypted)};
  if (!read.encrypted && !url.starts_with(plain)) return std::nullopt;
  url.remove_prefix(read.encrypted ? encrypted.size() : plain.size());
  read.host = url.substr(0, url.find_first_of("/?#"));
  read.target = url.substr(read.host.size());
  read.target = read.target.substr(0, read.target.find('#'));
  if (read.target.empty()) read.target = "/";
  std::string_view own_port = read.encrypted ? ":443" : ":80";
  if (read.host.ends_with(own_port)) read.host.remove_suffix(own_port.size());
  auto stands_in_none = [](char c) { return c <= ' ' || c > '~' || c == '@' || c == '\\'; };
  if (read.hostname().empty() || std::any_of(read.host.begin(), read.host.end(), stands_in_none))
    return std::nullopt;
  return read;
}

std::string without_user_info(std::string_view url) {
  std::size_t slashes = url.find("//");
  std::size_t begin = slashes == std::string_view::npos ? 0 : slashes + 2;
  std::string_view rest = url.substr(begin);
  std::size_t at = rest.substr(0, rest.find_first_of("/?#")).rfind('@');
  if (at != std::string_view::npos) rest.remove_prefix(at + 1);
  return std::string(url.substr(0, begin)).append(rest);
}

}  // namespace amity::client
