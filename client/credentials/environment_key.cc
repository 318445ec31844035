#include "client/credentials/search.h"

namespace amity::client {

std::optional<Credentials> environment_key(const Environment& environment) {
  Credentials credentials{.access_key_id = environment("AWS_ACCESS_KEY_ID"),
                          .secret_access_key = environment("AWS_SECRET_ACCESS_KEY"),
                          .session_token = environment("AWS_SESSION_TOKEN"),
                          .source = "environment"};
  if (credentials.access_key_id.empty()) return std::nullopt;
  if (credentials.secret_access_key.empty())
    throw CredentialsError("Partial credentials found in env, missing: AWS_SECRET_ACCESS_KEY");
  return credentials;
}

}  // namespace amity::client
