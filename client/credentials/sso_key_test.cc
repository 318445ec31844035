#include "client/credentials/local_server_test.h"
#include "client/credentials/source_test.h"

#include <gmock/gmock.h>

namespace amity::client {
namespace {

using testing::AllOf;
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
  answer = response(200, R"({"roleCredentials": {"secretAccessKey": "hidden"}})");
  EXPECT_EQ(profile("s"),
            "Error when retrieving credentials from sso: an answer without credentials");
}

TEST_F(SsoKeyTest, ThePortalIsThatOfItsRegion) {
  variables.erase("AWS_ENDPOINT_URL_SSO");
  variables["AWS_REGION"] = "us-east-1";
  login(kMy);
  settings.profile = "s";
  EXPECT_EQ(asked(profile_credentials(settings)),
            "https://portal.sso.eu-west-1.amazonaws.com/federation/credentials");
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
