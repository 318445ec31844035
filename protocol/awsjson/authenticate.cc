#include "protocol/awsjson/authenticate.h"

#include "protocol/awsjson/audit.h"
#include "protocol/awsjson/front_door.h"

#include <algorithm>
#include <string_view>

namespace amity::awsjson {
namespace {

constexpr std::size_t kAccountDigits = 12;

// What stands between `Credential=` (or X-Amz-Credential= in a query) and the next slash.
std::string_view credential_id(std::string_view text, std::string_view name,
                               std::string_view slash) {
  std::size_t at = text.find(name);
  if (at == std::string_view::npos) return {};
  text.remove_prefix(at + name.size());
  return text.substr(0, text.find(slash));
}

bool is_account(std::string_view id) {
  return id.size() == kAccountDigits &&
         std::all_of(id.begin(), id.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string_view claimed_key(const http::Request& request) {
  std::string_view authorization = request.field("Authorization");
  if (!authorization.empty()) return credential_id(authorization, "Credential=", "/");
  return credential_id(request.target, "X-Amz-Credential=", "%2F");
}

const sigv4::AccessKey& SignatureAuthenticator::authenticate(const http::Request& request,
                                                             Timestamp now) {
  if (throttle_ != nullptr && !throttle_->admit(request.peer, now)) throw address_throttled();
  auto outcome =
      verifier_.verify({request.method, request.target, request.fields, request.body}, now);
  if (const auto* refusal = std::get_if<sigv4::Refusal>(&outcome)) {
    if (throttle_ != nullptr) throttle_->note_failure(request.peer, now);
    throw refused(*refusal);
  }
  return *std::get<const sigv4::AccessKey*>(outcome);
}

const sigv4::AccessKey& TrustingAuthenticator::authenticate(const http::Request& request,
                                                            Timestamp /*now*/) {
  std::string_view id = claimed_key(request);
  if (id.empty())
    throw refused({sigv4::Fault::missing_authentication_token, "Missing Authentication Token"});
  if (!is_account(id))
    throw refused({sigv4::Fault::unrecognized_client,
                   "The security token included in the request is invalid. Without "
                   "--verify-signatures the access key id is a 12-digit account id."});
  if (key_.access_key_id != id) {
    key_.access_key_id = id;
    key_.account = id;
    key_.principal_arn = "arn:aws:iam::" + key_.account + ":root";
  }
  return key_;
}

}  // namespace amity::awsjson
