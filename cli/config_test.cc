#include "cli/config.h"

#include "cli/failure.h"
#include "cli/test_api_test.h"
#include "sql/temporary_directory_test.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>

namespace amity::cli {
namespace {

// An environment of our own, with a home whose shared files a test writes.
class ConfigTest : public testing::Test {
 protected:
  ConfigTest() {
    std::filesystem::create_directories(home_.inside(".aws"));
    variables["HOME"] = home_.inside("");
    variables["AWS_EC2_METADATA_DISABLED"] = "true";
  }

  void write(const std::string& name, std::string_view text) {
    std::ofstream(home_.inside(".aws/" + name)) << text;
  }
  client::Environment environment() {
    return [this](const std::string& name) { return variables[name]; };
  }
  Destination destination(const Api& api, const Settings& settings = {}) {
    return destination_of(api, settings, environment());
  }
  std::string url(const Settings& settings = {}) {
    return destination(account_api(), settings).url;
  }
  std::string region(const Settings& settings = {}) {
    return *destination(account_api(), settings).config.settings.region;
  }
  std::string key(const Settings& settings = {}) {
    auto found = destination(account_api(), settings).config.credentials->fetch({});
    return found
               ? found->access_key_id + '/' + found->secret_access_key + '/' + found->session_token
               : "none";
  }
  static Settings at(std::string endpoint_url) {
    Settings settings;
    settings.endpoint_url = std::move(endpoint_url);
    return settings;
  }
  static Settings as(std::string profile) {
    Settings settings;
    settings.profile = std::move(profile);
    return settings;
  }

  std::map<std::string, std::string> variables;

 private:
  sql::TemporaryDirectory home_;
};

TEST_F(ConfigTest, ThisMachineUnlessSomebodySaysOtherwise) {
  EXPECT_EQ(url(), "http://127.0.0.1:9480");
  EXPECT_TRUE(destination(account_api()).by_default);
  write("config", "[profile far]\nendpoint_url = http://profile\n");
  EXPECT_EQ(url(as("far")), "http://profile");
  variables["AWS_ENDPOINT_URL"] = "http://aws";
  EXPECT_EQ(url(as("far")), "http://aws");
  variables["AWS_ENDPOINT_URL_PARTNERCENTRAL_ACCOUNT"] = "http://service";
  EXPECT_EQ(url(), "http://service");
  variables["AMITY_ENDPOINT"] = "http://amity";
  EXPECT_EQ(url(), "http://amity");
  EXPECT_EQ(url(at("http://flag")), "http://flag");
  EXPECT_FALSE(destination(account_api()).by_default);
}

TEST_F(ConfigTest, TheServiceOfAwsWhenSomebodySaysSo) {
  variables["AWS_ENDPOINT_URL"] = "http://127.0.0.1:1";
  EXPECT_FAILURE(url(at("aws")), Exit::configuration, "You must specify a region.");
  variables["AWS_REGION"] = "us-east-1";
  EXPECT_EQ(url(at("aws")), "https://partnercentral-account.us-east-1.api.aws");
  EXPECT_FALSE(destination(account_api(), at("aws")).config.settings.endpoint_url);
  variables["AMITY_ENDPOINT"] = "aws";
  EXPECT_EQ(url(), "https://partnercentral-account.us-east-1.api.aws");
  EXPECT_EQ(url(at("http://flag")), "http://flag");
}

TEST_F(ConfigTest, TheAdminApiIsNotAws) {
  variables["AWS_ENDPOINT_URL"] = "http://aws";
  variables["AMITY_ENDPOINT"] = "http://amity";
  EXPECT_EQ(destination(admin_api()).url, "http://127.0.0.1:9481");
  EXPECT_FAILURE(destination(admin_api(), at("aws")), Exit::usage, "Invalid endpoint: aws");
  variables["AMITY_ADMIN_ENDPOINT"] = "http://admin";
  EXPECT_EQ(destination(admin_api()).url, "http://admin");
  variables.erase("AWS_EC2_METADATA_DISABLED");
  EXPECT_EQ(destination(admin_api()).config.environment("AWS_EC2_METADATA_DISABLED"), "true");
  EXPECT_EQ(destination(account_api()).config.environment("AWS_EC2_METADATA_DISABLED"), "");
}

TEST_F(ConfigTest, EndpointsThatAreNone) {
  for (const char* none : {"nowhere", "ftp://x", "http://"})
    EXPECT_FAILURE(url(at(none)), Exit::usage, std::string("Invalid endpoint: ") + none);
  EXPECT_FAILURE(url(at("http://me:secret@localhost")), Exit::usage,
                 "Invalid endpoint: http://localhost");
}

TEST_F(ConfigTest, RegionsOfAmityBeforeThoseOfAws) {
  EXPECT_EQ(region(), "us-east-1");
  write("config", "[profile far]\nregion = ap-south-1\n");
  EXPECT_EQ(region(as("far")), "ap-south-1");
  variables["AWS_DEFAULT_REGION"] = "eu-west-1";
  EXPECT_EQ(region(), "eu-west-1");
  variables["AWS_REGION"] = "eu-west-2";
  EXPECT_EQ(region(), "eu-west-2");
  variables["AMITY_REGION"] = "eu-west-3";
  EXPECT_EQ(region(as("far")), "eu-west-3");
  Settings asked;
  asked.region = "us-west-2";
  EXPECT_EQ(region(asked), "us-west-2");
}

TEST_F(ConfigTest, KeysOfAmityBeforeThoseOfAws) {
  EXPECT_EQ(key(), "none");
  write("credentials", "[ops]\naws_access_key_id = O\naws_secret_access_key = os\n");
  variables["AWS_PROFILE"] = "ops";
  EXPECT_EQ(key(), "O/os/");
  variables["AWS_ACCESS_KEY_ID"] = "W";
  variables["AWS_SECRET_ACCESS_KEY"] = "ws";
  variables["AWS_SESSION_TOKEN"] = "wt";
  EXPECT_EQ(key(), "W/ws/wt");
  variables["AMITY_ACCESS_KEY_ID"] = "M";
  EXPECT_FAILURE(key(), Exit::configuration, "missing: AMITY_SECRET_ACCESS_KEY");
  variables["AMITY_SECRET_ACCESS_KEY"] = "ms";
  EXPECT_EQ(key(), "M/ms/");
  EXPECT_EQ(key(as("ops")), "O/os/");
  EXPECT_FAILURE(key(as("nobody")), Exit::configuration,
                 "The config profile (nobody) could not be found");
}

TEST_F(ConfigTest, FormatsInTheirOrder) {
  EXPECT_EQ(format_of(Settings{}, environment()), Format::json);
  write("config",
        "[default]\noutput = text\n[profile odd]\noutput = xml\n"
        "[profile flow]\noutput = yaml-stream\n");
  EXPECT_EQ(format_of(Settings{}, environment()), Format::text);
  EXPECT_FAILURE(format_of(as("odd"), environment()), Exit::other, "Unknown output type: xml");
  EXPECT_EQ(format_of(as("flow"), environment()), Format::yaml);
  variables["AWS_DEFAULT_OUTPUT"] = "yaml";
  EXPECT_EQ(format_of(Settings{}, environment()), Format::yaml);
  Settings asked;
  asked.format = Format::table;
  EXPECT_EQ(format_of(asked, environment()), Format::table);
}

}  // namespace
}  // namespace amity::cli
