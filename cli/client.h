#pragma once

#include "cli/api.h"
#include "cli/config.h"
#include "client/call/caller.h"

#include <ostream>
#include <string>

namespace amity::cli {

// One API, where and as whom a command means it. One thread.
class Client {
 public:
  // Finds out, where an API may do without a signature, whether there are credentials. Tells
  // `debug`, where there is one, of each call: never a body, a secret or a signature, since answers
  // hold secrets too; it and the API have to outlive the client. Throws Failure (configuration).
  Client(const Api& api, Destination destination, std::ostream* debug);

  // The answer, a JSON object. A refusal throws Failure (service) in the AWS CLI's words; no
  // answer at all, Failure (other); no credentials, Failure (configuration).
  std::string call(const shape::Operation& operation, const std::string& request) const;

 private:
  const Api& api_;
  Destination destination_;
  std::ostream* debug_;
  client::Caller caller_;
};

}  // namespace amity::cli
