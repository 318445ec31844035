#pragma once

#include "protocol/awsjson/authenticate.h"

#include <memory>

namespace amity::admin {

// Who may use the admin API. Without `signatures`, in dev: whoever is on this machine. With it: who
// signs with a key that it knows; whose keys may, the service asks. In both cases no page of
// another site, whatever the browser that shows it can reach.
std::unique_ptr<awsjson::Authenticator> make_doorkeeper(
    std::unique_ptr<awsjson::Authenticator> signatures);

// Whether a request was sent by a page of another site. A page of ours is one whose origin is the
// host that the request names, by an address of this machine: a name can be made to lead anywhere.
bool is_foreign(const http::Request& request);

}  // namespace amity::admin
