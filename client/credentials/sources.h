#pragma once

#include "client/credentials/credentials.h"
#include "client/settings/environment.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

// Where credentials come from, as AWS documents it. Making a source does nothing; what it reads, it
// reads anew at every fetch.
namespace amity::client {

// PEM files.
struct TlsFiles {
  std::string ca_bundle{};           // empty: AWS_CA_BUNDLE, that of the profile, the system's
  std::string client_certificate{};  // empty: none
  std::string client_key{};
};

// What sources go by.
struct SourceSettings {
  Environment environment = process_environment();
  std::optional<std::string> profile{};  // that the program named
  std::optional<std::string> region{};   // likewise; of the services that are asked on the way
  std::function<Timestamp()> clock{};    // null: the system's
  // Of the program, for STS and SSO, which are always verified.
  std::optional<bool> use_fips{};
  std::optional<bool> use_dualstack{};
  TlsFiles tls{};
};

// A role to be assumed, in the words of AssumeRole.
struct RoleToAssume {
  std::string arn;
  std::string session_name{};  // empty: one with the time in it
  std::string external_id{};   // empty: none
  int duration_seconds = 0;    // 0: the service's default
};

// AWS's order of sources, as its SDK for Java has it. Of a program that named a profile: that
// profile, the container, the instance. Else AWS_ACCESS_KEY_ID and so on,
// AWS_WEB_IDENTITY_TOKEN_FILE, the profile that the environment names or `default`, the container,
// the instance. A source that is not told of has nothing to offer; one that is and fails, ends the
// search with its error.
std::shared_ptr<CredentialsProvider> default_credentials(SourceSettings settings = {});

// These.
std::shared_ptr<CredentialsProvider> explicit_credentials(Credentials credentials);

// AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN.
std::shared_ptr<CredentialsProvider> environment_credentials(SourceSettings settings = {});

// The profile of the shared files, by whichever way it names, the first of: a role (role_arn with
// source_profile, credential_source or web_identity_token_file), SSO (the token that `aws sso
// login` left), a key, credential_process.
std::shared_ptr<CredentialsProvider> profile_credentials(SourceSettings settings = {});

// A role that the credentials of another source may assume.
std::shared_ptr<CredentialsProvider> role_credentials(std::shared_ptr<CredentialsProvider> by,
                                                      RoleToAssume role,
                                                      SourceSettings settings = {});

// AWS_WEB_IDENTITY_TOKEN_FILE, AWS_ROLE_ARN, AWS_ROLE_SESSION_NAME.
std::shared_ptr<CredentialsProvider> web_identity_credentials(SourceSettings settings = {});

// AWS_CONTAINER_CREDENTIALS_RELATIVE_URI or AWS_CONTAINER_CREDENTIALS_FULL_URI, with
// AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE or AWS_CONTAINER_AUTHORIZATION_TOKEN.
std::shared_ptr<CredentialsProvider> container_credentials(SourceSettings settings = {});

// The role of the EC2 instance, from its metadata service, version 2. Nothing to offer where none
// answers within a second.
std::shared_ptr<CredentialsProvider> instance_metadata_credentials(SourceSettings settings = {});

}  // namespace amity::client
