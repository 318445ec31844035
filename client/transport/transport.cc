#include "client/transport/transport.h"

#include <curl/curl.h>

#include <algorithm>

namespace amity::client {

std::string_view header(const Headers& headers, std::string_view name) {
  auto found = std::find_if(headers.begin(), headers.end(), [name](const auto& one) {
    return one.first.size() == name.size() &&
           curl_strnequal(one.first.data(), name.data(), name.size()) != 0;
  });
  return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

bool nothing_sent(TransportError::Kind kind) {
  using Kind = TransportError::Kind;
  return kind == Kind::could_not_connect || kind == Kind::tls || kind == Kind::connect_timed_out ||
         kind == Kind::unsendable;
}

}  // namespace amity::client
