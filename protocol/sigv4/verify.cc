#include "protocol/sigv4/verify.h"

#include "protocol/sigv4/date.h"
#include "protocol/sigv4/hash.h"
#include "protocol/sigv4/signing_key.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace amity::sigv4 {
namespace {

constexpr Duration kLongestLifetime = days(7);
constexpr std::string_view kWrongSignature =
    "The request signature we calculated does not match the signature you provided. Check your AWS "
    "Secret Access Key and signing method. Consult the service documentation for details.";
constexpr std::string_view kInvalidToken = "The security token included in the request is invalid.";

using MaybeRefusal = std::optional<Refusal>;

Refusal incomplete(std::string message) {
  return {Fault::incomplete_signature, std::move(message)};
}
Refusal invalid(std::string message) { return {Fault::invalid_signature, std::move(message)}; }

// What a message may repeat of a request: it ends up in JSON, in logs and on terminals.
std::string quoted(std::string_view text) {
  std::string out = "'";
  for (char c : text.substr(0, 128)) out += c >= ' ' && c <= '~' ? c : '?';
  out += '\'';
  return out;
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

// The headers that matter here; the first where one comes twice.
struct Headers {
  std::optional<std::string_view> authorization;
  bool second_authorization = false;
  std::optional<std::string_view> amz_date;
  std::optional<std::string_view> date;
  std::optional<std::string_view> security_token;
  std::optional<std::string_view> content_sha256;
  bool target = false;
};

Headers headers_of(std::span<const Field> fields) {
  Headers headers;
  auto keep = [](std::optional<std::string_view>& slot, std::string_view value) {
    if (!slot) slot = trimmed(value);
  };
  for (const auto& [name, value] : fields) {
    // The length tells most names apart without looking at them.
    switch (name.size()) {
      case 4:
        if (same_name(name, "date")) keep(headers.date, value);
        break;
      case 10:
        if (same_name(name, "x-amz-date")) keep(headers.amz_date, value);
        break;
      case 12:
        if (same_name(name, "x-amz-target")) headers.target = true;
        break;
      case 13:
        if (same_name(name, "authorization")) {
          headers.second_authorization = headers.authorization.has_value();
          keep(headers.authorization, value);
        }
        break;
      case 20:
        if (same_name(name, "x-amz-security-token")) keep(headers.security_token, value);
        if (same_name(name, "x-amz-content-sha256")) keep(headers.content_sha256, value);
        break;
    }
  }
  return headers;
}

// A signature as presented, in either place. Empty means absent.
struct Presented {
  bool in_query = false;
  std::string_view algorithm;
  std::string_view credential;
  std::string_view signed_headers;
  std::string_view signature;
  std::string_view date;  // as X-Amz-Date or Date has it
  std::string_view expires;
  std::string_view security_token;
};

// Puts a parameter where it belongs. False when it came before.
bool put(std::string_view& slot, std::string_view value) {
  if (!slot.empty()) return false;
  slot = value;
  return true;
}

// AWS names the header by its hash, so that the message repeats no credential.
std::string hashed(std::string_view authorization) {
  Digest digest = sha256(authorization);
  std::array<unsigned char, 45> text{};
  EVP_EncodeBlock(text.data(), digest.data(), static_cast<int>(digest.size()));
  return reinterpret_cast<const char*>(text.data());
}

// Algorithm Credential=..., SignedHeaders=..., Signature=... in any order; commas or blanks
// between.
MaybeRefusal read_authorization(std::string_view header, const Headers& headers,
                                Presented& presented) {
  std::size_t space = header.find(' ');
  presented.algorithm = header.substr(0, space);
  std::string_view rest = header.substr(presented.algorithm.size());
  while (!rest.empty()) {
    // Not find_first_of: that calls into the library for every byte.
    std::string_view part = rest.substr(0, std::min(rest.find(','), rest.find(' ')));
    rest.remove_prefix(std::min(part.size() + 1, rest.size()));
    if (part.empty()) continue;
    std::size_t equal = part.find('=');
    if (equal == std::string_view::npos) {
      return incomplete(
          "Invalid key=value pair (missing equal-sign) in Authorization header (hashed with "
          "SHA-256 and encoded with Base64): '" +
          hashed(header) + "'.");
    }
    std::string_view name = part.substr(0, equal);
    std::string_view value = part.substr(equal + 1);
    bool first = true;
    if (name == "Credential") first = put(presented.credential, value);
    if (name == "SignedHeaders") first = put(presented.signed_headers, value);
    if (name == "Signature") first = put(presented.signature, value);
    if (!first) {
      return incomplete("Authorization header has more than one " + quoted(name) + " parameter.");
    }
  }
  presented.date = headers.amz_date.value_or(headers.date.value_or(""));
  presented.security_token = headers.security_token.value_or("");

  std::string missing;
  for (auto [name, value] :
       {std::pair("Credential", presented.credential), std::pair("Signature", presented.signature),
        std::pair("SignedHeaders", presented.signed_headers)}) {
    if (value.empty()) {
      missing += std::string("Authorization header requires '") + name + "' parameter. ";
    }
  }
  if (presented.date.empty()) {
    missing +=
        "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ";
  }
  if (missing.empty()) return std::nullopt;
  return incomplete(
      missing + "(Hashed with SHA-256 and encoded with Base64) Authorization=" + hashed(header));
}

constexpr std::string_view kQueryPrefix = "X-Amz-";

// Whether the query carries a signature. SDKs write these names unescaped.
bool signs_in_query(std::string_view query) {
  while (!query.empty()) {
    std::string_view parameter = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(parameter.size() + 1, query.size()));
    std::string_view name = parameter.substr(0, parameter.find('='));
    if (name == "X-Amz-Algorithm" || name == "X-Amz-Signature") return true;
  }
  return false;
}

// The values are decoded into `decoded`, which the result has views of.
MaybeRefusal read_query(std::string_view query, std::string& decoded, Presented& presented) {
  presented.in_query = true;
  decoded.clear();
  decoded.reserve(query.size());  // decoding never lengthens: the views stay valid
  while (!query.empty()) {
    std::string_view parameter = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(parameter.size() + 1, query.size()));
    if (!parameter.starts_with(kQueryPrefix)) continue;
    std::size_t equal = std::min(parameter.find('='), parameter.size());
    std::string_view name = parameter.substr(kQueryPrefix.size(), equal - kQueryPrefix.size());
    std::size_t start = decoded.size();
    append_uri_decoded(parameter.substr(std::min(equal + 1, parameter.size())), decoded);
    std::string_view value = std::string_view(decoded).substr(start);
    bool first = true;
    if (name == "Algorithm") first = put(presented.algorithm, value);
    if (name == "Credential") first = put(presented.credential, value);
    if (name == "Signature") first = put(presented.signature, value);
    if (name == "SignedHeaders") first = put(presented.signed_headers, value);
    if (name == "Date") first = put(presented.date, value);
    if (name == "Expires") first = put(presented.expires, value);
    if (name == "Security-Token") first = put(presented.security_token, value);
    if (!first) {
      return incomplete("AWS query-string parameters include 'X-Amz-" + std::string(name) +
                        "' more than once. Re-examine the query-string parameters.");
    }
  }

