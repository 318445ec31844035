#include "client/credentials/local_server_test.h"
#include "client/credentials/source_test.h"

#include <gmock/gmock.h>

namespace amity::client {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

// The next session: with the name of the role, and of the key that asked.
std::string session(const std::string& request) {
  auto between = [&request](std::string_view begin, std::string_view end) {
    std::size_t at = request.find(begin);
    if (at == std::string::npos) return std::string("nobody");
    at += begin.size();
    return request.substr(at, request.find(end, at) - at);
  };
  return response(
      200,
      "<R xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><A><Credentials>\n<AccessKeyId>" +
          between("%3Arole%2F", "&") + "-by-" + between("Credential=", "/") +
          "</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>"
          "<Expiration>2026-01-31T13:00:00Z</Expiration></Credentials></A></R>");
}

class ProfileKeyTest : public SourceTest {
 protected:
  void config(std::string_view text) { write(".aws/config", text); }
};

TEST_F(ProfileKeyTest, AKeyIsInTheProfile) {
  write(".aws/credentials",
        "[a]\naws_access_key_id = A\naws_secret_access_key = s\n[b]\naws_access_key_id = B\n"
        "aws_secret_access_key = s\naws_session_token = t\n[half]\naws_access_key_id = H\n"
        "[bent]\naws_access_key_id = A B\naws_secret_access_key = hidden\n");
  config("[profile empty]\nregion = x-1\n[profile login]\nlogin_session = arn:aws:iam::1:user/a\n");
  EXPECT_EQ(profile("a"), "A/s/");
  EXPECT_EQ(profile("b"), "B/s/t");
  EXPECT_EQ(profile("empty"), "none");
  EXPECT_EQ(profile("half"),
            "Partial credentials found in profile half, missing: aws_secret_access_key");
  EXPECT_EQ(profile("bent"), "The credentials of the profile bent have characters that no key has");
  EXPECT_THAT(profile("login"), HasSubstr("aws configure export-credentials --profile login"));
  EXPECT_EQ(profile("nobody"), "The config profile (nobody) could not be found");
}

TEST_F(ProfileKeyTest, NobodyHasToNameOne) {
  EXPECT_EQ(fetched(profile_credentials(settings)), "none");
  write(".aws/credentials", "[default]\naws_access_key_id = A\naws_secret_access_key = s\n");
  EXPECT_EQ(fetched(profile_credentials(settings)), "A/s/");
  variables["AWS_PROFILE"] = "nobody";
  EXPECT_EQ(fetched(profile_credentials(settings)),
            "The config profile (nobody) could not be found");
}

TEST_F(ProfileKeyTest, ARoleIsAssumedByAnotherProfile) {
  LocalServer sts(session);
  variables["AWS_ENDPOINT_URL_STS"] = sts.url();
  config(
      "[profile key]\naws_access_key_id = K\naws_secret_access_key = s\n"
      "[profile one]\nrole_arn = arn:aws:iam::1:role/one\nsource_profile = key\nregion = "
      "eu-west-1\n"
      "role_session_name = me\nexternal_id = a b&c\nduration_seconds = 900\n"
      "[profile two]\nrole_arn = arn:aws:iam::1:role/two\nsource_profile = one\n");
  EXPECT_EQ(profile("one"), "one-by-K/s/t until 2026-01-31T13:00:00.000Z");
  EXPECT_THAT(
      sts.requests().at(0),
      AllOf(StartsWith("POST / HTTP/1.1\r\n"),
            HasSubstr("\r\nContent-Type: application/x-www-form-urlencoded; charset=utf-8\r\n"),
            HasSubstr("\r\nX-Amz-Date: 20260131T120000Z\r\n"),
            HasSubstr("Credential=K/20260131/eu-west-1/sts/aws4_request"),
            EndsWith("\r\n\r\nAction=AssumeRole&Version=2011-06-15"
                     "&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fone&RoleSessionName=me"
                     "&DurationSeconds=900&ExternalId=a%20b%26c")));

  EXPECT_EQ(profile("two"), "two-by-one-by-K/s/t until 2026-01-31T13:00:00.000Z");
  EXPECT_THAT(sts.requests().at(2),
              AllOf(HasSubstr("\r\nX-Amz-Security-Token: t\r\n"), HasSubstr("/us-east-1/sts/"),
                    EndsWith("&RoleSessionName=amity-1769860800000")));
}

TEST_F(ProfileKeyTest, StsIsThatOfTheRegion) {
  config(
      "[profile r]\nrole_arn = r\nsource_profile = r\naws_access_key_id = K\n"
      "aws_secret_access_key = s\n");
  settings.profile = "r";
  auto sts = [this] { return asked(profile_credentials(settings)); };
  EXPECT_EQ(sts(), "https://sts.us-east-1.amazonaws.com");
  variables["AWS_REGION"] = "eu-west-1";
  EXPECT_EQ(sts(), "https://sts.eu-west-1.amazonaws.com");
  variables["AWS_USE_DUALSTACK_ENDPOINT"] = "true";
  EXPECT_EQ(sts(), "https://sts.eu-west-1.api.aws");
  settings.region = "cn-north-1";
  variables["AWS_USE_DUALSTACK_ENDPOINT"] = "false";
  EXPECT_EQ(sts(), "https://sts.cn-north-1.amazonaws.com.cn");
  settings.region = "us-west-2";
  variables["AWS_USE_FIPS_ENDPOINT"] = "true";
  EXPECT_EQ(sts(), "https://sts-fips.us-west-2.amazonaws.com");
  settings.region = "us-gov-west-1";
  EXPECT_EQ(sts(), "https://sts.us-gov-west-1.amazonaws.com");
  settings.use_dualstack = true;
  EXPECT_EQ(sts(), "https://sts-fips.us-gov-west-1.api.aws");
  settings.use_fips = false;
  EXPECT_EQ(sts(), "https://sts.us-gov-west-1.api.aws");
}

TEST_F(ProfileKeyTest, ARoleAndItsKeyMayStandTogether) {
  LocalServer sts(session);
  variables["AWS_ENDPOINT_URL"] = sts.url();
  config(
      "[profile self]\naws_access_key_id = K\naws_secret_access_key = s\n"
      "role_arn = arn:aws:iam::1:role/r\nsource_profile = self\n"
      "[profile other]\nrole_arn = arn:aws:iam::1:role/o\nsource_profile = self\n");
  EXPECT_EQ(profile("self"), "r-by-K/s/t until 2026-01-31T13:00:00.000Z");
  EXPECT_EQ(profile("other"), "o-by-K/s/t until 2026-01-31T13:00:00.000Z");
}

TEST_F(ProfileKeyTest, ARoleIsAssumedByACredentialSource) {
  LocalServer sts(session);
  LocalServer container([](const std::string&) {
    return response(200, R"({"AccessKeyId": "C", "SecretAccessKey": "s", "Token": "t"})");
  });
  variables["AWS_ENDPOINT_URL_STS"] = sts.url();
  config(
      "[profile e]\nrole_arn = arn:aws:iam::1:role/r\ncredential_source = Environment\n"
      "[profile c]\nrole_arn = arn:aws:iam::1:role/r\ncredential_source = EcsContainer\n"
      "[profile i]\nrole_arn = arn:aws:iam::1:role/r\ncredential_source = Ec2InstanceMetadata\n"
      "[profile x]\nrole_arn = arn:aws:iam::1:role/r\ncredential_source = Elsewhere\n");
  EXPECT_EQ(profile("e"),
            "Error when retrieving credentials from Environment: No credentials found in "
            "credential_source referenced in profile e");
  variables["AWS_ACCESS_KEY_ID"] = "E";
  variables["AWS_SECRET_ACCESS_KEY"] = "s";
  variables["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = container.url();
  EXPECT_THAT(profile("e"), StartsWith("r-by-E/"));
  EXPECT_THAT(profile("c"), StartsWith("r-by-C/"));
  EXPECT_THAT(profile("i"), HasSubstr("from Ec2InstanceMetadata: No credentials found"));
  EXPECT_EQ(profile("x"),
            "The credential source \"Elsewhere\" referenced in profile \"x\" is not valid.");
}

TEST_F(ProfileKeyTest, ARoleThatNobodyCanAssumeIsTold) {
  config(
      "[profile alone]\nrole_arn = r\n"
      "[profile both]\nrole_arn = r\nsource_profile = alone\ncredential_source = Environment\n"
      "[profile missing]\nrole_arn = r\nsource_profile = nobody\n"
      "[profile empty]\nregion = x\n[profile of-empty]\nrole_arn = r\nsource_profile = empty\n"
      "[profile a]\nrole_arn = r\nsource_profile = b\n"
      "[profile b]\nrole_arn = r\nsource_profile = a\n"
      "[profile self]\nrole_arn = r\nsource_profile = self\n"
      "[profile code]\nrole_arn = r\nsource_profile = a\nmfa_serial = m\n"
      "[profile time]\nrole_arn = r\nsource_profile = key\nduration_seconds = 1h\n"
      "[profile key]\naws_access_key_id = K\naws_secret_access_key = s\n");
  EXPECT_EQ(profile("alone"),
            "Partial credentials found in assume-role, missing: source_profile or "
            "credential_source");
  EXPECT_EQ(profile("both"),
            "The profile \"both\" contains both source_profile and credential_source.");
  EXPECT_EQ(profile("missing"),
            "The source_profile \"nobody\" referenced in the profile \"missing\" does not exist.");
  EXPECT_EQ(profile("of-empty"), "The source profile \"empty\" must have credentials.");
  EXPECT_EQ(profile("a"),
            "Infinite loop in credential configuration detected. Attempting to load from profile "
            "a which has already been visited. Visited profiles: a, b");
  EXPECT_THAT(profile("self"), HasSubstr("Visited profiles: self"));
  EXPECT_THAT(profile("code"), HasSubstr("has mfa_serial"));
  EXPECT_EQ(profile("time"), "duration_seconds: '1h' is no number of seconds");
}

TEST_F(ProfileKeyTest, WhatStsRefusesIsToldInItsWords) {
  LocalServer sts([](const std::string&) {
    return response(403,
                    "<ErrorResponse><Error><Code>AccessDenied</Code><Message>User &quot;a&quot; "
                    "is not &lt;allowed&gt; &amp;lt;</Message></Error></ErrorResponse>");
  });
  variables["AWS_ENDPOINT_URL_STS"] = sts.url();
  config(
      "[profile r]\nrole_arn = r\nsource_profile = r\naws_access_key_id = K\n"
      "aws_secret_access_key = hidden\n");
  EXPECT_EQ(profile("r"),
            "An error occurred (AccessDenied) when calling the AssumeRole operation: User \"a\" is "
            "not <allowed> &lt;");
}

TEST_F(ProfileKeyTest, AClockThatIsWrongIsCorrectedOnce) {
  bool never = false;
  LocalServer sts([&never](const std::string& request) {
    if (!never && request.find("X-Amz-Date: 20260131T130000Z") != std::string::npos)
      return session(request);
    return response(403,
                    "<Error><Code>SignatureDoesNotMatch</Code><Message>expired</Message></Error>",
                    "Date: Sat, 31 Jan 2026 13:00:00 GMT\r\n");
  });
  variables["AWS_ENDPOINT_URL_STS"] = sts.url();
  config(
      "[profile self]\naws_access_key_id = K\naws_secret_access_key = s\n"
      "role_arn = arn:aws:iam::1:role/r\nsource_profile = self\n");
  EXPECT_THAT(profile("self"), StartsWith("r-by-K/"));
  EXPECT_EQ(sts.requests().size(), 2U);
  never = true;
  EXPECT_THAT(profile("self"), HasSubstr("(SignatureDoesNotMatch)"));
  EXPECT_EQ(sts.requests().size(), 4U);
  settings.clock = [] { return kNow + minutes(57); };
  EXPECT_THAT(profile("self"), HasSubstr("(SignatureDoesNotMatch)"));
  EXPECT_EQ(sts.requests().size(), 5U);
}

TEST_F(ProfileKeyTest, AnAnswerWithoutCredentialsIsNone) {
  LocalServer sts([](const std::string&) { return response(200, "<html>hidden</html>"); });
  variables["AWS_ENDPOINT_URL_STS"] = sts.url();
  config(
      "[profile r]\nrole_arn = r\nsource_profile = r\naws_access_key_id = K\n"
      "aws_secret_access_key = s\n");
  EXPECT_EQ(profile("r"),
            "Error when retrieving credentials from sts: an answer without credentials");
  variables["AWS_ENDPOINT_URL_STS"] = "http://me:hidden@sts.example.com";
  EXPECT_EQ(profile("r"), "Invalid endpoint: http://sts.example.com");
}

TEST_F(ProfileKeyTest, ARoleIsAssumedByTheTokenOfAFile) {
  LocalServer sts(session);
  variables["AWS_ENDPOINT_URL_STS"] = sts.url();
  std::string token = write("token", "the.token/+");
  config("[profile w]\nrole_arn = arn:aws:iam::1:role/w\nweb_identity_token_file = " + token +
         "\n[profile half]\nweb_identity_token_file = x\n[profile missing]\nrole_arn = r\n"
         "web_identity_token_file = /no/such\n");
  EXPECT_EQ(profile("w"), "w-by-nobody/s/t until 2026-01-31T13:00:00.000Z");
  EXPECT_THAT(sts.requests().at(0),
              AllOf(Not(HasSubstr("Authorization")),
                    HasSubstr("\r\n\r\nAction=AssumeRoleWithWebIdentity&Version=2011-06-15&"),
                    EndsWith("&WebIdentityToken=the.token%2F%2B")));
  EXPECT_EQ(profile("half"), "The profile \"half\" has web_identity_token_file but no role_arn.");
  EXPECT_THAT(profile("missing"), HasSubstr("/no/such: no such file"));
}

TEST_F(ProfileKeyTest, ARoleMayBeAssumedByAnySource) {
  LocalServer sts(session);
  variables["AWS_ENDPOINT_URL_STS"] = sts.url();
  RoleToAssume role{.arn = "arn:aws:iam::1:role/r"};
  auto by = explicit_credentials({.access_key_id = "K", .secret_access_key = "s"});
  EXPECT_EQ(fetched(role_credentials(by, role, settings)),
            "r-by-K/s/t until 2026-01-31T13:00:00.000Z");
  EXPECT_EQ(fetched(role_credentials(environment_credentials(settings), role, settings)), "none");
}

}  // namespace
}  // namespace amity::client
