// Which of its ways to credentials a profile names.
#include "client/credentials/search.h"
#include "client/settings/plain_text.h"
#include "client/settings/settings.h"

#include <algorithm>

namespace amity::client {
namespace {

Credentials static_key(const std::string& name, const Profiles::Section& section) {
  Credentials credentials{.access_key_id = value_in(section, "aws_access_key_id"),
                          .secret_access_key = value_in(section, "aws_secret_access_key"),
                          .session_token = value_in(section, "aws_session_token"),
                          .source = "profile " + name};
  if (credentials.secret_access_key.empty())
    throw CredentialsError("Partial credentials found in profile " + name +
                           ", missing: aws_secret_access_key");
  return credentials;
}

int duration_in(const Profiles::Section& section) {
  const std::string& text = value_in(section, "duration_seconds");
  if (text.empty()) return 0;
  auto seconds = whole_number<int>(text);
  if (!seconds || *seconds <= 0)
    throw ConfigurationError("duration_seconds: '" + text + "' is no number of seconds");
  return *seconds;
}

RoleToAssume role_in(const Profiles::Section& section) {
  return {.arn = value_in(section, "role_arn"),
          .session_name = value_in(section, "role_session_name"),
          .external_id = value_in(section, "external_id"),
          .duration_seconds = duration_in(section)};
}

Credentials of_credential_source(const Search& search, const std::string& profile,
                                 const std::string& source) {
  std::optional<Credentials> found;
  if (source == "Environment")
    found = environment_key(search.settings.environment);
  else if (source == "Ec2InstanceMetadata")
    found = instance_key(search);
  else if (source == "EcsContainer")
    found = container_key(search);
  else
    throw ConfigurationError("The credential source \"" + source + "\" referenced in profile \"" +
                             profile + "\" is not valid.");
  if (!found)
    fail(source, "No credentials found in credential_source referenced in profile " + profile);
  return *found;
}

Credentials of_source_profile(const Search& search, const std::string& profile,
                              const std::string& source, std::vector<std::string> visited) {
  const Profiles::Section* section = search.profiles.profile(source);
  if (section == nullptr)
    throw ConfigurationError("The source_profile \"" + source + "\" referenced in the profile \"" +
                             profile + "\" does not exist.");
  // A role and the key that may assume it can stand in one profile; as the AWS CLI has it, the key
  // is meant then, be that profile this one or another.
  auto has = [section](const char* key) { return !value_in(*section, key).empty(); };
  if (has("role_arn") && !has("web_identity_token_file") && has("aws_access_key_id"))
    return static_key(source, *section);
  visited.push_back(profile);
  if (std::find(visited.begin(), visited.end(), source) != visited.end()) {
    std::string names;
    for (const std::string& name : visited) names += (names.empty() ? "" : ", ") + name;
    throw ConfigurationError(
        "Infinite loop in credential configuration detected. Attempting to load from profile " +
        source + " which has already been visited. Visited profiles: " + names);
  }
  auto found = profile_key(search, source, std::move(visited));
  if (!found)
    throw ConfigurationError("The source profile \"" + source + "\" must have credentials.");
  return *found;
}

Credentials role_of_profile(const Search& search, const std::string& name,
                            const Profiles::Section& section, std::vector<std::string> visited) {
  const std::string& source_profile = value_in(section, "source_profile");
  const std::string& credential_source = value_in(section, "credential_source");
  if (!value_in(section, "mfa_serial").empty())
    throw ConfigurationError("The profile \"" + name +
                             "\" has mfa_serial, but nobody can be asked here for a code; take a "
                             "session that was made with one, or credential_process.");
  if (!source_profile.empty() && !credential_source.empty())
    throw ConfigurationError("The profile \"" + name +
                             "\" contains both source_profile and credential_source.");
  if (source_profile.empty() && credential_source.empty())
    throw CredentialsError(
        "Partial credentials found in assume-role, missing: source_profile or credential_source");
  RoleToAssume role = role_in(section);
  Credentials by = source_profile.empty()
                       ? of_credential_source(search, name, credential_source)
                       : of_source_profile(search, name, source_profile, std::move(visited));
  return role_key(search, by, role);
}

}  // namespace

std::optional<Credentials> profile_key(const Search& search, const std::string& name,
                                       std::vector<std::string> visited) {
  const Profiles::Section& section = *search.profiles.profile(name);
  auto has = [&section](const char* key) { return !value_in(section, key).empty(); };
  if (has("role_arn") && has("web_identity_token_file"))
    return web_identity_key(search, value_in(section, "web_identity_token_file"), role_in(section));
  if (has("web_identity_token_file"))
    throw CredentialsError("The profile \"" + name +
                           "\" has web_identity_token_file but no role_arn.");
  if (has("role_arn")) return role_of_profile(search, name, section, std::move(visited));
  if (has("sso_account_id") || has("sso_role_name")) return sso_key(search, name, section);
  if (has("aws_access_key_id")) return static_key(name, section);
  if (has("credential_process"))
    return process_key(search, value_in(section, "credential_process"));
  if (has("login_session"))
    throw ConfigurationError(
        "The profile \"" + name +
        "\" has login_session, which is not followed here; a profile with credential_process = "
        "aws configure export-credentials --profile " +
        name + " has its credentials.");
  return std::nullopt;
}

}  // namespace amity::client
