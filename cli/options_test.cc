#include "cli/options.h"

#include "cli/failure.h"
#include "cli/test_api_test.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace amity::cli {
namespace {

using Words = std::vector<std::string>;

template <class T>
std::string json(const Words& words) {
  return json_of("--x", shape::type_of<T>(), words);
}

class Options : public testing::Test {
 protected:
  std::string file(std::string_view content) {
    auto path = testing::TempDir() + "cli_options_" +
                testing::UnitTest::GetInstance()->current_test_info()->name();
    std::ofstream(path, std::ios::binary) << content;
    return "file://" + path;
  }
};

TEST_F(Options, NamesAsTheAwsCliSpellsThem) {
  EXPECT_EQ(kebab_case("PutAccountQuota"), "put-account-quota");
  EXPECT_EQ(kebab_case("ListMFADevices"), "list-mfa-devices");
  EXPECT_EQ(kebab_case("PolicyARNs"), "policy-arns");
  EXPECT_EQ(kebab_case("Account"), "account");
}

TEST_F(Options, Texts) {
  EXPECT_EQ(json<test::Name>({"a \"b\"\n"}), R"("a \"b\"\n")");
  EXPECT_EQ(json<test::Name>({""}), R"("")");
  EXPECT_EQ(json<test::Name>({"first", "last counts"}), R"("last counts")");
  EXPECT_FAILURE(json<test::Name>({"\xff"}), Exit::usage, "UTF-8");
}

TEST_F(Options, TextsOfFiles) {
  EXPECT_EQ(json<test::Name>({file("{\"Version\":\n1}")}), R"("{\"Version\":\n1}")");
  EXPECT_FAILURE(json<test::Name>({file("\xff")}), Exit::usage, "UTF-8");
  EXPECT_FAILURE(json<test::Name>({"file:///nowhere/at/all"}), Exit::usage, "/nowhere/at/all");
  EXPECT_FAILURE(json<test::Name>({"file://" + testing::TempDir()}), Exit::usage, "read");
}

TEST_F(Options, NumbersAreWhole) {
  EXPECT_EQ(json<test::Count>({"-7"}), "-7");
  for (const char* word :
       {"", "x", "1x", "1.5", "1e3", "+1", " 1", "2147483648", "99999999999999999999"})
    EXPECT_FAILURE(json<test::Count>({word}), Exit::usage, "whole number");
}

TEST_F(Options, EnumsMayHaveNewValues) {
  EXPECT_EQ(json<test::Colour>({"GREEN"}), R"("GREEN")");
  EXPECT_EQ(json<test::Colour>({"MAUVE"}), R"("MAUVE")");
}

TEST_F(Options, Times) {
  EXPECT_EQ(json<Timestamp>({"2026-02-08T20:48:55+01:00"}), R"("2026-02-08T19:48:55.000Z")");
  EXPECT_EQ(json<Timestamp>({"2026-02-08"}), R"("2026-02-08T00:00:00.000Z")");
  EXPECT_EQ(json<Timestamp>({"86400"}), R"("1970-01-02T00:00:00.000Z")");
  for (const char* word : {"", "noon", "2026-13-01", "-1", "253402300800"})
    EXPECT_FAILURE(json<Timestamp>({word}), Exit::usage, "a time such as");
}

TEST_F(Options, ListsOfWords) {
  EXPECT_EQ(json<test::Names>({"hall", "[kitchen"}), R"(["hall","[kitchen"])");
  EXPECT_EQ(json<test::Names>({R"(["hall", "yard"])"}), R"(["hall","yard"])");
  EXPECT_EQ(json<test::Names>({file(R"([ "hall" ])")}), R"(["hall"])");
  EXPECT_EQ(json<test::Colours>({"RED", "RED"}), R"(["RED","RED"])");
}

TEST_F(Options, StructuresAreJsonOrShorthand) {
  EXPECT_EQ(json<test::Tag>({file(R"({"Key": "a"})")}), R"({"Key":"a"})");
  EXPECT_EQ(json<test::Tag>({"Key=a,Value=b"}), R"({"Key":"a","Value":"b"})");
  EXPECT_EQ(json<test::Tag>({file("Key=a")}), R"({"Key":"a"})");
  EXPECT_FAILURE(json<test::Tag>({"[]"}), Exit::usage, "a JSON object");
  EXPECT_FAILURE(json<test::Tag>({"{"}), Exit::usage,
                 "Error parsing parameter '--x': Invalid JSON");
  EXPECT_FAILURE(json<test::Tag>({""}), Exit::usage, "Expected");
}

TEST_F(Options, ListsOfStructures) {
  EXPECT_EQ(json<test::Tags>({R"([ {"Key": "a"} ])"}), R"([{"Key":"a"}])");
  EXPECT_EQ(json<test::Tags>({file(R"([ {"Key": "a"} ])")}), R"([{"Key":"a"}])");
  EXPECT_EQ(json<test::Tags>({"Key=a", R"({"Key": "b"})"}), R"([{"Key":"a"},{"Key":"b"}])");
  EXPECT_EQ(json<test::Tags>({R"({"Key": "a"})"}), R"([{"Key":"a"}])");
}

}  // namespace
}  // namespace amity::cli
