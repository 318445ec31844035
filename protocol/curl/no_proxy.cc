#include "protocol/curl/no_proxy.h"

#include <cstdlib>

namespace amity::curl {

std::string hosts_without_proxy() {
  std::string hosts = "localhost,127.0.0.1,::1";
  for (const char* variable : {"no_proxy", "NO_PROXY"})
    if (const char* more = std::getenv(variable)) hosts += ',' + std::string(more);
  return hosts;
}

}  // namespace amity::curl
