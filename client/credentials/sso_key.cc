// IAM Identity Center: the token that `aws sso login` left is exchanged for a role's credentials.
#include "client/credentials/inquiry.h"
#include "client/credentials/key_document.h"
#include "client/credentials/search.h"
#include "client/settings/endpoint.h"
#include "client/settings/read_file.h"
#include "client/settings/settings.h"
#include "client/settings/url.h"
#include "protocol/sigv4/canonical_request.h"
#include "protocol/sigv4/hash.h"

#include <openssl/evp.h>

#include <charconv>
#include <system_error>

namespace amity::client {
namespace {

constexpr ServiceNames kNames{.endpoint_variable = "AWS_ENDPOINT_URL_SSO", .services_key = "sso"};

constexpr const char* kExpired =
    "The SSO session associated with this profile has expired or is otherwise invalid. To refresh "
    "this SSO session run aws sso login with the corresponding profile.";

struct Login {
  std::string token_name;  // of the session, or the start URL: the token's file is called by it
  std::string region;
  std::string account;
  std::string role;
};

Login login_of(const Search& search, const std::string& profile, const Profiles::Section& section) {
  const std::string& session_name = value_in(section, "sso_session");
  const Profiles::Section* session = &section;
  if (!session_name.empty()) session = search.profiles.sso_session(session_name);
  if (session == nullptr)
    throw ConfigurationError("The specified sso-session does not exist: \"" + session_name + '"');
  std::string missing;
  auto need = [&missing](const Profiles::Section& in, const char* key) {
    const std::string& value = value_in(in, key);
    if (value.empty()) missing += (missing.empty() ? "" : ", ") + std::string(key);
    return value;
  };
  std::string start_url = need(*session, "sso_start_url");
  Login login{.token_name = session_name.empty() ? start_url : session_name,
              .region = need(*session, "sso_region"),
              .account = need(section, "sso_account_id"),
              .role = need(section, "sso_role_name")};
  if (!missing.empty())
    throw ConfigurationError(
        "The profile \"" + profile +
        "\" is configured to use SSO but is missing required configuration: " + missing);
  return login;
}

std::string sha1_hex(const std::string& text) {
  std::array<unsigned char, 20> digest{};
  EVP_Digest(text.data(), text.size(), digest.data(), nullptr, EVP_sha1(), nullptr);
  std::string hex;
  sigv4::append_hex({reinterpret_cast<const char*>(digest.data()), digest.size()}, hex);
  return hex;
}

std::string token_of(const Search& search, const std::string& name) {
  std::string path = search.variable("HOME") + "/.aws/sso/cache/" + sha1_hex(name) + ".json";
  std::optional<std::string> json;
  try {
    json = read_file(path);
  } catch (const std::system_error& error) {
    throw CredentialsError("Error loading SSO Token: " + std::string(error.what()));
  }
  if (!json)
    throw CredentialsError("Error loading SSO Token: Token for " + name +
                           " does not exist; aws sso login makes one");
  auto document = KeyDocument::read(*json);
  std::string token = document ? document->text("accessToken") : "";
  auto expires_at = document ? parse_iso8601(document->text("expiresAt")) : std::nullopt;
  if (token.empty() || !expires_at || token.find_first_of("\r\n") != std::string::npos)
    throw CredentialsError("Error loading SSO Token: Token for " + name + " is invalid");
  if (*expires_at <= search.now()) throw CredentialsError(kExpired);
  return token;
}

std::string url_of(const Settings& settings, const Login& login) {
  std::string url = settings.endpoint_url;
  if (url.empty())
    url.append("https://portal.sso.")
        .append(login.region)
        .append(".")
        .append(partition_of(login.region).dns_suffix);
  if (!read_url(url)) throw ConfigurationError("Invalid endpoint: " + without_user_info(url));
  while (url.ends_with('/')) url.pop_back();
  url += "/federation/credentials?role_name=";
  sigv4::append_uri_encoded(login.role, false, url);
  url += "&account_id=";
  sigv4::append_uri_encoded(login.account, false, url);
  return url;
}

}  // namespace

Credentials sso_key(const Search& search, const std::string& profile,
                    const Profiles::Section& section) {
  Login login = login_of(search, profile, section);
  const SourceSettings& given = search.settings;
  Settings settings = resolve_settings({.profile = given.profile, .region = login.region}, kNames,
                                       given.environment, search.profiles);
  Inquiry inquiry{.url = url_of(settings, login),
                  .headers = {{"x-amz-sso_bearer_token", token_of(search, login.token_name)}},
                  .tls = search.tls(settings),
                  .by_proxy = true};
  Reply reply = ask(inquiry, search.stop);
  if (reply.status == 0) fail("sso", reply.failure);
  if (reply.status == 401) throw CredentialsError(kExpired);
  if (reply.status != 200) {
    auto refusal = KeyDocument::read(reply.body);
    fail("sso", "status " + std::to_string(reply.status) +
                    (refusal ? " " + refusal->text("message") : ""));
  }
  auto document = KeyDocument::read(reply.body, "roleCredentials");
  if (!document) fail("sso", "an answer without credentials");
  Credentials credentials{.access_key_id = document->text("accessKeyId"),
                          .secret_access_key = document->text("secretAccessKey"),
                          .session_token = document->text("sessionToken"),
                          .source = "SSO of profile " + profile};
  const std::string& expiration = document->text("expiration");
  Timestamp expires_at;
  auto [stop, failure] = std::from_chars(expiration.data(), expiration.data() + expiration.size(),
                                         expires_at.milliseconds);
  if (credentials.access_key_id.empty() || credentials.secret_access_key.empty() ||
      failure != std::errc())
    fail("sso", "an answer without credentials");
  credentials.expires_at = expires_at;
  return credentials;
}

}  // namespace amity::client
