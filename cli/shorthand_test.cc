#include "cli/shorthand.h"

#include "cli/test_api_test.h"

#include <gtest/gtest.h>

namespace amity::cli {
namespace {

std::string tag(std::string_view text) {
  return json_of_shorthand("--tag", shape::type_of<test::Tag>(), text);
}
std::string house(std::string_view text) {
  return json_of_shorthand("--house", shape::type_of<test::PaintHouseRequest>(), text);
}

TEST(Shorthand, MembersAreSeparatedByCommas) {
  EXPECT_EQ(tag("Key=a"), R"({"Key":"a"})");
  EXPECT_EQ(tag(" Key = a b , Value=c "), R"({"Key":"a b","Value":"c"})");
  EXPECT_EQ(tag("Key=,Value=x=y"), R"({"Key":"","Value":"x=y"})");
  EXPECT_EQ(tag(R"(Key="a,\"b\"",Value='it\'s')"), R"({"Key":"a,\"b\"","Value":"it's"})");
  EXPECT_EQ(tag(R"(Key=a\,b)"), R"({"Key":"a,b"})");
}

TEST(Shorthand, ValuesAreOfTheirTypes) {
  EXPECT_EQ(house("Coats=2,Dry=true,Colour=RED"), R"({"Coats":2,"Dry":true,"Colour":"RED"})");
  EXPECT_EQ(house("Rooms=hall"), R"({"Rooms":["hall"]})");
  EXPECT_EQ(house("Rooms=hall,yard,Coats=1"), R"({"Rooms":["hall","yard"],"Coats":1})");
  EXPECT_EQ(house("Rooms=[hall, 'a]b'],Coats=1"), R"({"Rooms":["hall","a]b"],"Coats":1})");
  EXPECT_EQ(house("Tag={Key=a,Value=b},Tags=[{Key=c},{Key=d}]"),
            R"({"Tag":{"Key":"a","Value":"b"},"Tags":[{"Key":"c"},{"Key":"d"}]})");
  EXPECT_EQ(house("Tag={},Rooms=[]"), R"({"Tag":{},"Rooms":[]})");
}

TEST(Shorthand, WhatCannotBeReadIsShown) {
  EXPECT_FAILURE(tag("Key"), Exit::usage,
                 "Error parsing parameter '--tag': Expected: '=', received: 'EOF' for input:\n"
                 "Key\n   ^");
  for (const char* text : {"", "=a", "Key=a,", "Key='a", "Key=[a", "Key={Key=a", "Key=a,Key=b",
                           "Key=[a]x", "Key={Key=b}"})
    EXPECT_FAILURE(tag(text), Exit::usage, "Error parsing parameter '--tag'");
  EXPECT_FAILURE(house("Rooms=" + std::string(100'000, '[')), Exit::usage, "too deeply");
  EXPECT_FAILURE(house("Coats=two"), Exit::usage, "--house");
  EXPECT_FAILURE(tag("Kee=a"), Exit::usage,
                 "Unknown parameter in --tag: \"Kee\", must be one of: Key, Value");
}

}  // namespace
}  // namespace amity::cli
