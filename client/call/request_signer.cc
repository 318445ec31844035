#include "client/call/request_signer.h"

#include <utility>

namespace amity::client {

UrlParts parts_of(std::string_view url) {
  std::string_view own_port;
  if (url.starts_with("https://")) {
    own_port = ":443";
  } else if (url.starts_with("http://")) {
    own_port = ":80";
  } else {
    return {};
  }
  std::size_t begin = url.find("//") + 2;
  std::size_t end = std::min(url.find_first_of("/?#", begin), url.size());
  UrlParts parts{url.substr(begin, end - begin), url.substr(end)};
  parts.target = parts.target.substr(0, parts.target.find('#'));
  if (parts.host.find('@') != std::string_view::npos) return {};
  if (parts.host.ends_with(own_port)) parts.host.remove_suffix(own_port.size());
  if (parts.host.empty()) return {};
  if (parts.target.empty()) parts.target = "/";
  return parts;
}

RequestSigner::RequestSigner(std::string region, std::string service)
    : options_{.region = std::move(region), .service = std::move(service)} {}

void RequestSigner::sign(HttpRequest& request,
                         const std::shared_ptr<const Credentials>& credentials, Timestamp at) {
  if (signs_for_ != credentials) {
    signer_.emplace(sigv4::Credentials{.access_key_id = credentials->access_key_id,
                                       .secret_access_key = credentials->secret_access_key,
                                       .session_token = credentials->session_token},
                    options_);
    signs_for_ = credentials;
  }
  std::vector<sigv4::Field> fields(request.headers.begin(), request.headers.end());
  auto added = signer_->sign({.method = "POST",
                              .target = parts_of(request.url).target,
                              .fields = fields,
                              .body = request.body},
                             at);
  for (auto& header : added) request.headers.push_back(std::move(header));
}

}  // namespace amity::client
