#pragma once

#include "account/operations/call.h"
#include "identity/environment.h"
#include "protocol/awsjson/clock.h"
#include "protocol/awsjson/dispatch.h"

#include <memory>

namespace amity::sts {

// What all calls of all threads share. Outlives the services.
struct Environment {
  const identity::Environment& identities;
  account::SecretSource& secrets;
  const Clock& clock;
};

// GetCallerIdentity and AssumeRole, for one I/O thread.
std::unique_ptr<awsjson::Service> make_sts_service(const Environment& environment);

}  // namespace amity::sts
