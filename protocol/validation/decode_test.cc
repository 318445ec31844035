// Decoding of requests and what is wrong with them, with a small model of our own.
#include "protocol/validation/decode.h"

#include "protocol/shape/decode.h"
#include "protocol/shape/small_model_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace amity::shape {
namespace {

using namespace small;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct Decoded {
  Outer value;
  std::vector<Violation> violations;
};

Decoded decoded(const std::string& json) {
  simdjson::dom::parser parser;
  Decoded result;
  result.violations = decode(type_of<Outer>(), parser.parse(json).value(), &result.value);
  return result;
}

std::vector<std::string> names_of(const std::vector<Violation>& violations) {
  std::vector<std::string> result;
  for (const auto& violation : violations) result.push_back(violation.name);
  return result;
}

TEST(Decode, IgnoresUnknownMembersAndTakesNullAsAbsent) {
  auto [value, violations] = decoded(R"({"Name":"a","Count":null,"What":{"x":[1]},"__type":"y"})");
  EXPECT_THAT(violations, IsEmpty());
  EXPECT_FALSE(value.count);
}

TEST(Decode, RefusesUnknownMembersWherePeopleWrite) {
  simdjson::dom::parser parser;
  Outer value;
  auto violations =
      decode(type_of<Outer>(),
             parser.parse(std::string(R"({"Name":"a","Inner":{"Name":"b","nmae":1}})")).value(),
             &value, UnknownMembers::refused);
  EXPECT_THAT(names_of(violations), ElementsAre("Inner.nmae"));
}

TEST(Decode, LetsTheLastOfTwoEqualKeysWin) {
  EXPECT_EQ(decoded(R"({"Name":"a","Name":"b"})").value.name.str(), "b");
}

TEST(Decode, CountsCharactersNotBytes) {
  EXPECT_THAT(decoded(R"({"Name":"äöü€"})").violations, IsEmpty());
  EXPECT_THAT(names_of(decoded(R"({"Name":"äöü€a"})").violations), ElementsAre("Name"));
}

TEST(Decode, CollectsAllViolationsInTheOrderOfTheModel) {
  auto [value, violations] = decoded(
      R"({"Either":{},"Colours":["BLUE"],"Count":0,"Inner":{"Secret":"long"},"Names":["a","a"]})");

  EXPECT_THAT(names_of(violations), ElementsAre("Name", "Count", "Colours[0]", "Names", "Either",
                                                "Inner.Name", "Inner.Secret"));
  EXPECT_EQ(violations[0].message,
            "Value null at 'name' failed to satisfy constraint: Member must not be null");
  EXPECT_EQ(violations[1].message,
            "Value '0' at 'count' failed to satisfy constraint: Member must have value greater "
            "than or equal to 1");
  EXPECT_EQ(violations[2].message,
            "Value 'BLUE' at 'colours.1.member' failed to satisfy constraint: Member must satisfy "
            "enum value set: [RED, GREEN]");
  EXPECT_EQ(violations[3].constraint, Constraint::unique);
  EXPECT_EQ(violations[4].constraint, Constraint::one_of);
  EXPECT_THAT(violations[6].message, Not(HasSubstr("long")));
}

// What a client may send on, a server that does not know it refuses.
TEST(Decode, RefusesWhatAnOpenEnumDoesNotKnow) {
  auto violations = decoded(R"({"Name":"a","Shade":"NEW","Shades":["DARK","NEW"]})").violations;
  EXPECT_THAT(names_of(violations), ElementsAre("Shade", "Shades[1]"));
  EXPECT_EQ(violations[0].constraint, Constraint::enum_set);
  EXPECT_EQ(violations[0].message,
            "Value 'NEW' at 'shade' failed to satisfy constraint: Member must satisfy enum value "
            "set: [LIGHT, DARK]");
}

TEST(Decode, LeavesOutKeysThatAMapDoesNotKnow) {
  auto [value, violations] = decoded(R"({"Name":"a","Map":{"PINK":{},"RED":{"Name":"r"}}})");
  EXPECT_THAT(violations, IsEmpty());
  EXPECT_EQ(value.map->entries.size(), 1U);
}

TEST(Decode, ReportsLengthAndPatternOfOneString) {
  auto violations = decoded(R"({"Name":"xxxxx"})").violations;
  ASSERT_EQ(violations.size(), 2U);
  EXPECT_EQ(violations[0].constraint, Constraint::length);
  EXPECT_EQ(violations[1].constraint, Constraint::pattern);
  EXPECT_THAT(violations[1].message, testing::EndsWith(R"(pattern: [^x\u2028]*)"));
}

TEST(Decode, MatchesPatternsWhole) {
  EXPECT_THAT(decoded("{\"Name\":\"ax\"}").violations, testing::SizeIs(1));
  EXPECT_THAT(decoded("{\"Name\":\"a\\n\"}").violations, IsEmpty());
}

// Compared as sent: two items of which each is wrong in its own way are not equal.
TEST(Decode, ComparesItemsAsTheyWereSent) {
  auto constraints = [](std::string_view json) {
    simdjson::dom::parser parser;
    Distinct value;
    std::vector<Constraint> found;
    for (const auto& violation :
         decode(type_of<Distinct>(), parser.parse(json.data(), json.size()).value(), &value))
      found.push_back(violation.constraint);
    return found;
  };
  EXPECT_THAT(constraints(R"({"Colours":["NO","NEITHER"]})"),
              ElementsAre(Constraint::enum_set, Constraint::enum_set));
  EXPECT_THAT(constraints(R"({"Colours":["RED","RED"]})"), ElementsAre(Constraint::unique));
  EXPECT_THAT(constraints(R"({"Inners":[{"Name":"a"},{"Name":"b"}]})"), IsEmpty());
  EXPECT_THAT(constraints(R"({"Inners":[{"Name":"a"},{"Name":"a","Secret":"xy"}]})"),
              ElementsAre(Constraint::unique));
  EXPECT_THAT(constraints(R"({"Inners":[{},{"Name":null}]})"),
              ElementsAre(Constraint::required, Constraint::required));
}

TEST(Decode, RefusesAListBeyondItsLimitOnce) {
  auto violations = decoded(R"({"Name":"a","Colours":["RED","RED","NO","NO"]})").violations;
  ASSERT_EQ(violations.size(), 1U);
  EXPECT_EQ(violations[0].constraint, Constraint::too_many);
}

TEST(Decode, RefusesAUnionWithTwoMembers) {
  auto violations = decoded(R"({"Name":"a","Either":{"Left":{"Name":"l"},"Right":1}})").violations;
  ASSERT_EQ(violations.size(), 1U);
  EXPECT_EQ(violations[0].name, "Either");
}

struct WrongType {
  const char* name;
  const char* json;
  const char* message;
};

class Decode_WrongType : public testing::TestWithParam<WrongType> {};

TEST_P(Decode_WrongType, ThrowsAsACoralServiceSays) {
  try {
    decoded(GetParam().json);
    FAIL() << "nothing was thrown";
  } catch (const SerializationError& error) {
    EXPECT_STREQ(error.what(), GetParam().message);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Members, Decode_WrongType,
    testing::Values(
        WrongType{"NumberForText", R"({"Name":1})", "NUMBER_VALUE cannot be converted to String"},
        WrongType{"TrueForText", R"({"Name":true})", "TRUE_VALUE cannot be converted to String"},
        WrongType{"ObjectForText", R"({"Name":{}})",
                  "Start of structure or map found where not expected"},
        WrongType{"ListForText", R"({"Name":[]})",
                  "Unrecognized collection type class java.lang.String"},
        WrongType{"TextForInteger", R"({"Count":"1"})",
                  "STRING_VALUE cannot be converted to Integer"},
        WrongType{"FractionForInteger", R"({"Count":1.5})",
                  "NUMBER_VALUE cannot be converted to Integer"},
        WrongType{"BeyondInteger", R"({"Count":2147483648})",
                  "NUMBER_VALUE cannot be converted to Integer"},
        WrongType{"TextForLong", R"({"Big":"1"})", "STRING_VALUE cannot be converted to Long"},
        WrongType{"BeyondLong", R"({"Big":9223372036854775808})",
                  "NUMBER_VALUE cannot be converted to Long"},
        WrongType{"TextForList", R"({"Colours":"RED"})", "Unexpected field type"},
        WrongType{"TextForStructure", R"({"Inner":"x"})", "Unexpected field type"},
        WrongType{"ListForStructure", R"({"Inner":[]})",
                  "Unrecognized collection type class Inner"},
        WrongType{"NumberForEnum", R"({"Colour":0})",
                  "NUMBER_VALUE cannot be converted to String"}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace amity::shape
