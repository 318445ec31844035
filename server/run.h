#pragma once

#include "server/config.h"

#include <string>

namespace amity::server {

// Puts the service together, says `ready http://…` on standard output when it answers, and serves
// until SIGTERM or SIGINT. Returns the program's exit code; what cannot be started is said on
// standard error.
int run(Mode mode, const Config& config);

// Makes the store and the operator as `serve --init` says (identities.h), and ends.
int init(const Config& config, const std::string& identities_file);

}  // namespace amity::server
