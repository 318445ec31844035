#pragma once

#include "server/config.h"

namespace amity::server {

enum class Mode { dev, serve };

// Puts the service together, says `ready http://…` on standard output when it answers, and serves
// until SIGTERM or SIGINT. Returns the program's exit code; what cannot be started is said on
// standard error.
int run(Mode mode, Config config);

}  // namespace amity::server
