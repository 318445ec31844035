#pragma once

#include "protocol/sigv4/sign.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

// Where a command's credentials and region come from: the environment, or the files that the AWS
// CLI and the SDKs share.
namespace amity::cli {

// The value of an environment variable; empty when it is not set. A variable that is set to nothing
// counts as not set.
using Environment = std::function<std::string(const std::string& name)>;

// What of the shared files belongs to one profile.
struct Profile {
  std::optional<sigv4::Credentials> credentials;
  std::string region;  // empty: not said
};

// The credentials to sign with, in this order: the profile that was asked for; the variables
// AMITY_ACCESS_KEY_ID, AMITY_SECRET_ACCESS_KEY, AMITY_SESSION_TOKEN; AWS_ACCESS_KEY_ID and so on;
// the profile that AWS_PROFILE names, or `default`. None when there are none. `profile` is empty
// when none was asked for. Throws Failure (configuration) when a profile that was named is not
// there or says nothing that can be used, a file cannot be understood, or a key has no secret.
std::optional<sigv4::Credentials> find_credentials(const Environment& environment,
                                                   const std::string& profile);

// The region to sign for: AMITY_REGION, AWS_REGION, AWS_DEFAULT_REGION, the profile's, us-east-1.
std::string find_region(const Environment& environment, const std::string& profile);

}  // namespace amity::cli
