#include "protocol/awsjson/cors.h"

#include <algorithm>

namespace amity::awsjson {
namespace {

// What SDKs send and what they read. Date: they correct their clock by it.
constexpr std::string_view kRequestFields =
    "authorization, content-type, x-amz-content-sha256, x-amz-date, x-amz-security-token, "
    "x-amz-target, x-amz-user-agent, x-amzn-user-agent, amz-sdk-invocation-id, amz-sdk-request";
constexpr std::string_view kAnswerFields = "x-amzn-RequestId, x-amzn-ErrorType, Date, Retry-After";
constexpr std::string_view kMaxAge = "7200";  // seconds; no browser remembers for longer

}  // namespace

bool CorsHandler::knows(std::string_view origin) const {
  return std::find(origins_.begin(), origins_.end(), origin) != origins_.end();
}

void CorsHandler::handle(http::Exchange& exchange) noexcept {
  const http::Request& request = exchange.request;
  http::Response& response = exchange.response;
  std::string_view origin = request.field("Origin");
  bool known = !origin.empty() && knows(origin);
  bool asks = request.method == "OPTIONS" && !origin.empty() &&
              !request.field("Access-Control-Request-Method").empty();
  // Caches must not give the answer to one origin to another.
  response.add_field("Vary", asks ? "Origin, Access-Control-Request-Method, "
                                    "Access-Control-Request-Headers"
                                  : "Origin");
  if (known) response.add_field("Access-Control-Allow-Origin", origin);
  if (!known || !asks) {
    if (known) response.add_field("Access-Control-Expose-Headers", kAnswerFields);
    return api_->handle(exchange);
  }
  response.status = 204;
  response.add_field("Access-Control-Allow-Methods", "POST");
  response.add_field("Access-Control-Allow-Headers", kRequestFields);
  response.add_field("Access-Control-Max-Age", kMaxAge);
  exchange.answer();
}

bool is_origin(std::string_view text) {
  bool tls = text.starts_with("https://");
  if (!tls && !text.starts_with("http://")) return false;
  std::string_view host = text.substr(tls ? 8 : 7);
  std::size_t colon = host.find(':', host.starts_with('[') ? host.find(']') : 0);
  if (colon != std::string_view::npos) {
    std::string_view port = host.substr(colon + 1);
    host = host.substr(0, colon);
    bool digits =
        !port.empty() && port.size() <= 5 && port[0] != '0' &&
        std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits || port == (tls ? "443" : "80")) return false;
  }
  bool bracketed = host.starts_with('[') && host.ends_with(']');
  if (bracketed) host = host.substr(1, host.size() - 2);
  return !host.empty() && std::all_of(host.begin(), host.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
           (bracketed && c == ':');
  });
}

}  // namespace amity::awsjson
