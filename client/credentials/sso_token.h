#pragma once

#include "client/credentials/search.h"

#include <string>

namespace amity::client {

// Whom somebody logged in to with `aws sso login`.
struct SsoLogin {
  std::string session;    // of the section sso-session; empty: a login of the old kind
  std::string start_url;  // names the login where no session does
  std::string region;
};

// The token that the login left in ~/.aws/sso/cache. That of a session is renewed when it has less
// than a quarter of an hour, as the AWS CLI does, and written back for others to use; where it
// cannot be, the old one serves until it expires. Throws CredentialsError, ConfigurationError.
std::string sso_token(const Search& search, const SsoLogin& login);

// That nobody is logged in any more, in the AWS CLI's words.
[[noreturn]] void fail_expired_login();

}  // namespace amity::client
