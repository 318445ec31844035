#pragma once

#include "server/config.h"

#include <cstdio>
#include <string>

namespace amity::server {

struct Endpoints {
  std::string api;  // http://127.0.0.1:9480
  std::string management;
};

// What somebody who just started `amity dev` wants to know: where it is, what is off, whether data
// are kept, whom to be, and a first command to try.
void print_banner(const Config& config, const Endpoints& endpoints, std::FILE* out);

}  // namespace amity::server
