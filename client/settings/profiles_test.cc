#include "client/settings/profiles.h"

#include "client/settings/profile_file.h"
#include "client/settings/settings.h"
#include "sql/temporary_directory_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace amity::client {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;

// One section of a file that has no other.
Profiles::Section only_section(std::string_view text) {
  ProfileFile file = read_profile_file(text, "config");
  EXPECT_EQ(file.size(), 1U);
  return file.empty() ? Profiles::Section() : file.begin()->second;
}

std::string refusal(std::string_view text) {
  try {
    read_profile_file(text, "/home/a/config");
  } catch (const ConfigurationError& error) {
    return error.what();
  }
  return "none";
}

TEST(ProfileFile, HasSectionsWithValues) {
  ProfileFile file = read_profile_file(
      "\xEF\xBB\xBF"
      "# mine\r\n[default]\r\nRegion = eu-west-1\r\n\r\n; more\r\n[ profile a.b ] # not c\r\n"
      "aws_secret_access_key=a+b/c==\r\nempty =\r\nlast = x",
      "config");
  EXPECT_THAT(file,
              ElementsAre(Pair("default", ElementsAre(Pair("region", "eu-west-1"))),
                          Pair("profile a.b", ElementsAre(Pair("aws_secret_access_key", "a+b/c=="),
                                                          Pair("empty", ""), Pair("last", "x")))));
}

TEST(ProfileFile, ACommentIsALineOfItsOwn) {
  EXPECT_THAT(only_section("[a]\n # x = 0\nx = a ; b # c\n  ; y = 0\n  d\ny = #1\n"),
              ElementsAre(Pair("x", "a ; b # c\nd"), Pair("y", "#1")));
}

TEST(ProfileFile, ADeeperLineGoesOn) {
  EXPECT_THAT(only_section("[a]\nx = 1\n  2\n  # two\n\n\t3\ny = 4\n"),
              ElementsAre(Pair("x", "1\n2\n3"), Pair("y", "4")));
}

TEST(ProfileFile, ADeeperLineBelowAnEmptyValueIsASettingOfIt) {
  EXPECT_THAT(
      only_section("[a]\ns3 =\n  max = 1\n  Max = 2\n  url = x=y\nurl = 3\n"),
      ElementsAre(Pair("s3", ""), Pair("s3.max", "2"), Pair("s3.url", "x=y"), Pair("url", "3")));
}

TEST(ProfileFile, MayBeIndentedAsAWhole) {
  EXPECT_THAT(only_section("  [a]\n  x = 1\n  y = 2\n    3\n"),
              ElementsAre(Pair("x", "1"), Pair("y", "2\n3")));
}

TEST(ProfileFile, WhatIsNoneIsToldByItsLineAlone) {
  const std::string file = "Unable to parse config file: /home/a/config, line ";
  EXPECT_EQ(refusal("x = 1\n"), file + "1: no section begins before it");
  EXPECT_EQ(refusal("[a\n"), file + "1: it names no section");
  EXPECT_EQ(refusal("\n[ ]\n"), file + "2: it names no section");
  EXPECT_EQ(refusal("[a]\nsecret\n"), file + "2: it has no name and value");
  EXPECT_EQ(refusal("[a]\n= secret\n"), file + "2: it has no name and value");
  EXPECT_EQ(refusal("[a]\ns3 =\n  secret\n"), file + "3: it has no name and value");
  EXPECT_EQ(refusal("[a]\nx = 1\nX = 2\n"), file + "3: its name is in the section already");
  EXPECT_EQ(refusal("[a]\n[b]\n[a]\n"), file + "3: that section is in the file already");
}

// An environment of our own, with a home whose shared files a test writes.
class ProfilesTest : public testing::Test {
 protected:
  ProfilesTest() {
    std::filesystem::create_directories(home.inside(".aws"));
    variables["HOME"] = home.inside("");
    environment = [this](const std::string& name) { return variables[name]; };
  }

  void write(std::string_view name, std::string_view text) {
    std::ofstream(home.inside(name)) << text;
  }
  std::string refusal() {
    try {
      Profiles::read(environment).chosen({}, environment);
    } catch (const ConfigurationError& error) {
      return error.what();
    }
    return "none";
  }

  sql::TemporaryDirectory home;
  std::map<std::string, std::string> variables;
  Environment environment;
};

