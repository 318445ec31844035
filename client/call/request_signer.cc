#include "client/call/request_signer.h"

#include "client/settings/url.h"

#include <utility>

namespace amity::client {

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
                              .target = read_url(request.url).value_or(Url()).target,
                              .fields = fields,
                              .body = request.body},
                             at);
  for (auto& header : added) request.headers.push_back(std::move(header));
}

}  // namespace amity::client
