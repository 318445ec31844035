#include "protocol/curl/no_proxy.h"

#include <cstdlib>
#include <string_view>

namespace amity::curl {

std::string hosts_without_proxy() {
  std::string hosts = "localhost,127.0.0.1,::1";
  for (const char* variable : {"no_proxy", "NO_PROXY"}) {
    const char* more = std::getenv(variable);
    if (more == nullptr) continue;
    if (std::string_view(more) == "*")
      return "*";  // libcurl takes it for all only when it is alone
    hosts.append(",").append(more);
  }
  return hosts;
}

}  // namespace amity::curl