  std::string missing;
  for (auto [name, value] : {std::pair("X-Amz-Algorithm", presented.algorithm),
                             std::pair("X-Amz-Credential", presented.credential),
                             std::pair("X-Amz-Signature", presented.signature),
                             std::pair("X-Amz-SignedHeaders", presented.signed_headers),
                             std::pair("X-Amz-Date", presented.date)}) {
    if (value.empty()) {
      missing += std::string("AWS query-string parameters must include '") + name + "'. ";
    }
  }
  if (missing.empty()) return std::nullopt;
  return incomplete(missing + "Re-examine the query-string parameters.");
}

// "15 min.", or seconds where a lifetime is no whole number of minutes.
std::string in_words(Duration window) {
  std::int64_t count = window.milliseconds / 1000;
  return count % 60 == 0 ? std::to_string(count / 60) + " min." : std::to_string(count) + " sec.";
}

// Credential scope: AKIDEXAMPLE/20150830/us-east-1/service/aws4_request.
struct Scope {
  std::string_view access_key_id;
  std::string_view date;
  std::string_view region;
  std::string_view service;
  std::string_view terminator;
};

std::optional<Scope> split_credential(std::string_view credential) {
  std::array<std::string_view, 5> parts;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    std::size_t slash = credential.find('/');
    if ((slash == std::string_view::npos) != (i + 1 == parts.size())) return std::nullopt;
    parts[i] = credential.substr(0, slash);
    credential.remove_prefix(std::min(parts[i].size() + 1, credential.size()));
  }
  return Scope{parts[0], parts[1], parts[2], parts[3], parts[4]};
}

}  // namespace

