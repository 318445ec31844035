#pragma once

#include <string>

namespace amity::curl {

// For CURLOPT_NOPROXY: this machine, and what no_proxy and NO_PROXY name. Whoever has a proxy for
// the Internet does not mean it for this machine.
std::string hosts_without_proxy();

}  // namespace amity::curl
