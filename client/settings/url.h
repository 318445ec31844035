#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace amity::client {

// What of an http or https URL a request needs, as views into it.
struct Url {
  bool encrypted = false;
  std::string_view host{};    // with its port, unless that is the scheme's own: the Host header
  std::string_view target{};  // "/path?query", "/" where there is none

  // The host alone: no port, no brackets.
  std::string_view hostname() const;
};

// Nothing for any other URL, and for one that names a user.
std::optional<Url> read_url(std::string_view url);

// A URL, or what should be one, for people to read: without its user and password, which is all
// between "//" and the last '@' before the path.
std::string without_user_info(std::string_view url);

}  // namespace amity::client
