#include "client/credentials/local_server_test.h"
#include "client/credentials/source_test.h"

#include <gmock/gmock.h>

namespace amity::client {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr const char* kKey =
    R"({"AccessKeyId": "A", "SecretAccessKey": "s", "Token": "t", "Expiration": "2026-01-31T13:00:00Z"})";

class ContainerKeyTest : public SourceTest {
 protected:
  std::string key() { return fetched(container_credentials(settings)); }
  std::string key_at(const std::string& url) {
    variables["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = url;
    return key();
  }
};

TEST_F(ContainerKeyTest, IsAskedForWhereTheEnvironmentSays) {
  EXPECT_EQ(key(), "none");
  LocalServer agent([](const std::string&) { return response(200, kKey); });
  EXPECT_EQ(key_at(agent.url() + "/role?x"), "A/s/t until 2026-01-31T13:00:00.000Z");
  EXPECT_THAT(agent.requests().at(0),
              AllOf(StartsWith("GET /role?x HTTP/1.1\r\n"), Not(HasSubstr("Authorization"))));
}

TEST_F(ContainerKeyTest, TheTokenGoesWithIt) {
  LocalServer agent([](const std::string&) { return response(200, kKey); });
  variables["AWS_CONTAINER_AUTHORIZATION_TOKEN"] = "Basic eA==";
  key_at(agent.url());
  EXPECT_THAT(agent.requests().at(0), HasSubstr("\r\nAuthorization: Basic eA==\r\n"));
  variables["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] = write("token", "of the file");
  key_at(agent.url());
  EXPECT_THAT(agent.requests().at(1), HasSubstr("\r\nAuthorization: of the file\r\n"));

  const std::string from = "Error when retrieving credentials from container-role: ";
  variables["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] = write("token", "two\nlines");
  EXPECT_EQ(key(), from + "Auth token value is not a legal header value");
  variables["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] = "/no/such";
  EXPECT_EQ(key(), from + "/no/such: no such file");
  EXPECT_EQ(agent.requests().size(), 2U);
}

TEST_F(ContainerKeyTest, OnlyAgentsAreAskedInTheClear) {
  for (const char* url : {"http://example.com/", "http://169.254.170.3/", "http://127.0.0.1.nip.io",
                          "http://localhost.example.com", "http://[fd00:ec2::24]/"})
    EXPECT_THAT(key_at(url), StartsWith("Unsupported host '")) << url;
  EXPECT_THAT(key_at("http://me:hidden@127.0.0.1/"),
              StartsWith("Unsupported host 'http://127.0.0.1/'"));
  EXPECT_EQ(key_at("file:///etc/passwd").substr(0, 16), "Unsupported host");
}

TEST_F(ContainerKeyTest, TheAgentOfEcsIsAskedForAPath) {
  variables["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = "http://127.0.0.1/";
  std::string& path = variables["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"];
  path = "/v2/credentials/x?y";
  EXPECT_EQ(asked(container_credentials(settings)), "http://169.254.170.2/v2/credentials/x");
  for (const char* host : {"@example.com/", ".example.com/", "0/"}) {
    path = host;
    EXPECT_THAT(key(), StartsWith("Unsupported host '")) << host;
  }
}

TEST_F(ContainerKeyTest, AgentsAreAskedInTheClearOthersByHttps) {
  for (const char* url :
       {"http://169.254.170.2/", "http://169.254.170.23/", "http://localhost/",
        "http://[fd00:ec2::23]/", "http://127.0.0.9/", "http://[::1]:9/", "https://example.com/"}) {
    variables["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = url;
    EXPECT_EQ(asked(container_credentials(settings)), url);
  }
}

TEST_F(ContainerKeyTest, ARefusalIsToldInItsWords) {
  const std::string from = "Error when retrieving credentials from container-role: ";
  LocalServer agent([](const std::string& request) {
    return request.starts_with("GET /denied ")
               ? response(403, R"({"code": "AccessDenied", "message": "not you"})")
               : response(200, R"({"SecretAccessKey": "hidden"})");
  });
  EXPECT_EQ(key_at(agent.url() + "/denied"), from + "status 403 not you");
  EXPECT_EQ(key_at(agent.url() + "/none"), from + "an answer without credentials");
}

}  // namespace
}  // namespace amity::client
