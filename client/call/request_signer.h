#pragma once

#include "client/credentials/credentials.h"
#include "client/transport/transport.h"
#include "protocol/shape/timestamp.h"
#include "protocol/sigv4/sign.h"

#include <memory>
#include <optional>
#include <string>

namespace amity::client {

// Signs requests (Signature Version 4), each with the credentials it is given, and keeps the key of
// the day as long as those stay the same. One thread.
class RequestSigner {
 public:
  RequestSigner(std::string region, std::string service);

  // Adds X-Amz-Date, X-Amz-Security-Token and Authorization; signs all headers there are.
  void sign(HttpRequest& request, const std::shared_ptr<const Credentials>& credentials,
            Timestamp at);

 private:
  sigv4::SigningOptions options_;
  std::shared_ptr<const Credentials> signs_for_;
  std::optional<sigv4::Signer> signer_;
};

}  // namespace amity::client
