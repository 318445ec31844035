// Roles that are assumed: by a key, or by a token of an identity provider.
#include "client/credentials/sts.h"
#include "client/settings/read_file.h"

#include <system_error>

namespace amity::client {
namespace {

Query parameters_of(const Search& search, const RoleToAssume& role) {
  std::string name = role.session_name;
  if (name.empty()) name = "amity-" + std::to_string(search.now().milliseconds);
  Query parameters = {{"RoleArn", role.arn}, {"RoleSessionName", name}};
  if (role.duration_seconds != 0)
    parameters.emplace_back("DurationSeconds", std::to_string(role.duration_seconds));
  if (!role.external_id.empty()) parameters.emplace_back("ExternalId", role.external_id);
  return parameters;
}

Credentials named(Credentials credentials, const RoleToAssume& role) {
  credentials.source = "role " + role.arn;
  return credentials;
}

std::string token_in(const std::string& path) {
  try {
    if (auto token = read_file(path)) return *token;
  } catch (const std::system_error& error) {
    fail("assume-role-with-web-identity", error.what());
  }
  fail("assume-role-with-web-identity", path + ": no such file");
}

}  // namespace

Credentials role_key(const Search& search, const Credentials& by, const RoleToAssume& role) {
  return named(ask_sts(search, "AssumeRole", parameters_of(search, role), &by), role);
}

Credentials web_identity_key(const Search& search, const std::string& token_file,
                             const RoleToAssume& role) {
  Query parameters = parameters_of(search, role);
  parameters.emplace_back("WebIdentityToken", token_in(token_file));
  return named(ask_sts(search, "AssumeRoleWithWebIdentity", parameters, nullptr), role);
}

std::optional<Credentials> web_identity_key(const Search& search) {
  std::string token_file = search.variable("AWS_WEB_IDENTITY_TOKEN_FILE");
  if (token_file.empty()) return std::nullopt;
  RoleToAssume role{.arn = search.variable("AWS_ROLE_ARN"),
                    .session_name = search.variable("AWS_ROLE_SESSION_NAME")};
  if (role.arn.empty())
    throw CredentialsError(
        "The current environment is configured to assume role with web identity but has no role "
        "ARN configured. Ensure that the AWS_ROLE_ARN env var is set.");
  return web_identity_key(search, token_file, role);
}

}  // namespace amity::client
