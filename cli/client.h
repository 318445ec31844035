#pragma once

#include "cli/api.h"
#include "cli/transport.h"
#include "protocol/sigv4/sign.h"

#include <optional>
#include <ostream>
#include <string>

namespace amity::cli {

// Calls operations of one API at one endpoint: AWS JSON 1.0, signed where there are credentials.
// One thread.
class Client {
 public:
  // Tells `debug`, where there is one, of each call: never a body, a secret or a signature, since
  // answers hold secrets too. Both references have to outlive the client.
  Client(const Api& api, Endpoint endpoint, std::optional<sigv4::Credentials> credentials,
         std::string region, std::ostream* debug);

  // The answer, a JSON object. A refusal throws Failure (service) in the AWS CLI's words; no
  // answer at all, Failure (other).
  std::string call(const shape::Operation& operation, const std::string& request);

 private:
  const Api& api_;
  Transport transport_;
  std::string access_key_id_;  // empty: unsigned
  std::optional<sigv4::Signer> signer_;
  std::ostream* debug_;
};

}  // namespace amity::cli
