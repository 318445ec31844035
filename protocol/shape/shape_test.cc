// Decoding, validation and encoding of a small model of our own; the real model has its own test.
#include "protocol/shape/shape.h"

#include "protocol/shape/api_error.h"
#include "protocol/shape/decode.h"
#include "protocol/shape/encode.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace amity::shape {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct Name : Text<Name> {
  using Text::Text;
  static constexpr TextLimits limits{.min = 1, .max = 4, .pattern = R"([^x\x{2028}]*)"};
};
struct Secret : Text<Secret> {
  using Text::Text;
  static constexpr TextLimits limits{.max = 3, .sensitive = true};
};
struct Count : Number<Count, std::int32_t> {
  using Number::Number;
  static constexpr NumberLimits limits{.min = 1, .max = 100};
};
struct Big : Number<Big, std::int64_t> {
  using Number::Number;
  static constexpr NumberLimits limits{};
};
enum class Colour : std::uint8_t { RED, GREEN };
constexpr auto wire_names(Colour) { return names("RED", "GREEN"); }

struct Colours : List<Colours, Colour> {
  static constexpr ListLimits limits{.min = 1, .max = 2};
};
struct Names : List<Names, Name> {
  static constexpr ListLimits limits{.max = 3, .unique = true};
};
struct Inner {
  Name name;
  std::optional<Secret> secret;
  static constexpr auto members() {
    using Self = Inner;
    return fields(field<&Self::name>("Name", "A name."),
                  field<&Self::secret>("Secret", "Not to be shown."));
  }
};
struct EachColour : List<EachColour, Colour> {
  static constexpr ListLimits limits{.unique = true};
};
struct EachName : List<EachName, Inner> {
  static constexpr ListLimits limits{.unique_by = "Name"};
};
struct Distinct {
  std::optional<EachColour> colours;
  std::optional<EachName> inners;
  static constexpr auto members() {
    using Self = Distinct;
    return fields(field<&Self::colours>("Colours", "Each once."),
                  field<&Self::inners>("Inners", "Each name once."));
  }
};
struct ByColour : Map<ByColour, Colour, Inner> {};
struct Either {
  std::optional<Inner> left;
  std::optional<Big> right;
  static constexpr auto members() {
    using Self = Either;
    return one_of(field<&Self::left>("Left", "One."), field<&Self::right>("Right", "Other."));
  }
};
struct Outer {
  Name name;
  std::optional<Count> count;
  std::optional<Big> big;
  std::optional<Colour> colour;
  std::optional<Colours> colours;
  std::optional<Names> names_;
  std::optional<ByColour> map;
  std::optional<Either> either;
  std::optional<Inner> inner;
  std::optional<Timestamp> at;
  std::optional<bool> flag;
  static constexpr auto members() {
    using Self = Outer;
    return fields(field<&Self::name>("Name", "n").token(), field<&Self::count>("Count", "c"),
                  field<&Self::big>("Big", "b"), field<&Self::colour>("Colour", "c"),
                  field<&Self::colours>("Colours", "c"), field<&Self::names_>("Names", "n"),
                  field<&Self::map>("Map", "m"), field<&Self::either>("Either", "e"),
                  field<&Self::inner>("Inner", "i"), field<&Self::at>("At", "a"),
                  field<&Self::flag>("Flag", "f"));
  }
};

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

std::string encoded(const Outer& value) {
  std::string out;
  encode(value, out);
  return out;
}

std::vector<std::string> names_of(const std::vector<Violation>& violations) {
  std::vector<std::string> result;
  for (const auto& violation : violations) result.push_back(violation.name);
  return result;
}

TEST(Encode, WritesWhatDecodeReads) {
  std::string json =
      R"({"Name":"a\"\\","Count":7,"Big":-9007199254740993,"Colour":"GREEN","Colours":["RED","GREEN"],)"
      R"("Names":["a","b"],"Map":{"RED":{"Name":"r"},"GREEN":{"Name":"g"}},"Either":{"Right":3},)"
      R"("Inner":{"Name":"ü","Secret":"s"},"At":"2025-02-08T20:48:55.457Z","Flag":true})";

  auto [value, violations] = decoded(json);

  EXPECT_THAT(violations, IsEmpty());
  EXPECT_EQ(encoded(value), json);
}

TEST(Encode, EscapesControlCharacters) {
  std::string out;
  append_json_string(std::string_view("a\0b\n\t\r\x1f\x7f", 8), out);
  EXPECT_EQ(out, "\"a\\u0000b\\n\\t\\r\\u001f\x7f\"");
}

TEST(Encode, FindsWhatNeedsAnEscapeWhereverItStands) {
  simdjson::dom::parser parser;
  for (std::size_t at = 0; at < 20; ++at) {
    for (int byte = 1; byte < 0x80; ++byte) {
      std::string text(20, 'x');
      text[at] = static_cast<char>(byte);
      std::string out;
      append_json_string(text, out);
      EXPECT_EQ(parser.parse(out).get_string().value(), text) << at << ' ' << byte;
    }
  }
  std::string umlauts = "äöüäöüäöü€";
  std::string out;
  append_json_string(umlauts, out);
  EXPECT_EQ(out, '"' + umlauts + '"');
}

TEST(Encode, CanLeaveTheTokenOut) {
  Outer value;
  value.name = Name("tok");
  value.count = Count(3);
  std::string out;
  encode_without(type_of<Outer>(), &value, "Name", out);
  EXPECT_EQ(out, R"({"Count":3})");
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

TEST(DecodeTrusted, ReadsBackWithoutRules) {
  auto value = decode_trusted<Inner>(R"({"Secret":"longer than allowed"})");
  EXPECT_EQ(value.secret->str(), "longer than allowed");
  EXPECT_TRUE(value.name.empty());
}

TEST(ApiError, CarriesItsShape) {
  static constexpr ErrorKind kind{"SomeException", "com.example", 409};
  try {
    throw ApiError(kind, Inner{Name("n"), std::nullopt});
  } catch (const ApiError& error) {
    std::string out;
    error.append_members(out);
    EXPECT_EQ(out, R"("Name":"n")");
    EXPECT_NE(error.body<Inner>(), nullptr);
    EXPECT_EQ(error.body<Outer>(), nullptr);
  }
}

}  // namespace
}  // namespace amity::shape
