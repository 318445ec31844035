#pragma once

#include "protocol/shape/timestamp.h"
#include "protocol/sigv4/canonical_request.h"  // Field and Request

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace amity::iam {
struct Principal;
}

namespace amity::sigv4 {

// An access key as its store knows it.
struct AccessKey {
  std::string access_key_id;
  std::string secret_access_key;
  std::string session_token = {};  // empty for a long-lived key; else must be presented and equal
  std::optional<Timestamp> expires_at = {};
  std::string account = {};        // 12 digits
  std::string principal_arn = {};  // who the key speaks for
  // The same as policies see it; opaque here. Null: the account's root, whom no policy binds.
  // Shared, so that a call that waits for another thread can keep it when the key is gone.
  std::shared_ptr<const iam::Principal> principal = {};
};

// Where keys are looked up. Called on the thread of the verifier; must not block.
class KeyStore {
 public:
  virtual ~KeyStore() = default;
  // The key of that id, or null. The pointer is valid until the caller of the verifier is done with
  // the request. A verifier that keeps derived keys notices a changed secret by comparing it.
  virtual const AccessKey* find(std::string_view access_key_id) const = 0;
  // Told of a key that find() gave, when a request signed by it was accepted.
  virtual void used(const AccessKey& /*key*/, Timestamp /*now*/) const {}
};

// Why a request is refused; the names are the API's exception names without their suffix.
enum class Fault {
  missing_authentication_token,  // no signature, or one of another kind
  incomplete_signature,          // a part is missing or cannot be read
  invalid_signature,             // wrong, too old, too early, or for another scope
  unrecognized_client,           // no such key, or not its session token
  expired_token,                 // rightly signed by a key whose time is over
};

// As on the wire: IncompleteSignatureException.
std::string_view exception_name(Fault fault);

// The message is AWS's own wording where it is known. It is printable ASCII: what it quotes from
// the request is cut to 128 bytes and stripped of anything else; no secret and no expected
// signature is ever in it.
struct Refusal {
  Fault fault;
  std::string message;
};

struct Options {
  std::string region = "us-east-1";
  std::string service = "partnercentral-account";
  Duration clock_window = minutes(15);  // each way
  bool normalize_path = true;           // false as S3 does
  std::size_t cached_keys = 16'384;     // derived signing keys kept, about 200 bytes each
};

// Verifies AWS Signature Version 4 in the Authorization header or, presigned, in the query
// (X-Amz-Algorithm and its companions; X-Amz-Expires, at most seven days, then bounds the age).
//
// The signature must cover Host, X-Amz-Target where the request has one (it decides what is done)
// and, for a temporary key, X-Amz-Security-Token. Other headers may be left out, as AWS allows. A
// session token presented with a long-lived key is ignored. The body is always covered: a signed
// X-Amz-Content-Sha256 must be its hash, so UNSIGNED-PAYLOAD and the streaming forms are refused.
// The time is X-Amz-Date or, without it, Date.
//
// Two Authorization headers, or a parameter given twice, are refused. Order of checks and texts are
// those observed on Amazon's JSON 1.0 services; a request is checked against the key only after
// everything that can be said without one. An unknown key costs what a wrong signature costs, and
// signatures and tokens are compared in constant time.
//
// Keeps derived signing keys and buffers: once warm it allocates nothing for a request that it
// accepts. One verifier belongs to one thread.
class Verifier {
 public:
  // `keys` outlives the verifier.
  Verifier(const KeyStore& keys, Options options);
  ~Verifier();

  // The key that signed the request, or why it is refused. `now` is the server's clock.
  std::variant<const AccessKey*, Refusal> verify(const Request& request, Timestamp now);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace amity::sigv4
