// Encoding and reading back of a small model of our own; the real model has its own test.
#include "protocol/shape/shape.h"

#include "protocol/shape/api_error.h"
#include "protocol/shape/decode.h"
#include "protocol/shape/encode.h"
#include "protocol/shape/small_model_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <simdjson.h>

namespace amity::shape {
namespace {

using namespace small;

std::string encoded(const Outer& value) {
  std::string out;
  encode(value, out);
  return out;
}

TEST(Encode, WritesWhatDecodeReads) {
  std::string json =
      R"({"Name":"a\"\\","Count":7,"Big":-9007199254740993,"Colour":"GREEN","Colours":["RED","GREEN"],)"
      R"("Names":["a","b"],"Map":{"RED":{"Name":"r"},"GREEN":{"Name":"g"}},"Either":{"Right":3},)"
      R"("Inner":{"Name":"ü","Secret":"s"},"At":"2025-02-08T20:48:55.457Z","Flag":true,)"
      R"("Shade":"DARK","Shades":["LIGHT","DARK"]})";
  EXPECT_EQ(encoded(decode_trusted<Outer>(json)), json);
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

TEST(DecodeTrusted, ReadsBackWithoutRules) {
  auto value = decode_trusted<Inner>(R"({"Secret":"longer than allowed","Name":null,"New":[{}]})");
  EXPECT_EQ(value.secret->str(), "longer than allowed");
  EXPECT_TRUE(value.name.empty());
}

TEST(DecodeTrusted, KeepsWhatAnOpenEnumDoesNotKnow) {
  std::string json =
      R"({"Name":"n","Map":{"RED":{"Name":"r"},"\"PINK":{"Name":"p"}},"Shade":"NE\"W",)"
      R"("Shades":["DARK","NEWER"]})";
  auto value = decode_trusted<Outer>(json);

  EXPECT_EQ(value.shade->known(), std::nullopt);
  EXPECT_EQ(value.shade->text(), "NE\"W");
  EXPECT_EQ(value.shades->items[0], Shade::DARK);
  EXPECT_EQ(value.shades->items[1].text(), "NEWER");
  EXPECT_EQ(value.map->find(Colour::RED)->name.str(), "r");
  EXPECT_EQ(value.map->find(Open<Colour>("\"PINK"))->name.str(), "p");
  EXPECT_EQ(value.map->find(Colour::GREEN), nullptr);
  EXPECT_EQ(encoded(value), json);
}

struct Unreadable {
  const char* name;
  const char* json;
  const char* message;
};

class DecodeTrusted_Unreadable : public testing::TestWithParam<Unreadable> {};

TEST_P(DecodeTrusted_Unreadable, IsRefusedWithTheMembersName) {
  try {
    decode_trusted<Outer>(GetParam().json);
    FAIL() << "nothing was thrown";
  } catch (const SerializationError& error) {
    EXPECT_STREQ(error.what(), GetParam().message);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Texts, DecodeTrusted_Unreadable,
    testing::Values(Unreadable{"NumberForText", R"({"Inner":{"Name":1}})",
                               "Inner.Name: NUMBER_VALUE cannot be converted to String"},
                    Unreadable{"NumberInAList", R"({"Names":["a",2]})",
                               "Names[1]: NUMBER_VALUE cannot be converted to String"},
                    Unreadable{"TextInAMap", R"({"Map":{"RED":"x"}})",
                               "Map.RED: Unexpected field type"},
                    Unreadable{"NoTime", R"({"At":"yesterday"})",
                               "At: STRING_VALUE cannot be converted to Date"},
                    Unreadable{"UnknownNameOfAClosedEnum", R"({"Colours":["BLUE"]})",
                               "Colours[0]: BLUE is no Colour"},
                    Unreadable{"AnotherRoot", "[]", "Unrecognized collection type class Outer"}),
    [](const auto& row) { return row.param.name; });

TEST(DecodeTrusted, RefusesWhatIsNoJson) {
  for (const char* text : {"", "{", "<html>", "{\"Name\":\"\xff\"}"})
    EXPECT_THROW(decode_trusted<Outer>(text), SerializationError) << text;
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
