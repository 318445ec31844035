#pragma once

#include "protocol/shape/timestamp.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace amity::sigv4 {

// A header field as received: name (any case) and value.
using Field = std::pair<std::string_view, std::string_view>;

// What the signature covers. The views are only read during a call.
struct Request {
  std::string_view method;
  std::string_view target;        // path and query as sent
  std::span<const Field> fields;  // in wire order
  std::string_view body;
};

// An access key as its store knows it.
struct AccessKey {
  std::string access_key_id;
  std::string secret_access_key;
  std::string session_token;  // empty for a long-lived key; else must be presented and equal
  std::optional<Timestamp> expires_at;
  std::string account;        // 12 digits
  std::string principal_arn;  // who the key speaks for
};

// Where keys are looked up. Called on the thread of the verifier; must not block.
class KeyStore {
 public:
  virtual ~KeyStore() = default;
  // The key of that id, or null. The pointer is valid until the caller of the verifier is done with
  // the request. A verifier that keeps derived keys notices a changed secret by comparing it.
  virtual const AccessKey* find(std::string_view access_key_id) const = 0;
};

// Why a request is refused; the names are the API's exception names without their suffix.
enum class Fault {
  missing_authentication_token,
  incomplete_signature,
  invalid_signature,
  unrecognized_client,
  expired_token,
};

struct Refusal {
  Fault fault;
  std::string message;  // AWS's own wording where it is known
};

struct Options {
  std::string region = "us-east-1";
  std::string service = "partnercentral-account";
  Duration clock_window = minutes(15);  // each way
  bool normalize_path = true;
};

// Verifies AWS Signature Version 4 in the Authorization header (and, where `target` carries
// X-Amz-Signature, in the query string). Compares in constant time. Keeps derived signing keys and
// keyed MAC contexts, so one verifier belongs to one thread.
class Verifier {
 public:
  Verifier(const KeyStore& keys, Options options);
  ~Verifier();

  // The key that signed the request, or why it is refused. `now` is the server's clock.
  std::variant<const AccessKey*, Refusal> verify(const Request& request, Timestamp now);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace amity::sigv4