std::string_view exception_name(Fault fault) {
  switch (fault) {
    case Fault::missing_authentication_token:
      return "MissingAuthenticationTokenException";
    case Fault::incomplete_signature:
      return "IncompleteSignatureException";
    case Fault::invalid_signature:
      return "InvalidSignatureException";
    case Fault::unrecognized_client:
      return "UnrecognizedClientException";
    case Fault::expired_token:
      return "ExpiredTokenException";
  }
  return {};
}

struct Verifier::Impl {
  Impl(const KeyStore& key_store, Options chosen)
      : keys(key_store),
        options(std::move(chosen)),
        signing_keys(options.region, options.service, options.cached_keys),
        canonical_request(options.normalize_path) {}

  std::variant<const AccessKey*, Refusal> verify(const Request& request, Timestamp now);

  MaybeRefusal read(const Request& request, const Headers& headers, Presented& presented);
  MaybeRefusal check_time(const Presented& presented, Timestamp now);
  MaybeRefusal check_scope(const Scope& scope) const;
  MaybeRefusal check_key(const AccessKey& key, const Presented& presented, Timestamp now) const;

  const KeyStore& keys;
  Options options;
  SigningKeys signing_keys;
  // Signs for keys that do not exist, so that they cost what a wrong signature costs.
  HmacSha256 nobody{"nobody"};
  CanonicalRequest canonical_request;
  std::string decoded_query;
  std::string time;  // the request's, in basic ISO form
  std::string string_to_sign;
  std::string payload_hash;
  std::string signature;
};

MaybeRefusal Verifier::Impl::read(const Request& request, const Headers& headers,
                                  Presented& presented) {
  std::string_view query = split_target(request.target).second;
  bool in_query = signs_in_query(query);
  if (in_query && headers.authorization) {
    return invalid(
        "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.");
  }
  if (headers.second_authorization) {
    return incomplete("Found more than one 'Authorization' HTTP header.");
  }
  if (in_query) return read_query(query, decoded_query, presented);
  if (headers.authorization && headers.authorization->starts_with("AWS4-")) {
    return read_authorization(*headers.authorization, headers, presented);
  }
  return Refusal{Fault::missing_authentication_token, "Missing Authentication Token"};
}

MaybeRefusal Verifier::Impl::check_time(const Presented& presented, Timestamp now) {
  std::optional<Timestamp> at = parse_basic_iso8601(presented.date);
  if (!at && !presented.in_query) at = parse_http_date(presented.date);
  if (!at) {
    return incomplete("Date must be in ISO-8601 'basic format'. Got " + quoted(presented.date) +
                      ". See http://en.wikipedia.org/wiki/ISO_8601");
  }
  time.clear();
  append_basic_iso8601(*at, time);

  Duration lifetime = options.clock_window;
  if (!presented.expires.empty()) {
    std::int64_t count = -1;
    const char* end = presented.expires.data() + presented.expires.size();
    auto [stopped, error] = std::from_chars(presented.expires.data(), end, count);
    // Compared before it is multiplied: the number is the client's.
    if (error != std::errc() || stopped != end || count < 1 ||
        count > kLongestLifetime.milliseconds / 1000) {
      return incomplete("X-Amz-Expires must be a number of seconds between 1 and 604800. Got " +
                        quoted(presented.expires) + ".");
    }
    lifetime = seconds(count);
  }
  if (now - *at > lifetime) {
    return invalid("Signature expired: " + time + " is now earlier than " +
                   to_basic_iso8601(now - lifetime) + " (" + to_basic_iso8601(now) + " - " +
                   in_words(lifetime) + ")");
  }
  if (*at - now > options.clock_window) {
    return invalid("Signature not yet current: " + time + " is still later than " +
                   to_basic_iso8601(now + options.clock_window) + " (" + to_basic_iso8601(now) +
                   " + " + in_words(options.clock_window) + ")");
  }
  return std::nullopt;
}

