#include "client/credentials/local_server_test.h"
#include "client/credentials/source_test.h"

#include <gmock/gmock.h>

namespace amity::client {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

constexpr const char* kExpired =
    "The SSO session associated with this profile has expired or is otherwise invalid. To refresh "
    "this SSO session run aws sso login with the corresponding profile.";

class SsoKeyTest : public SourceTest {
 protected:
  SsoKeyTest() {
    variables["AWS_ENDPOINT_URL_SSO"] = portal.url();
    write(
        ".aws/config",
        "[sso-session my]\nsso_start_url = https://example.com/start\nsso_region = eu-west-1\n"
        "[profile s]\nsso_session = my\nsso_account_id = 111122223333\nsso_role_name = Read Only\n"
        "[profile old]\nsso_start_url = https://example.com/start\nsso_region = eu-west-1\n"
        "sso_account_id = 111122223333\nsso_role_name = Read\n"
        "[profile lost]\nsso_session = nobody\nsso_account_id = 1\nsso_role_name = r\n"
        "[profile half]\nsso_start_url = x\nsso_role_name = r\n");
  }
  // A login writes the token where the SHA-1 of the name says: printf my | sha1sum.
  void login(const std::string& name, const std::string& expires_at = "2026-01-31T12:00:01Z") {
    write(".aws/sso/cache/" + name + ".json",
          R"({"accessToken": "the-token", "expiresAt": ")" + expires_at + "\"}");
  }
  static std::string text_in(const std::string& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  static constexpr const char* kMy = "3ece1471f44f63177cbc35ba0b904e0c096b6783";

  std::string answer =
      response(200, R"({"roleCredentials": {"accessKeyId": "A", "secretAccessKey": "s",
               "sessionToken": "t", "expiration": 1769864400000}})");
  LocalServer portal{[this](const std::string&) { return answer; }};
};

TEST_F(SsoKeyTest, IsThatOfTheRoleForTheToken) {
  login(kMy);
  EXPECT_EQ(profile("s"), "A/s/t until 2026-01-31T13:00:00.000Z");
  EXPECT_THAT(portal.requests().at(0),
              AllOf(StartsWith("GET /federation/credentials?role_name=Read%20Only"
                               "&account_id=111122223333 HTTP/1.1\r\n"),
                    HasSubstr("\r\nx-amz-sso_bearer_token: the-token\r\n")));
}

TEST_F(SsoKeyTest, WithoutASessionTheTokenIsThatOfTheStartUrl) {
  login("b343494cf15ba6b81449840ea93161cf3b27e5e3");
  EXPECT_THAT(profile("old"), StartsWith("A/s/t"));
}

TEST_F(SsoKeyTest, WithoutAGoodTokenALoginIsAskedFor) {
  EXPECT_EQ(profile("s"),
            "Error loading SSO Token: Token for my does not exist; aws sso login makes one");
  login(kMy, "2026-01-31T12:00:00Z");
  EXPECT_EQ(profile("s"), kExpired);
  login(kMy, "2026-01-31T12:00:00UTC");
  EXPECT_EQ(profile("s"), "Error loading SSO Token: Token for my is invalid");
  EXPECT_TRUE(portal.requests().empty());
  login(kMy);
  answer = response(401, "{}");
  EXPECT_EQ(profile("s"), kExpired);
}

TEST_F(SsoKeyTest, ARefusalIsToldInItsWords) {
  login(kMy);
  answer = response(403, R"({"message": "No access"})");
  EXPECT_EQ(profile("s"), "Error when retrieving credentials from sso: status 403 No access");
  for (const char* none : {R"({"roleCredentials": {"secretAccessKey": "hidden"}})",
                           R"({"roleCredentials": {"accessKeyId": "A", "secretAccessKey": "hidden",
                               "expiration": "1769864400000 or so"}})"}) {
    answer = response(200, none);
    EXPECT_EQ(profile("s"),
              "Error when retrieving credentials from sso: an answer without credentials");
  }
}

TEST_F(SsoKeyTest, ThePortalIsThatOfItsRegion) {
  variables.erase("AWS_ENDPOINT_URL_SSO");
  variables["AWS_REGION"] = "us-east-1";
  login(kMy);
  settings.profile = "s";
  EXPECT_EQ(asked(profile_credentials(settings)),
            "https://portal.sso.eu-west-1.amazonaws.com/federation/credentials");
}

