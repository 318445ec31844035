#pragma once

#include "account/service/call_frame.h"

#include <memory>

namespace amity::account {

// The Partner Central Account API, as one I/O thread serves it. `environment` outlives it.
std::unique_ptr<awsjson::Service> make_account_service(const Environment& environment);

}  // namespace amity::account
