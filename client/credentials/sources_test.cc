#include "client/credentials/sources.h"

#include "client/credentials/local_server_test.h"
#include "client/credentials/source_test.h"

#include <gmock/gmock.h>

namespace amity::client {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

std::string key_named(const std::string& name) {
  return response(200,
                  R"({"AccessKeyId": ")" + name + R"(", "SecretAccessKey": "s", "Token": "t"})");
}

class DefaultCredentials : public SourceTest {
 protected:
  std::string found() { return fetched(default_credentials(settings)); }
};

TEST_F(DefaultCredentials, MayBeNone) { EXPECT_EQ(found(), "none"); }

TEST_F(DefaultCredentials, AreOfTheFirstSourceThatIsToldOf) {
  LocalServer metadata([](const std::string& request) {
    if (request.starts_with("PUT")) return response(200, "token");
    return request.find("credentials/ ") != std::string::npos ? response(200, "role")
                                                              : key_named("INSTANCE");
  });
  variables.erase("AWS_EC2_METADATA_DISABLED");
  variables["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = metadata.url();
  EXPECT_THAT(found(), StartsWith("INSTANCE/"));

  LocalServer container([](const std::string&) { return key_named("CONTAINER"); });
  variables["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = container.url();
  EXPECT_THAT(found(), StartsWith("CONTAINER/"));

  write(".aws/config",
        "[default]\naws_access_key_id = DEFAULT\naws_secret_access_key = s\n"
        "[profile named]\naws_access_key_id = NAMED\naws_secret_access_key = s\n"
        "[profile empty]\nregion = eu-west-1\n");
  EXPECT_THAT(found(), StartsWith("DEFAULT/"));
  variables["AWS_PROFILE"] = "named";
  EXPECT_THAT(found(), StartsWith("NAMED/"));
  variables["AWS_PROFILE"] = "empty";
  EXPECT_THAT(found(), StartsWith("CONTAINER/"));

  LocalServer sts([](const std::string&) {
    return response(200,
                    "<AccessKeyId>WEB</AccessKeyId><SecretAccessKey>s</SecretAccessKey>"
                    "<SessionToken>t</SessionToken>"
                    "<Expiration>2026-01-31T13:00:00Z</Expiration>");
  });
  variables["AWS_ENDPOINT_URL_STS"] = sts.url();
  variables["AWS_WEB_IDENTITY_TOKEN_FILE"] = write("token", "x");
  variables["AWS_ROLE_ARN"] = "arn:aws:iam::1:role/r";
  variables["AWS_ROLE_SESSION_NAME"] = "me";
  EXPECT_THAT(found(), StartsWith("WEB/"));
  EXPECT_THAT(sts.requests().at(0), HasSubstr("&RoleSessionName=me&"));

  variables["AWS_ACCESS_KEY_ID"] = "ENVIRONMENT";
  variables["AWS_SECRET_ACCESS_KEY"] = "s";
  variables["AWS_SESSION_TOKEN"] = "et";
  EXPECT_EQ(found(), "ENVIRONMENT/s/et");

  settings.profile = "named";
  EXPECT_THAT(found(), StartsWith("NAMED/"));
}

TEST_F(DefaultCredentials, ASourceThatIsToldOfAndFailsEndsTheSearch) {
  write(".aws/credentials", "[default]\naws_access_key_id = A\naws_secret_access_key = s\n");
  variables["AWS_ACCESS_KEY_ID"] = "half";
  EXPECT_EQ(found(), "Partial credentials found in env, missing: AWS_SECRET_ACCESS_KEY");
  variables.erase("AWS_ACCESS_KEY_ID");

  variables["AWS_WEB_IDENTITY_TOKEN_FILE"] = "/no/such";
  EXPECT_THAT(found(), HasSubstr("no role ARN configured"));
  variables["AWS_ROLE_ARN"] = "arn";
  EXPECT_THAT(found(), HasSubstr("/no/such"));
  variables.erase("AWS_WEB_IDENTITY_TOKEN_FILE");

  variables["AWS_PROFILE"] = "nobody";
  EXPECT_EQ(found(), "The config profile (nobody) could not be found");
  variables.erase("AWS_PROFILE");
  write(".aws/config", "what\n");
  EXPECT_THAT(found(), StartsWith("Unable to parse config file: "));
}

TEST_F(DefaultCredentials, AKeyOfTheEnvironmentNeedsNoFile) {
  write(".aws/config", "what\n");
  variables["AWS_ACCESS_KEY_ID"] = "A";
  variables["AWS_SECRET_ACCESS_KEY"] = "s";
  EXPECT_EQ(found(), "A/s/");
  EXPECT_EQ(fetched(environment_credentials(settings)), "A/s/");
}

TEST_F(DefaultCredentials, NothingGoesIntoAHeaderThatIsNoKey) {
  variables["AWS_SECRET_ACCESS_KEY"] = "hidden";
  for (const char* id : {"A\r\nX-Other: 1", "A B", "\xc3\xa4"}) {
    variables["AWS_ACCESS_KEY_ID"] = id;
    EXPECT_EQ(found(), "The credentials of the environment have characters that no key has");
  }
}

TEST(ExplicitCredentials, AreThose) {
  auto source = explicit_credentials({.access_key_id = "A", .secret_access_key = "s"});
  EXPECT_EQ(source->fetch({})->access_key_id, "A");
  EXPECT_EQ(source->fetch({})->source, "program");
}

}  // namespace
}  // namespace amity::client
