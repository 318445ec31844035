#pragma once

#include "protocol/shape/timestamp.h"
#include "protocol/sigv4/canonical_request.h"
#include "protocol/sigv4/hash.h"
#include "protocol/sigv4/signing_key.h"

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace amity::sigv4 {

// What a client signs with.
struct Credentials {
  std::string access_key_id;
  std::string secret_access_key;
  std::string session_token = {};  // empty for a long-lived key
};

struct SigningOptions {
  std::string region = "us-east-1";
  std::string service = "partnercentral-account";
  bool normalize_path = true;
  bool content_sha256_header = false;  // add and sign X-Amz-Content-Sha256
  bool sign_session_token = true;      // false: send it unsigned, as a few services (not ours) ask
};

// Signs requests as AWS's own clients do: every header it is given is signed, but those that
// proxies change (User-Agent, Connection, X-Amzn-Trace-Id, ...). Host must be among them. Keeps the
// signing key of the day and its buffers. Throws std::length_error when more than
// kMostSignedHeaders differ. One thread.
class Signer {
 public:
  Signer(Credentials credentials, SigningOptions options);

  // The headers to add, Authorization last. X-Amz-Date, X-Amz-Security-Token and
  // X-Amz-Content-Sha256 are not added where the request has them already: they are signed as they
  // stand, so the date must be that of `at`.
  std::vector<std::pair<std::string, std::string>> sign(const Request& request, Timestamp at);

  // The target to use instead of the request's: the signature goes into the query and is good for
  // `lifetime` (whole seconds, at most seven days) from `at` on.
  std::string presign(const Request& request, Timestamp at, Duration lifetime);

  // The texts that the last call signed, for whoever must find out why a signature differs.
  const std::string& canonical_request() const { return canonical_request_.text(); }
  const std::string& string_to_sign() const { return string_to_sign_; }

 private:
  // Sets time_, credential_ and signed_headers_, from which signature() signs the complete request.
  void begin(std::span<const Field> fields, Timestamp at);
  std::string signature(const Request& request);

  Credentials credentials_;
  SigningOptions options_;
  SigningKeys keys_;
  CanonicalRequest canonical_request_;
  std::string string_to_sign_;
  std::string time_;            // 20150830T123600Z
  std::string credential_;      // AKIDEXAMPLE/20150830/us-east-1/service/aws4_request
  std::string signed_headers_;  // host;x-amz-date
};

}  // namespace amity::sigv4
