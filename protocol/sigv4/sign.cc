#include "protocol/sigv4/sign.h"

#include "protocol/sigv4/date.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace amity::sigv4 {
namespace {

// Headers that something between client and server may add, change or drop.
bool signable(std::string_view name) {
  constexpr std::array<std::string_view, 16> kUnsigned{"authorization",
                                                       "cache-control",
                                                       "connection",
                                                       "expect",
                                                       "from",
                                                       "keep-alive",
                                                       "max-forwards",
                                                       "pragma",
                                                       "proxy-authorization",
                                                       "referer",
                                                       "te",
                                                       "trailer",
                                                       "transfer-encoding",
                                                       "upgrade",
                                                       "user-agent",
                                                       "x-amzn-trace-id"};
  return std::none_of(kUnsigned.begin(), kUnsigned.end(),
                      [&](std::string_view other) { return same_name(name, other); });
}

// The SignedHeaders list of those fields: lower case, ascending, each name once.
std::string list_of(std::span<const Field> fields) {
  std::vector<std::string> names;
  for (const auto& [name, value] : fields) {
    if (!signable(name)) continue;
    std::string& lower = names.emplace_back(name);
    for (char& c : lower) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  std::string list;
  for (const std::string& name : names) {
    if (!list.empty()) list += ';';
    list += name;
  }
  return list;
}

bool has(std::span<const Field> fields, std::string_view name) {
  return std::any_of(fields.begin(), fields.end(),
                     [&](const Field& field) { return same_name(field.first, name); });
}

}  // namespace

Signer::Signer(Credentials credentials, SigningOptions options)
    : credentials_(std::move(credentials)),
      options_(std::move(options)),
      keys_(options_.region, options_.service, 2),  // two days meet at midnight
      canonical_request_(options_.normalize_path) {}

void Signer::begin(std::span<const Field> fields, Timestamp at) {
  time_ = to_basic_iso8601(at);
  credential_ = credentials_.access_key_id;
  credential_ += '/';
  credential_ += std::string_view(time_).substr(0, 8);
  credential_ += '/';
  credential_ += options_.region;
  credential_ += '/';
  credential_ += options_.service;
  credential_ += '/';
  credential_ += kTerminator;
  signed_headers_ = list_of(fields);
}

std::string Signer::signature(const Request& request) {
  std::string payload_hash;
  append_hex(bytes(sha256(request.body)), payload_hash);
  if (!canonical_request_.write(request, signed_headers_, payload_hash)) {
    throw std::length_error("more headers to sign than a signature may cover");
  }

  std::size_t name_size = credentials_.access_key_id.size() + 1 + 8;
  std::string_view credential = credential_;
  string_to_sign_.clear();
  append_string_to_sign(time_, credential.substr(credentials_.access_key_id.size() + 1),
                        sha256(canonical_request_.text()), string_to_sign_);

  const HmacSha256& mac = keys_.of(credential.substr(0, name_size), credentials_.secret_access_key);
  std::string signature;
  append_hex(bytes(mac(string_to_sign_)), signature);
  return signature;
}

std::vector<std::pair<std::string, std::string>> Signer::sign(const Request& request,
                                                              Timestamp at) {
  std::vector<std::pair<std::string, std::string>> added;
  added.reserve(4);
  std::vector<Field> fields(request.fields.begin(), request.fields.end());
  fields.reserve(fields.size() + 3);
  auto add = [&](std::string_view name, std::string value) {
    if (has(request.fields, name)) return;
    const auto& [added_name, added_value] = added.emplace_back(name, std::move(value));
    fields.emplace_back(added_name, added_value);
  };

  bool token = !credentials_.session_token.empty();
  if (token && options_.sign_session_token) {
    add("X-Amz-Security-Token", credentials_.session_token);
  }
  add("X-Amz-Date", to_basic_iso8601(at));
  if (options_.content_sha256_header) {
    std::string hash;
    append_hex(bytes(sha256(request.body)), hash);
    add("X-Amz-Content-Sha256", std::move(hash));
  }

  Request complete = request;
  complete.fields = fields;
  begin(fields, at);
  std::string signature = this->signature(complete);

  std::string authorization(kAlgorithm);
  authorization += " Credential=";
  authorization += credential_;
  authorization += ", SignedHeaders=";
  authorization += signed_headers_;
  authorization += ", Signature=";
  authorization += signature;
  if (token && !options_.sign_session_token) {
    added.emplace_back("X-Amz-Security-Token", credentials_.session_token);
  }
  added.emplace_back("Authorization", std::move(authorization));
  return added;
}

std::string Signer::presign(const Request& request, Timestamp at, Duration lifetime) {
  begin(request.fields, at);
  std::string target(request.target);
  auto add = [&target](std::string_view name, std::string_view value) {
    target += target.find('?') == std::string::npos ? '?' : '&';
    target += name;
    target += '=';
    append_uri_encoded(value, false, target);
  };
  add("X-Amz-Algorithm", kAlgorithm);
  add("X-Amz-Credential", credential_);
  add("X-Amz-Date", time_);
  add("X-Amz-SignedHeaders", signed_headers_);
  add("X-Amz-Expires", std::to_string(lifetime.milliseconds / 1000));
  bool token = !credentials_.session_token.empty();
  if (token && options_.sign_session_token) add("X-Amz-Security-Token", credentials_.session_token);

  Request complete = request;
  complete.target = target;
  std::string signature = this->signature(complete);
  if (token && !options_.sign_session_token) {
    add("X-Amz-Security-Token", credentials_.session_token);
  }
  add("X-Amz-Signature", signature);
  return target;
}

}  // namespace amity::sigv4
