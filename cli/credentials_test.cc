#include "cli/credentials.h"

#include "cli/failure.h"
#include "cli/test_api_test.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>

namespace amity::cli {
namespace {

// An environment of our own, with a home whose shared files a test writes.
class CredentialsTest : public testing::Test {
 protected:
  CredentialsTest() {
    home_ = testing::TempDir() + "cli_credentials_" +
            testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::create_directories(home_ + "/.aws");
    variables["HOME"] = home_;
  }
  ~CredentialsTest() override { std::filesystem::remove_all(home_); }

  void write(const std::string& name, std::string_view text) {
    std::ofstream(home_ + "/.aws/" + name) << text;
  }
  Environment environment() {
    return [this](const std::string& name) { return variables[name]; };
  }
  std::string key(const std::string& profile = "") {
    auto found = find_credentials(environment(), profile);
    return found
               ? found->access_key_id + '/' + found->secret_access_key + '/' + found->session_token
               : "none";
  }
  std::string region(const std::string& profile = "") {
    return find_region(environment(), profile);
  }

  std::map<std::string, std::string> variables;

 private:
  std::string home_;
};

constexpr std::string_view kFiles = R"(# mine
[default]
aws_access_key_id = D
aws_secret_access_key = ds
[ops]
aws_access_key_id=O
aws_secret_access_key=o=s
aws_session_token=ot
[a.b]
aws_access_key_id=DOT
aws_secret_access_key=dots
[half]
aws_access_key_id=H
)";

TEST_F(CredentialsTest, ThereMayBeNone) {
  EXPECT_EQ(key(), "none");
  EXPECT_EQ(region(), "us-east-1");
  variables.erase("HOME");
  EXPECT_EQ(key(), "none");
}

TEST_F(CredentialsTest, AskedForBeforeAmitysBeforeAwsBeforeDefault) {
  write("credentials", kFiles);
  EXPECT_EQ(key(), "D/ds/");
  variables["AWS_PROFILE"] = "ops";
  EXPECT_EQ(key(), "O/o=s/ot");
  variables["AWS_ACCESS_KEY_ID"] = "W";
  variables["AWS_SECRET_ACCESS_KEY"] = "ws";
  variables["AWS_SESSION_TOKEN"] = "wt";
  EXPECT_EQ(key(), "W/ws/wt");
  variables["AMITY_ACCESS_KEY_ID"] = "M";
  variables["AMITY_SECRET_ACCESS_KEY"] = "ms";
  EXPECT_EQ(key(), "M/ms/");
  EXPECT_EQ(key("ops"), "O/o=s/ot");
  EXPECT_EQ(key("a.b"), "DOT/dots/");
}

TEST_F(CredentialsTest, WhatIsNotThereIsTold) {
  write("credentials", kFiles);
  EXPECT_FAILURE(key("nobody"), Exit::configuration,
                 "The config profile (nobody) could not be found");
  EXPECT_FAILURE(key("half"), Exit::configuration, "missing: aws_secret_access_key");
  variables["AMITY_ACCESS_KEY_ID"] = "M";
  EXPECT_FAILURE(key(), Exit::configuration, "missing: AMITY_SECRET_ACCESS_KEY");
}

TEST_F(CredentialsTest, ProfilesAreInTheConfigurationToo) {
  write(
      "config",
      "[profile ops]\nregion = eu-west-1\naws_access_key_id = C\naws_secret_access_key = cs\n"
      "s3 =\n  region = inner\n  region = again\n[profile role]\nrole_arn = arn:aws:iam::1:role/r\n"
      "[default]\nregion = ap-south-1\n");
  EXPECT_EQ(key("ops"), "C/cs/");
  EXPECT_EQ(region("ops"), "eu-west-1");
  EXPECT_EQ(region(), "ap-south-1");
  EXPECT_FAILURE(key("role"), Exit::configuration, "(role) has no aws_access_key_id");
  variables["AMITY_REGION"] = "us-west-2";
  EXPECT_EQ(region("ops"), "us-west-2");
}

TEST_F(CredentialsTest, FilesThatAreNone) {
  for (const char* text : {"[default\n", "what\n", "[a]\nx=1\nx=2\n"}) {
    write("credentials", text);
    EXPECT_FAILURE(key("default"), Exit::configuration, "/.aws/credentials, line ");
  }
}

TEST_F(CredentialsTest, NothingGoesIntoAHeaderThatIsNoKey) {
  variables["AMITY_ACCESS_KEY_ID"] = "M\r\nX-Other: 1";
  variables["AMITY_SECRET_ACCESS_KEY"] = "the secret";
  EXPECT_FAILURE(key(), Exit::configuration, "characters that no key has");
}

}  // namespace
}  // namespace amity::cli
