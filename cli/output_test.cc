#include "cli/output.h"

#include "cli/failure.h"
#include "cli/test_api_test.h"

#include <gtest/gtest.h>

namespace amity::cli {
namespace {

TEST(Output, JsonIsIndented) {
  EXPECT_EQ(formatted(R"({"A":[1,{"B":"ä\n"}],"C":{},"D":[],"E":null,"F":true})",
                      {.format = Format::json}),
            "{\n"
            "    \"A\": [\n"
            "        1,\n"
            "        {\n"
            "            \"B\": \"ä\\n\"\n"
            "        }\n"
            "    ],\n"
            "    \"C\": {},\n"
            "    \"D\": [],\n"
            "    \"E\": null,\n"
            "    \"F\": true\n"
            "}\n");
}

TEST(Output, NothingInAnAnswerCommandsATerminal) {
  constexpr std::string_view answer =
      R"({"A\u001b[1m":"a\u001b]0;x\u0007\r\u009b1mä","B":"\u007f"})";
  for (Format format : {Format::json, Format::text, Format::table, Format::yaml}) {
    std::string shown = formatted(answer, {.format = format, .on_terminal = true});
    EXPECT_THAT(shown, testing::HasSubstr("ä"));
    for (std::string_view control : {"\x1b", "\x07", "\r", "\xc2\x9b", "\x7f"})
      EXPECT_THAT(shown, testing::Not(testing::HasSubstr(control)));
  }
  EXPECT_EQ(formatted(R"({"A":"\u001b[1m\u009b\u007f"})", {.format = Format::text}),
            "\x1b[1m\xc2\x9b\x7f\n");
  EXPECT_EQ(
      formatted(R"({"A":"\u001b"})", {.format = Format::table, .title = "T", .on_terminal = true}),
      "-----------------\n"
      "|       T       |\n"
      "+----+----------+\n"
      "|  A |  \\u001b  |\n"
      "+----+----------+\n");
}

TEST(Output, NothingToSayIsNothing) {
  EXPECT_EQ(formatted("{}", {.format = Format::json}), "");
  EXPECT_EQ(formatted("{}", {.format = Format::text}), "");
}

TEST(Output, TextHasALineForEachThing) {
  EXPECT_EQ(
      formatted(R"({"Users":[{"Name":"ann","Id":7},{"Name":"bob","Tags":["x","y"],"On":true}],)"
                R"("Zone":"b","Area":"a","Place":{"Town":"Bern"}})",
                {.format = Format::text}),
      "a\tb\n"
      "PLACE\tBern\n"
      "USERS\t7\tann\t\n"
      "USERS\t\tbob\tTrue\n"
      "TAGS\tx\n"
      "TAGS\ty\n");
}

TEST(Output, TextOfWhatAQueryFinds) {
  Look text{.format = Format::text};
  EXPECT_EQ(formatted(R"("one\ttext")", text), "one\ttext\n");
  EXPECT_EQ(formatted("null", text), "None\n");
  EXPECT_EQ(formatted(R"(["a",1,true])", text), "a\t1\tTrue\n");
  EXPECT_EQ(formatted(R"([["a","b"],["c"],"d"])", text), "d\na\tb\nc\n");
  EXPECT_EQ(formatted("[]", text), "");
}

TEST(Output, TablesHaveABoxForEachPart) {
  Look table{.format = Format::table, .title = "ListUsers"};
  EXPECT_EQ(formatted(R"({"Users":[{"Name":"ann","Id":7},{"Name":"bob"}]})", table),
            "------------------\n"
            "|    ListUsers   |\n"
            "+----------------+\n"
            "||     Users    ||\n"
            "|+-----+--------+|\n"
            "|| Id  | Name   ||\n"
            "|+-----+--------+|\n"
            "||  7  |  ann   ||\n"
            "||     |  bob   ||\n"
            "|+-----+--------+|\n");
  EXPECT_EQ(
      formatted(R"({"Name":"ann","Id":7})", {.format = Format::table, .title = "", .width = 9}),
      "-----------------\n"
      "+-------+-------+\n"
      "|  Id   |  7    |\n"
      "|  Name |  ann  |\n"
      "+-------+-------+\n");
  EXPECT_EQ(formatted("null", table), "");
}

TEST(Output, YamlQuotesWhatWouldBeSomethingElse) {
  EXPECT_EQ(formatted(R"({"A":[{"B":"x y","C":[["no",1e300]]},[]],"D":{"E":"1"},"F":{},"G":null})",
                      {.format = Format::yaml}),
            "A:\n"
            "- B: x y\n"
            "  C:\n"
            "  - - \"no\"\n"
            "    - 1.0e+300\n"
            "- []\n"
            "D:\n"
            "  E: \"1\"\n"
            "F: {}\n"
            "G: null\n");
}

TEST(Output, AnAnswerIsJson) {
  for (const char* answer : {"", "{", "<html>"})
    EXPECT_FAILURE(formatted(answer, {.format = Format::json}), Exit::other, "no JSON");
}

}  // namespace
}  // namespace amity::cli
