#pragma once

#include "protocol/awsjson/address_throttle.h"
#include "protocol/awsjson/authenticate.h"
#include "protocol/sigv4/verify.h"
#include "server/config.h"
#include "server/identities.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

// Who finds out who calls, for one I/O thread of a listener.
namespace amity::server {

// The keys of a seed, by their ids: in dev only.
struct HashOfId : std::hash<std::string_view> {
  using is_transparent = void;
};
using SeedKeys = std::unordered_map<std::string, sigv4::AccessKey, HashOfId, std::equal_to<>>;
SeedKeys by_id(std::vector<sigv4::AccessKey> keys);

// For the API, and for STS beside it. `identities`, `seed_keys` and `throttle` outlive it.
std::unique_ptr<awsjson::Authenticator> api_authenticator(const Config& config,
                                                          const Identities& identities,
                                                          const SeedKeys& seed_keys,
                                                          awsjson::AddressThrottle& throttle);
std::unique_ptr<awsjson::Authenticator> sts_authenticator(const Config& config,
                                                          const Identities& identities,
                                                          const SeedKeys& seed_keys,
                                                          awsjson::AddressThrottle& throttle);

// For the admin API: in dev whoever is on this machine, in serve the operator's account.
std::unique_ptr<awsjson::Authenticator> admin_authenticator(Mode mode, const Config& config,
                                                            const Identities& identities,
                                                            awsjson::AddressThrottle& throttle);

}  // namespace amity::server
