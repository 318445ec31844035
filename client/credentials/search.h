#pragma once

#include "client/credentials/sources.h"
#include "client/settings/profiles.h"
#include "client/settings/settings.h"

#include <stop_token>
#include <vector>

// The single sources; each has a file of its own. All of them throw CredentialsError or
// ConfigurationError, and have nothing to offer where they are not told of.
namespace amity::client {

// One search for credentials.
struct Search {
  const SourceSettings& settings;
  Profiles profiles;
  std::stop_token stop;

  Timestamp now() const;
  std::string variable(const char* name) const { return settings.environment(name); }
};

// "Error when retrieving credentials from container-role: …", in the AWS CLI's words.
[[noreturn]] void fail(std::string_view source, const std::string& why);

std::optional<Credentials> environment_key(const Environment& environment);

// What a profile says, `visited` being those that led to it. The profile is there.
std::optional<Credentials> profile_key(const Search& search, const std::string& name,
                                       std::vector<std::string> visited = {});

// What `credential_process` prints.
Credentials process_key(const Search& search, const std::string& command);

// By the token that `aws sso login` left, as the profile says whose section that is.
Credentials sso_key(const Search& search, const std::string& profile,
                    const Profiles::Section& section);

// Those of AssumeRole.
Credentials role_key(const Search& search, const Credentials& by, const RoleToAssume& role);
// Those of AssumeRoleWithWebIdentity, for the token in a file.
Credentials web_identity_key(const Search& search, const std::string& token_file,
                             const RoleToAssume& role);
std::optional<Credentials> web_identity_key(const Search& search);  // as the environment says

std::optional<Credentials> container_key(const Search& search);
std::optional<Credentials> instance_key(const Search& search);

}  // namespace amity::client
