// IAM Identity Center: the token that `aws sso login` left is exchanged for a role's credentials.
#include "client/credentials/inquiry.h"
#include "client/credentials/key_document.h"
#include "client/credentials/search.h"
#include "client/credentials/service.h"
#include "client/credentials/sso_token.h"
#include "client/settings/plain_text.h"
#include "protocol/sigv4/canonical_request.h"

#include <system_error>

namespace amity::client {
namespace {

constexpr ServiceNames kNames{.endpoint_variable = "AWS_ENDPOINT_URL_SSO", .services_key = "sso"};

struct Login {
  SsoLogin by;
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
  std::string region = need(*session, "sso_region");
  Login login{.by = {.session = session_name, .start_url = start_url, .region = region},
              .account = need(section, "sso_account_id"),
              .role = need(section, "sso_role_name")};
  if (!missing.empty())
    throw ConfigurationError(
        "The profile \"" + profile +
        "\" is configured to use SSO but is missing required configuration: " + missing);
  return login;
}

std::string url_of(const Service& portal, const Login& login) {
  std::string url = portal.url + "/federation/credentials?role_name=";
  sigv4::append_uri_encoded(login.role, false, url);
  url += "&account_id=";
  sigv4::append_uri_encoded(login.account, false, url);
  return url;
}

}  // namespace

Credentials sso_key(const Search& search, const std::string& profile,
                    const Profiles::Section& section) {
  Login login = login_of(search, profile, section);
  Service portal = find_service(search, kNames, "portal.sso", login.by.region);
  Inquiry inquiry{.url = url_of(portal, login),
                  .headers = {{"x-amz-sso_bearer_token", sso_token(search, login.by)}},
                  .tls = portal.tls,
                  .by_proxy = true};
  Reply reply = ask(inquiry, search.stop);
  if (reply.status == 0) fail("sso", reply.failure);
  if (reply.status == 401) fail_expired_login();
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
  auto expiration = whole_number<std::int64_t>(document->text("expiration"));
  if (credentials.access_key_id.empty() || credentials.secret_access_key.empty() || !expiration)
    fail("sso", "an answer without credentials");
  credentials.expires_at = Timestamp{*expiration};
  return credentials;
}

}  // namespace amity::client
