#pragma once

#include "client/credentials/search.h"

#include <optional>
#include <string>
#include <string_view>

namespace amity::client {

// A service of AWS that is asked on the way to credentials: where, and what is trusted there.
struct Service {
  std::string region;
  std::string url;  // without a slash at its end; read_url takes it
  TlsFiles tls;
};

// As the program, the environment and the profile say, else by the endpoint rules that STS and
// IAM Identity Center have in common. `region` is empty where nobody said one of the service's own.
// Throws ConfigurationError.
Service find_service(const Search& search, const ServiceNames& names, std::string_view host_prefix,
                     const std::optional<std::string>& region);

}  // namespace amity::client