TEST_F(SsoKeyTest, ATokenThatIsSoonOverIsRenewed) {
  std::string granted = response(200, R"({"accessToken": "new-token", "expiresIn": 3600,
                                         "refreshToken": "new\"refresh"})");
  LocalServer oidc([&granted](const std::string&) { return granted; });
  variables["AWS_ENDPOINT_URL_SSO_OIDC"] = oidc.url();
  auto left = [this](const std::string& expires_at) {
    return write(
        ".aws/sso/cache/" + std::string(kMy) + ".json",
        R"({"accessToken": "the-token", "refreshToken": "r", "clientId": "c", "clientSecret":
                 "s", "registrationExpiresAt": "2026-03-01T00:00:00Z", "expiresAt": ")" +
            expires_at + "\"}");
  };
  left("2026-01-31T12:15:00Z");
  EXPECT_THAT(profile("s"), StartsWith("A/s/t"));
  EXPECT_TRUE(oidc.requests().empty());

  std::string path = left("2026-01-31T11:00:00Z");
  EXPECT_THAT(profile("s"), StartsWith("A/s/t"));
  EXPECT_THAT(portal.requests().at(1), HasSubstr("\r\nx-amz-sso_bearer_token: new-token\r\n"));
  EXPECT_THAT(oidc.requests().at(0),
              AllOf(StartsWith("POST /token HTTP/1.1\r\n"),
                    HasSubstr("\r\nContent-Type: application/json\r\n"),
                    EndsWith(R"({"grantType": "refresh_token", "clientId": "c", )"
                             R"("clientSecret": "s", "refreshToken": "r"})")));
  EXPECT_EQ(std::filesystem::status(path).permissions(), std::filesystem::perms(0600));
  EXPECT_EQ(text_in(path),
            R"({"startUrl": "https://example.com/start", "region": "eu-west-1", )"
            R"("accessToken": "new-token", "expiresAt": "2026-01-31T13:00:00.000Z", )"
            R"("clientId": "c", "clientSecret": "s", )"
            R"("registrationExpiresAt": "2026-03-01T00:00:00Z", "refreshToken": "new\"refresh"})");
  // What was written back serves.
  EXPECT_THAT(profile("s"), StartsWith("A/s/t"));
  EXPECT_EQ(oidc.requests().size(), 1U);

  granted = response(400, R"({"error": "invalid_grant"})");
  left("2026-01-31T12:00:01Z");
  EXPECT_THAT(profile("s"), StartsWith("A/s/t"));
  EXPECT_EQ(oidc.requests().size(), 2U);
  EXPECT_THAT(portal.requests().back(), HasSubstr("x-amz-sso_bearer_token: the-token\r\n"));
  left("2026-01-31T12:00:00Z");
  EXPECT_EQ(profile("s"), kExpired);
}

TEST_F(SsoKeyTest, WhoRenewsTokensIsThatOfItsRegion) {
  variables.erase("AWS_ENDPOINT_URL_SSO");
  write(".aws/sso/cache/" + std::string(kMy) + ".json",
        R"({"accessToken": "the-token", "refreshToken": "r", "clientId": "c", "clientSecret": "s",
        "registrationExpiresAt": "2026-01-31T12:00:01Z", "expiresAt": "2026-01-31T11:00:00Z"})");
  settings.profile = "s";
  EXPECT_EQ(asked(profile_credentials(settings)), "https://oidc.eu-west-1.amazonaws.com/token");
  settings.clock = [] { return kNow + seconds(1); };  // the registration is over as well
  EXPECT_EQ(asked(profile_credentials(settings)), kExpired);
}

TEST_F(SsoKeyTest, APasswordOfThePortalIsNotTold) {
  login(kMy);
  variables["AWS_ENDPOINT_URL_SSO"] = "https://me:hidden@portal";
  EXPECT_EQ(profile("s"), "Invalid endpoint: https://portal");
}

TEST_F(SsoKeyTest, WhatIsMissingIsTold) {
  EXPECT_EQ(profile("lost"), "The specified sso-session does not exist: \"nobody\"");
  EXPECT_EQ(profile("half"),
            "The profile \"half\" is configured to use SSO but is missing required configuration: "
            "sso_region, sso_account_id");
}

}  // namespace
}  // namespace amity::client
