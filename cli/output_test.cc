#include "cli/output.h"

#include "cli/failure.h"
#include "cli/test_api_test.h"

#include <gtest/gtest.h>

namespace amity::cli {
namespace {

TEST(Output, JsonIsIndented) {
  EXPECT_EQ(formatted(R"({"A":[1,{"B":"ä\n"}],"C":{},"D":[],"E":null,"F":true})", Format::json),
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

TEST(Output, NothingToSayIsNothing) {
  EXPECT_EQ(formatted("{}", Format::json), "");
  EXPECT_EQ(formatted("{}", Format::text), "");
}

TEST(Output, TextHasALineForEachThing) {
  EXPECT_EQ(
      formatted(R"({"Users":[{"Name":"ann","Id":7},{"Name":"bob","Tags":["x","y"],"On":true}],)"
                R"("Zone":"b","Area":"a","Place":{"Town":"Bern"}})",
                Format::text),
      "a\tb\n"
      "PLACE\tBern\n"
      "USERS\t7\tann\t\n"
      "USERS\t\tbob\tTrue\n"
      "TAGS\tx\n"
      "TAGS\ty\n");
}

TEST(Output, AnAnswerIsAnObject) {
  for (const char* answer : {"", "[]", "<html>"})
    EXPECT_FAILURE(formatted(answer, Format::json), Exit::other, "no JSON object");
}

}  // namespace
}  // namespace amity::cli
