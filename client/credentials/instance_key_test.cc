#include "client/credentials/local_server_test.h"
#include "client/credentials/source_test.h"

#include <gmock/gmock.h>

namespace amity::client {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

class InstanceKeyTest : public SourceTest {
 protected:
  InstanceKeyTest() {
    variables.erase("AWS_EC2_METADATA_DISABLED");
    variables["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = service.url() + "/";
  }

  std::string key() { return fetched(instance_metadata_credentials(settings)); }

  // What is answered to whom.
  std::map<std::string, std::string> answers = {
      {"PUT /latest/api/token ", response(200, "the-token")},
      {"GET /latest/meta-data/iam/security-credentials/ ", response(200, "ops\n")},
      {"GET /latest/meta-data/iam/security-credentials/ops ",
       response(200, R"({"Code": "Success", "AccessKeyId": "A", "SecretAccessKey": "s",
                            "Token": "t", "Expiration": "2026-01-31T13:00:00Z"})")}};
  LocalServer service{[this](const std::string& request) {
    for (const auto& [begin, answer] : answers)
      if (request.starts_with(begin)) return answer;
    return response(404, "");
  }};
};

TEST_F(InstanceKeyTest, IsThatOfTheRole) {
  EXPECT_EQ(key(), "A/s/t until 2026-01-31T13:00:00.000Z");
  EXPECT_THAT(service.requests().at(0),
              HasSubstr("\r\nX-aws-ec2-metadata-token-ttl-seconds: 21600\r\n"));
  for (int i : {1, 2})
    EXPECT_THAT(service.requests().at(static_cast<std::size_t>(i)),
                HasSubstr("\r\nX-aws-ec2-metadata-token: the-token\r\n"));
}

TEST_F(InstanceKeyTest, TheServiceMayStandInTheProfile) {
  write(".aws/config", "[default]\nec2_metadata_service_endpoint = " + service.url() + "\n");
  variables.erase("AWS_EC2_METADATA_SERVICE_ENDPOINT");
  EXPECT_THAT(key(), StartsWith("A/s/t"));
}

TEST_F(InstanceKeyTest, NothingIsAskedWhereThatIsNotWanted) {
  variables["AWS_EC2_METADATA_DISABLED"] = "True";
  EXPECT_EQ(key(), "none");
  EXPECT_TRUE(service.requests().empty());
}

TEST_F(InstanceKeyTest, ThereIsNoneWithoutServiceOrRole) {
  answers.erase("GET /latest/meta-data/iam/security-credentials/ ");
  EXPECT_EQ(key(), "none");
  for (int status : {403, 404, 405}) {
    answers["PUT /latest/api/token "] = response(status, "");
    EXPECT_EQ(key(), "none");
  }
  std::string gone = LocalServer([](const std::string&) { return ""; }).url();
  variables["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = gone;
  EXPECT_EQ(key(), "none");
}

TEST_F(InstanceKeyTest, AServiceThatDoesNotAnswerIsNone) {
  answers["PUT /latest/api/token "] = "";
  EXPECT_EQ(key(), "none");
  EXPECT_EQ(service.requests().size(), 1U);
}

TEST_F(InstanceKeyTest, WithoutATokenNothingMoreIsAsked) {
  answers["PUT /latest/api/token "] = response(400, "");
  EXPECT_EQ(key(), "Error when retrieving credentials from iam-role: no token: status 400");
  answers["PUT /latest/api/token "] = response(200, "a\r\nX-Other: 1");
  EXPECT_EQ(key(), "Error when retrieving credentials from iam-role: no token: status 200");
  EXPECT_EQ(service.requests().size(), 2U);
}

TEST_F(InstanceKeyTest, ARefusalIsToldInItsWords) {
  const std::string from = "Error when retrieving credentials from iam-role: ";
  std::string& answer = answers["GET /latest/meta-data/iam/security-credentials/ops "];
  answer = response(200, R"({"Code": "AssumeRoleUnauthorizedAccess", "Message": "not trusted"})");
  EXPECT_EQ(key(), from + "AssumeRoleUnauthorizedAccess: not trusted");
  answer = response(200, "{}");
  EXPECT_EQ(key(), from + "an answer without credentials");
  answer = response(500, "");
  EXPECT_THAT(key(), HasSubstr("/ops: status 500"));
}

TEST_F(InstanceKeyTest, TheServiceHasAnAddressOfIPv4AndOneOfIPv6) {
  variables.erase("AWS_EC2_METADATA_SERVICE_ENDPOINT");
  auto source = instance_metadata_credentials(settings);
  EXPECT_EQ(asked(source), "http://169.254.169.254/latest/api/token");
  variables["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"] = "IPv6";
  EXPECT_EQ(asked(source), "http://[fd00:ec2::254]/latest/api/token");
}

TEST_F(InstanceKeyTest, WhatCannotBeUsedIsTold) {
  variables["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"] = "ipv5";
  EXPECT_THAT(key(), HasSubstr("'ipv5' is not one of ipv4, ipv6"));
  variables["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"] = "IPv6";
  variables["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = "http://me:hidden@169.254.169.254";
  EXPECT_EQ(key(), "Invalid endpoint: http://169.254.169.254");
}

}  // namespace
}  // namespace amity::client
