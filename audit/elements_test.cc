// What of a call is written down, and what is not.
#include "audit/elements.h"

#include "protocol/shape/shape.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace amity::audit {
namespace {

struct Word : shape::Text<Word> {
  using Text::Text;
  static constexpr shape::TextLimits limits{};
};
struct Secret : shape::Text<Secret> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.sensitive = true};
};
struct Count : shape::Number<Count, std::int32_t> {
  using Number::Number;
  static constexpr shape::NumberLimits limits{};
};
enum class Side : std::uint8_t { LEFT, RIGHT_HAND };
constexpr auto wire_names(Side) { return shape::names("LEFT", "RIGHT_HAND"); }
struct Tag {
  Word key;
  std::optional<Secret> value{};
  static constexpr auto members() {
    using Self = Tag;
    return shape::fields(shape::field<&Self::key>("Key", "."),
                         shape::field<&Self::value>("Value", "."));
  }
};
struct Tags : shape::List<Tags, Tag> {};
struct Hands : shape::Map<Hands, Side, Word> {};
struct Request {
  std::optional<Word> identifier{};
  std::optional<Secret> legal_name{};
  std::optional<Count> max_results{};
  std::optional<bool> primary{};
  std::optional<Side> side{};
  std::optional<Tags> tags{};
  std::optional<Hands> hands{};
  std::optional<Word> partner_arn{};
  static constexpr auto members() {
    using Self = Request;
    return shape::fields(
        shape::field<&Self::identifier>("Identifier", "."),
        shape::field<&Self::legal_name>("LegalName", "."),
        shape::field<&Self::max_results>("MaxResults", "."),
        shape::field<&Self::primary>("Primary", "."), shape::field<&Self::side>("Side", "."),
        shape::field<&Self::tags>("Tags", "."), shape::field<&Self::hands>("Hands", "."),
        shape::field<&Self::partner_arn>("PartnerArn", "."));
  }
};

struct Said {
  const char* name;
  const char* json;
  const char* written;
};
class Elements : public testing::TestWithParam<Said> {};

TEST_P(Elements, ShowWhatIsKnownAndNotSensitive) {
  simdjson::dom::parser parser;
  std::string written;
  std::vector<std::string> arns;
  append_elements(shape::type_of<Request>(), parser.parse(std::string(GetParam().json)), written,
                  arns);
  EXPECT_EQ(written, GetParam().written);
}

INSTANTIATE_TEST_SUITE_P(
    All, Elements,
    testing::Values(
        Said{"SmallLetters", R"({"Identifier":"a","MaxResults":5,"Primary":true})",
             R"({"identifier":"a","maxResults":5,"primary":true})"},
        Said{"Sensitive", R"({"LegalName":"Anvil Ltd"})", R"({"legalName":"***"})"},
        Said{"SensitiveWhateverItIs", R"({"LegalName":{"a":["Anvil Ltd"]}})",
             R"({"legalName":"***"})"},
        Said{"Nested", R"({"Tags":[{"Key":"team","Value":"x"},{"Key":"b"}]})",
             R"({"tags":[{"key":"team","value":"***"},{"key":"b"}]})"},
        Said{"KeysOfMapsStay", R"({"Hands":{"RIGHT_HAND":"x","THIRD":"y"},"Side":"LEFT"})",
             R"({"side":"LEFT","hands":{"RIGHT_HAND":"x"}})"},
        Said{"UnknownMembers", R"({"Password":"hunter2","Identifier":"a","Tags":[{"Pw":"x"}]})",
             R"({"identifier":"a","tags":[{}]})"},
        Said{
            "WrongKinds",
            R"({"Identifier":{"Password":"x"},"MaxResults":"x","Primary":1,"Tags":{"x":1},"Hands":[1]})",
            R"({})"},
        Said{"WrongItems", R"({"Tags":["x",{"Key":"b"},7]})", R"({"tags":[{"key":"b"}]})"},
        Said{"TheLastCounts", R"({"Identifier":"a","Identifier":"b","Primary":null})",
             R"({"identifier":"b"})"},
        Said{"Escapes", R"({"Identifier":"\"\u0000\n"})", R"({"identifier":"\"\u0000\n"})"},
        Said{"NoObject", R"(["x"])", "null"}, Said{"Empty", "{}", "{}"}),
    [](const auto& row) { return row.param.name; });

TEST(ElementsTest, NoteWhatTheCallIsAbout) {
  simdjson::dom::parser parser;
  std::string written;
  std::vector<std::string> arns;
  append_elements(shape::type_of<Request>(),
                  parser.parse(std::string(
                      R"({"Identifier":"arn:aws:x:::a","PartnerArn":"arn:aws:x:::b",
                          "LegalName":"arn:aws:x:::c"})")),
                  written, arns);
  append_elements(
      shape::type_of<Request>(),
      parser.parse(std::string(R"({"Identifier":"pac-1","PartnerArn":"arn:aws:x:::b"})")), written,
      arns);
  EXPECT_THAT(arns, testing::ElementsAre("arn:aws:x:::a", "arn:aws:x:::b"));
}

}  // namespace
}  // namespace amity::audit
