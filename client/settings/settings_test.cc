#include "client/settings/settings.h"

#include "client/settings/profiles.h"
#include "sql/temporary_directory_test.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>

namespace amity::client {
namespace {

constexpr ServiceNames kService{.endpoint_variable = "AWS_ENDPOINT_URL_PARTNERCENTRAL_ACCOUNT",
                                .services_key = "partnercentral_account"};

class SettingsTest : public testing::Test {
 protected:
  // What holds; the profile `default` has those lines.
  Settings resolve(const std::string& profile = "", const SettingsGiven& given = {}) {
    std::ofstream(home_.inside("config")) << "[default]\n" + profile;
    variables["AWS_CONFIG_FILE"] = home_.inside("config");
    Environment environment = [this](const std::string& name) { return variables[name]; };
    return resolve_settings(given, kService, environment, Profiles::read(environment));
  }
  std::string refusal(const std::string& profile, const SettingsGiven& given = {}) {
    try {
      resolve(profile, given);
    } catch (const ConfigurationError& error) {
      return error.what();
    }
    return "none";
  }

  std::map<std::string, std::string> variables;

 private:
  sql::TemporaryDirectory home_;
};

TEST_F(SettingsTest, HaveDefaults) {
  Settings settings = resolve();
  EXPECT_EQ(settings.region, "");
  EXPECT_EQ(settings.endpoint_url, "");
  EXPECT_FALSE(settings.use_fips);
  EXPECT_FALSE(settings.use_dualstack);
  EXPECT_EQ(settings.retry_mode, RetryMode::standard);
  EXPECT_EQ(settings.max_attempts, 3);
  EXPECT_EQ(settings.ca_bundle, "");
}

TEST_F(SettingsTest, RegionOfTheProgramTheEnvironmentTheProfile) {
  const std::string profile = "region = eu-west-1\n";
  EXPECT_EQ(resolve(profile).region, "eu-west-1");
  variables["AWS_DEFAULT_REGION"] = "eu-west-2";
  EXPECT_EQ(resolve(profile).region, "eu-west-2");
  variables["AWS_REGION"] = "eu-west-3";
  EXPECT_EQ(resolve(profile).region, "eu-west-3");
  EXPECT_EQ(resolve(profile, {.region = "us-east-1"}).region, "us-east-1");
}

TEST_F(SettingsTest, EndpointOfTheServiceBeforeThatOfAllServices) {
  std::string profile = "endpoint_url = https://profile\n";
  EXPECT_EQ(resolve(profile).endpoint_url, "https://profile");
  profile +=
      "services = mine\n[services mine]\npartnercentral_account =\n"
      "  endpoint_url = https://section\nsts =\n  endpoint_url = https://sts\n";
  EXPECT_EQ(resolve(profile).endpoint_url, "https://section");
  variables["AWS_ENDPOINT_URL"] = "https://all";
  EXPECT_EQ(resolve(profile).endpoint_url, "https://all");
  variables["AWS_ENDPOINT_URL_PARTNERCENTRAL_ACCOUNT"] = "https://one";
  EXPECT_EQ(resolve(profile).endpoint_url, "https://one");
  EXPECT_EQ(resolve(profile, {.endpoint_url = "https://given"}).endpoint_url, "https://given");
}

TEST_F(SettingsTest, ConfiguredEndpointsMayBeIgnored) {
  variables["AWS_ENDPOINT_URL"] = "https://all";
  EXPECT_EQ(resolve("ignore_configured_endpoint_urls = true\n").endpoint_url, "");
  variables["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] = "False";
  EXPECT_EQ(resolve("ignore_configured_endpoint_urls = true\n").endpoint_url, "https://all");
  variables["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] = "TRUE";
  EXPECT_EQ(resolve().endpoint_url, "");
  EXPECT_EQ(resolve("", {.endpoint_url = "https://given"}).endpoint_url, "https://given");
}

TEST_F(SettingsTest, TheOthersOfTheProgramTheEnvironmentTheProfile) {
  const std::string profile =
      "use_fips_endpoint = true\nuse_dualstack_endpoint = true\nretry_mode = adaptive\n"
      "max_attempts = 7\nca_bundle = /profile.pem\n";
  Settings settings = resolve(profile);
  EXPECT_TRUE(settings.use_fips);
  EXPECT_TRUE(settings.use_dualstack);
  EXPECT_EQ(settings.retry_mode, RetryMode::adaptive);
  EXPECT_EQ(settings.max_attempts, 7);
  EXPECT_EQ(settings.ca_bundle, "/profile.pem");

  variables = {{"AWS_USE_FIPS_ENDPOINT", "false"},
               {"AWS_USE_DUALSTACK_ENDPOINT", "false"},
               {"AWS_RETRY_MODE", "legacy"},
               {"AWS_MAX_ATTEMPTS", "5"},
               {"AWS_CA_BUNDLE", "/variable.pem"}};
  settings = resolve(profile);
  EXPECT_FALSE(settings.use_fips);
  EXPECT_FALSE(settings.use_dualstack);
  EXPECT_EQ(settings.retry_mode, RetryMode::standard);
  EXPECT_EQ(settings.max_attempts, 5);
  EXPECT_EQ(settings.ca_bundle, "/variable.pem");

  settings = resolve(profile, {.use_fips = true,
                               .use_dualstack = true,
                               .retry_mode = RetryMode::adaptive,
                               .max_attempts = 1});
  EXPECT_TRUE(settings.use_fips);
  EXPECT_TRUE(settings.use_dualstack);
  EXPECT_EQ(settings.retry_mode, RetryMode::adaptive);
  EXPECT_EQ(settings.max_attempts, 1);
}

TEST_F(SettingsTest, WhatCannotBeUsedIsTold) {
  EXPECT_EQ(refusal("region = x/y\n"),
            "Provided region_name 'x/y' doesn't match a supported format.");
  for (const char* region : {"-a", "a-", "17", "a.b", "a b", "a@b"})
    EXPECT_NE(refusal("", {.region = region}), "none") << region;
  EXPECT_EQ(refusal("retry_mode = eager\n"),
            "Invalid value provided to \"retry_mode\": \"eager\" must be one of: legacy, "
            "standard, adaptive");
  for (const char* attempts : {"0", "-1", "many", "3x", "99999999999"})
    EXPECT_EQ(refusal("max_attempts = " + std::string(attempts) + '\n'),
              "Value provided to \"max_attempts\": " + std::string(attempts) +
                  " must be an integer greater than or equal to 1.");
  EXPECT_NE(refusal("", {.max_attempts = 0}), "none");
  EXPECT_EQ(refusal("services = mine\n"),
            "The profile is configured to use the services section but the \"mine\" services "
            "configuration does not exist.");
  EXPECT_EQ(refusal("", {.profile = "nobody"}), "The config profile (nobody) could not be found");
  variables["AWS_USE_FIPS_ENDPOINT"] = "yes";
  EXPECT_EQ(refusal(""),
            "Invalid value provided to \"AWS_USE_FIPS_ENDPOINT\": \"yes\" must be one of: true, "
            "false");
}

TEST_F(SettingsTest, AnEnvironmentIsThatOfTheProcess) {
  ::setenv("AMITY_SETTINGS_TEST", "a value", 1);
  EXPECT_EQ(process_environment()("AMITY_SETTINGS_TEST"), "a value");
  ::unsetenv("AMITY_SETTINGS_TEST");
  EXPECT_EQ(process_environment()("AMITY_SETTINGS_TEST"), "");
}

}  // namespace
}  // namespace amity::client
