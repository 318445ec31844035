#include "protocol/jmespath/query.h"

#include <gmock/gmock.h>

#include <string>

namespace amity::jmespath {
namespace {

std::string search(std::string_view expression, std::string_view document) {
  return Query(expression).search(document);
}

constexpr std::string_view kPartners = R"({
  "Partners": [
    {"Id": "p1", "Name": "Birch", "Size": 40, "Tags": [{"Key": "eu", "Value": "yes"}]},
    {"Id": "p2", "Name": "Anvil", "Size": 7.5, "Tags": []},
    {"Id": "p3", "Name": "Cedar", "Size": 12, "Tags": [{"Key": "us", "Value": "no"}]}
  ],
  "Places": {"Bern": {"Rank": 1}, "Turin": {"Rank": 2}},
  "Odd name": "x"
})";

struct Row {
  std::string_view expression;
  std::string_view result;
};

class Expression : public testing::TestWithParam<Row> {};

TEST_P(Expression, Finds) {
  EXPECT_EQ(search(GetParam().expression, kPartners), GetParam().result) << GetParam().expression;
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, Expression,
    testing::Values(
        Row{"Partners[0].Name", R"("Birch")"}, Row{"Partners[-1].Id", R"("p3")"},
        Row{"Partners[9]", "null"}, Row{"\"Odd name\"", R"("x")"}, Row{"Nobody.Name", "null"},
        Row{"Partners[].Id", R"(["p1","p2","p3"])"}, Row{"Partners[*].Size", "[40,7.5,12]"},
        Row{"Partners[:2].Id", R"(["p1","p2"])"}, Row{"Partners[::-1].Id", R"(["p3","p2","p1"])"},
        Row{"Partners[].Tags[].Key", R"(["eu","us"])"},
        Row{"Partners[].Tags[0].Key", R"(["eu","us"])"},
        Row{"Partners[].Tags | [0][0].Key", R"("eu")"}, Row{"Places.*.Rank", "[1,2]"},
        Row{"Partners[?Name=='Cedar'].Id", R"(["p3"])"},
        Row{"Partners[?Size > `10`].Id | [0]", R"("p1")"},
        Row{"Partners[?Size >= `12` && Name != 'Birch'].Id", R"(["p3"])"},
        Row{"Partners[?!Tags].Id", R"(["p2"])"},
        Row{"Partners[?Tags[?Key=='eu']].Name", R"(["Birch"])"},
        Row{"Partners[].[Id,Name]", R"([["p1","Birch"],["p2","Anvil"],["p3","Cedar"]])"},
        Row{"Partners[0].{Who: Name, Id: Id}", R"({"Who":"Birch","Id":"p1"})"},
        Row{"Nobody || `\"none\"`", R"("none")"}, Row{"`none`", R"("none")"},
        Row{"length(Partners)", "3"},
        Row{"sort_by(Partners, &Name)[].Name", R"(["Anvil","Birch","Cedar"])"},
        Row{"max_by(Partners, &Size).Id", R"("p1")"}, Row{"sum(Partners[].Size)", "59.5"},
        Row{"avg(`[2, 4]`)", "3.0"}, Row{"join(', ', Partners[].Id)", R"("p1, p2, p3")"},
        Row{"keys(Places)", R"(["Bern","Turin"])"}, Row{"to_string(`[1, 2]`)", R"("[1,2]")"},
        Row{"map(&Size, Partners)", "[40,7.5,12]"}, Row{"reverse('abä')", R"("äba")"},
        Row{"length('ä€')", "2"}, Row{"merge(Places.Bern, `{\"Rank\": 7}`)", R"({"Rank":7})"},
        Row{"to_number('1.50')", "1.5"}, Row{"to_number('x')", "null"},
        Row{"contains(Partners[].Id, 'p2')", "true"}, Row{"contains('abc', `1`)", "false"},
        Row{"@.Places.Bern", R"({"Rank":1})"}, Row{"'it\\'s'", R"("it's")"},
        Row{"`1` == `1.0`", "true"}, Row{"`1` == `true`", "false"}, Row{"'a' < `1`", "null"},
        Row{"Partners[::9223372036854775807].Id", R"(["p1"])"},
        Row{"Partners[::-9223372036854775808].Id", R"(["p3"])"}));

TEST(Query, TheLastOfEqualNamesCountsInThePlaceOfTheFirst) {
  EXPECT_EQ(search("@", R"({"a":1,"b":2,"a":3})"), R"({"a":3,"b":2})");
  std::string many = "{";
  for (int i = 0; i < 100'000; ++i) many += '"' + std::to_string(i) + "\":0,";
  EXPECT_EQ(search("length(@)", many + R"("70000":1})"), "100000");
  EXPECT_EQ(search("[\"0\",\"70000\",values(@)[70000],values(@)[-1]]", many + R"("70000":1})"),
            "[0,1,1,0]");
}

TEST(Query, WhatIsNoExpression) {
  for (const char* expression : {"",
                                 " ",
                                 "a.",
                                 ".a",
                                 "a b",
                                 "a[",
                                 "a[0",
                                 "a[x]",
                                 "a[1 2]",
                                 "a[0:1:2:3]",
                                 "a[::0]",
                                 "a[?b",
                                 "{a}",
                                 "{a: b",
                                 "[a",
                                 "(a",
                                 "a)",
                                 "a ||",
                                 "'a",
                                 "`a",
                                 "\"a",
                                 "\"\\q\"",
                                 "a = b",
                                 "-",
                                 "a.1",
                                 "a.'b'",
                                 "$",
                                 "\"a\"(b)",
                                 "(a)(b)",
                                 "[]x",
                                 "a[99999999999999999999]"})
    EXPECT_THROW(Query{expression}, QueryError) << expression;
}

TEST(Query, FunctionsAreKnownBeforeAnythingIsAsked) {
  EXPECT_THAT([] { Query("Partners[].shout(@)"); },
              testing::ThrowsMessage<QueryError>("Unknown function: shout()"));
  EXPECT_THAT(
      [] { Query("join(',')"); },
      testing::ThrowsMessage<QueryError>("Expected 2 arguments for function join(), received 1"));
  EXPECT_THROW(Query("not_null()"), QueryError);
}

TEST(Query, FunctionsTakeTheirTypes) {
  EXPECT_THAT([] { search("length(Size)", kPartners); },
              testing::ThrowsMessage<QueryError>(
                  "In function length(), invalid type for value: null, expected one of: "
                  "string|array|object, received: \"null\""));
  for (const char* expression :
       {"sum(Partners)", "sort(Partners)", "sort_by(Partners, &Tags)", "sort_by(Partners, Id)",
        "min_by(Partners, &Nothing)", "abs('1')", "map(Partners, &Id)", "merge(`[]`)",
        "sort(`[1, \"a\"]`)", "length(&Id)", "sort_by(`[{\"a\": 1}, {\"a\": \"x\"}]`, &a)"})
    EXPECT_THROW(search(expression, kPartners), QueryError) << expression;
}

TEST(Query, DepthHasAnEnd) {
  auto many = [](std::string_view part) {
    std::string all;
    for (int i = 0; i < 100'000; ++i) all += part;
    return all;
  };
  EXPECT_THROW(Query{many("(")}, QueryError);
  EXPECT_THROW(Query{many("!")}, QueryError);
  EXPECT_THROW(Query{"a" + many(".a")}, QueryError);
  EXPECT_THROW(Query{"a" + many("[]")}, QueryError);
  EXPECT_THROW(Query{"a" + many("|a")}, QueryError);
}

}  // namespace
}  // namespace amity::jmespath