TEST_F(ProfilesTest, AreEmptyWithoutFiles) {
  EXPECT_EQ(Profiles::read(environment).profile("default"), nullptr);
  variables.erase("HOME");
  EXPECT_EQ(Profiles::read(environment).profile("default"), nullptr);
}

TEST_F(ProfilesTest, AreInBothFiles) {
  write(".aws/config",
        "[default]\nregion = d\n[profile ops]\nregion = c\nextra = e\n[profile \"two words\"]\n"
        "region = w\n[sso-session s]\nsso_region = s\n[services v]\nx =\n  endpoint_url = u\n"
        "[other]\nregion = o\n[preview]\n");
  write(".aws/credentials", "[ops]\nregion = k\naws_access_key_id = A\n[keys]\nx = 1\n");
  Profiles profiles = Profiles::read(environment);
  EXPECT_THAT(*profiles.profile("default"), ElementsAre(Pair("region", "d")));
  EXPECT_THAT(*profiles.profile("ops"),
              ElementsAre(Pair("aws_access_key_id", "A"), Pair("extra", "e"), Pair("region", "k")));
  EXPECT_THAT(*profiles.profile("two words"), ElementsAre(Pair("region", "w")));
  EXPECT_THAT(*profiles.profile("keys"), ElementsAre(Pair("x", "1")));
  EXPECT_EQ(profiles.profile("other"), nullptr);
  EXPECT_THAT(*profiles.sso_session("s"), ElementsAre(Pair("sso_region", "s")));
  EXPECT_EQ(value_in(*profiles.services("v"), "x.endpoint_url"), "u");
  EXPECT_EQ(profiles.services("s"), nullptr);
}

TEST_F(ProfilesTest, ProfileDefaultReplacesDefault) {
  for (const char* text : {"[default]\nx = 1\ny = 1\n[profile default]\nx = 2\n",
                           "[profile default]\nx = 2\n[default]\nx = 1\ny = 1\n"}) {
    write(".aws/config", text);
    EXPECT_THAT(*Profiles::read(environment).profile("default"), ElementsAre(Pair("x", "2")));
  }
}

TEST_F(ProfilesTest, FilesMayBeElsewhere) {
  write("elsewhere", "[profile a]\nx = 1\n");
  write("keys", "[a]\ny = 2\n");
  variables["AWS_CONFIG_FILE"] = "~/elsewhere";
  variables["AWS_SHARED_CREDENTIALS_FILE"] = home.inside("keys");
  EXPECT_THAT(*Profiles::read(environment).profile("a"),
              ElementsAre(Pair("x", "1"), Pair("y", "2")));
  variables["AWS_CONFIG_FILE"] = home.inside("keys") + "/no/such";
  EXPECT_THAT(*Profiles::read(environment).profile("a"), ElementsAre(Pair("y", "2")));
}

TEST_F(ProfilesTest, TheFileThatIsNoneIsNamed) {
  write(".aws/credentials", "what\n");
  EXPECT_THAT(refusal(), HasSubstr("/.aws/credentials, line 1: "));
  variables["AWS_SHARED_CREDENTIALS_FILE"] = home.inside(".aws");
  EXPECT_THAT(refusal(), HasSubstr("Unable to read config file: " + home.inside(".aws")));
}

TEST_F(ProfilesTest, TheOneThatHoldsIsNamedByTheProgramThenTheEnvironment) {
  EXPECT_EQ(Profiles::name({}, environment), "default");
  variables["AWS_DEFAULT_PROFILE"] = "b";
  EXPECT_EQ(Profiles::name({}, environment), "b");
  variables["AWS_PROFILE"] = "a";
  EXPECT_EQ(Profiles::name({}, environment), "a");
  EXPECT_EQ(Profiles::name("c", environment), "c");
}

TEST_F(ProfilesTest, OnlyTheOneThatWasNamedMustBeThere) {
  Profiles profiles = Profiles::read(environment);
  EXPECT_THAT(profiles.chosen({}, environment), IsEmpty());
  EXPECT_THROW(profiles.chosen("default", environment), ConfigurationError);
  variables["AWS_PROFILE"] = "nobody";
  EXPECT_EQ(refusal(), "The config profile (nobody) could not be found");
}

}  // namespace
}  // namespace amity::client