MaybeRefusal Verifier::Impl::check_scope(const Scope& scope) const {
  std::string wrong;
  if (scope.region != options.region) {
    wrong += "Credential should be scoped to a valid region, not " + quoted(scope.region) + ". ";
  }
  if (scope.service != options.service) {
    wrong += "Credential should be scoped to correct service: '" + options.service + "'. ";
  }
  if (scope.terminator != kTerminator) {
    wrong += "Credential should be scoped with a valid terminator: 'aws4_request', not " +
             quoted(scope.terminator) + ". ";
  }
  std::string_view day = std::string_view(time).substr(0, 8);
  if (scope.date != day) {
    wrong +=
        "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from "
        "HTTP: " +
        quoted(scope.date) + " != " + quoted(day) + ", from " + quoted(time) + ". ";
  }
  if (wrong.empty()) return std::nullopt;
  wrong.pop_back();
  return invalid(std::move(wrong));
}

// What is left to check of a key whose signature is right.
MaybeRefusal Verifier::Impl::check_key(const AccessKey& key, const Presented& presented,
                                       Timestamp now) const {
  if (!key.session_token.empty()) {
    if (!equal_in_constant_time(presented.security_token, key.session_token)) {
      return Refusal{Fault::unrecognized_client, std::string(kInvalidToken)};
    }
    // In the query it is signed like every parameter.
    if (!presented.in_query && !lists(presented.signed_headers, "x-amz-security-token")) {
      return invalid("'X-Amz-Security-Token' must be a 'SignedHeader' in the AWS Authorization.");
    }
  }
  if (key.expires_at && now >= *key.expires_at) {
    return Refusal{Fault::expired_token, "The security token included in the request is expired"};
  }
  return std::nullopt;
}

std::variant<const AccessKey*, Refusal> Verifier::Impl::verify(const Request& request,
                                                               Timestamp now) {
  Headers headers = headers_of(request.fields);
  Presented presented;
  if (MaybeRefusal refusal = read(request, headers, presented)) return *std::move(refusal);
  if (MaybeRefusal refusal = check_time(presented, now)) return *std::move(refusal);
  if (!lists(presented.signed_headers, "host")) {
    return invalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
  }
  if (headers.target && !lists(presented.signed_headers, "x-amz-target")) {
    return invalid("'X-Amz-Target' must be a 'SignedHeader' in the AWS Authorization.");
  }
  if (presented.algorithm != kAlgorithm) {
    return incomplete("Unsupported AWS 'algorithm': " + quoted(presented.algorithm) +
                      " (only AWS4-HMAC-SHA256 for now).");
  }
  std::optional<Scope> scope = split_credential(presented.credential);
  if (!scope) {
    return incomplete(
        "Credential must have exactly 5 slash-delimited elements, e.g. "
        "keyid/date/region/service/term, got " +
        quoted(presented.credential));
  }
  if (MaybeRefusal refusal = check_scope(*scope)) return *std::move(refusal);

  payload_hash.clear();
  append_hex(bytes(sha256(request.body)), payload_hash);
  if (headers.content_sha256 && *headers.content_sha256 != payload_hash &&
      lists(presented.signed_headers, "x-amz-content-sha256")) {
    return invalid("The provided 'x-amz-content-sha256' header does not match what was computed.");
  }
  if (!canonical_request.write(request, presented.signed_headers, payload_hash)) {
    return invalid(std::string(kWrongSignature));
  }
  string_to_sign.clear();
  append_string_to_sign(time, presented.credential.substr(scope->access_key_id.size() + 1),
                        sha256(canonical_request.text()), string_to_sign);

  const AccessKey* key = keys.find(scope->access_key_id);
  std::size_t name_size = scope->access_key_id.size() + 1 + scope->date.size();
  const HmacSha256& mac =
      key == nullptr
          ? nobody
          : signing_keys.of(presented.credential.substr(0, name_size), key->secret_access_key);
  signature.clear();
  append_hex(bytes(mac(string_to_sign)), signature);
  bool matches = equal_in_constant_time(signature, presented.signature);

  if (key == nullptr) return Refusal{Fault::unrecognized_client, std::string(kInvalidToken)};
  if (!matches) return invalid(std::string(kWrongSignature));
  if (MaybeRefusal refusal = check_key(*key, presented, now)) return *std::move(refusal);
  keys.used(*key, now);
  return key;
}

Verifier::Verifier(const KeyStore& keys, Options options)
    : impl_(std::make_unique<Impl>(keys, std::move(options))) {}

Verifier::~Verifier() = default;

std::variant<const AccessKey*, Refusal> Verifier::verify(const Request& request, Timestamp now) {
  return impl_->verify(request, now);
}

}  // namespace amity::sigv4
