#pragma once

#include <sys/socket.h>

namespace amity::fetch {

// Whether the address is one that servers of the public Internet have. Not: private and shared
// networks, this host, the link, groups, addresses set aside by IANA's registries for special
// purposes, those at which clouds tell their guests secrets, and whatever hides such an address
// inside an IPv6 one. `address` is as long as its family says.
bool is_public(const sockaddr& address);

// Whether the address is this host's own, 127.0.0.0/8 or ::1; not as ::ffff:127.0.0.1.
bool is_loopback(const sockaddr& address);

}  // namespace amity::fetch
