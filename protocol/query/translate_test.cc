#include "protocol/query/translate.h"

#include "protocol/shape/text.h"

#include <gmock/gmock.h>

#include <string>

namespace amity::query {
namespace {

struct Words : shape::Text<Words> {
  using Text::Text;
  static constexpr shape::TextLimits limits{};
};
struct Count : shape::Number<Count, std::int32_t> {
  using Number::Number;
  static constexpr shape::NumberLimits limits{};
};
struct Label {
  Words key;
  std::optional<Words> value;
  static constexpr auto members() {
    using Self = Label;
    return shape::fields(shape::field<&Self::key>("Key", "Key."),
                         shape::field<&Self::value>("Value", "Value."));
  }
};
struct Labels : shape::List<Labels, Label> {};
struct Order {
  Words name;
  std::optional<Count> count;
  std::optional<Labels> labels;
  std::optional<Label> main;
  static constexpr auto members() {
    using Self = Order;
    return shape::fields(shape::field<&Self::name>("Name", "Name."),
                         shape::field<&Self::count>("Count", "Count."),
                         shape::field<&Self::labels>("Labels", "Labels."),
                         shape::field<&Self::main>("Main", "Main."));
  }
};

std::string json_of(std::string_view body) {
  auto form = http::parse_form(body);
  if (!form) return "no form";
  std::string out;
  append_json(shape::type_of<Order>(), *form, out);
  return out;
}

std::string xml_of(const std::string& json) {
  simdjson::dom::parser parser;
  std::string out;
  append_xml(parser.parse(json).value(), out);
  return out;
}

TEST(FormToJson, TakesWhatTheTypeHas) {
  EXPECT_EQ(json_of("Action=X&Version=1&Name=a+b%21&Count=7&Other=1"),
            R"({"Name":"a b!","Count":7})");
  EXPECT_EQ(json_of(""), "{}");
}

TEST(FormToJson, NumbersItemsFromOneWithoutGaps) {
  EXPECT_EQ(json_of("Labels.member.2.Key=b&Labels.member.1.Key=a&Labels.member.1.Value="
                    "&Labels.member.4.Key=d"),
            R"({"Labels":[{"Key":"a","Value":""},{"Key":"b"}]})");
  EXPECT_EQ(json_of("Labels="), R"({"Labels":[]})");
  EXPECT_EQ(json_of("Labels.member.0.Key=a"), R"({"Labels":[]})");
}

TEST(FormToJson, GoesIntoStructures) {
  EXPECT_EQ(json_of("Main.Key=a&Mainly=b"), R"({"Main":{"Key":"a"}})");
}

TEST(FormToJson, LeavesMalformedNumbersToTheDecoder) {
  EXPECT_EQ(json_of("Count=7x"), R"({"Count":"7x"})");
  EXPECT_EQ(json_of("Count=1.5"), R"({"Count":"1.5"})");
  EXPECT_EQ(json_of("Count="), R"({"Count":""})");
  EXPECT_EQ(json_of("Count=99999999999999999999"), R"({"Count":"99999999999999999999"})");
}

TEST(FormToJson, EscapesWhatWouldEndAString) {
  EXPECT_EQ(json_of("Name=%22%2C%22Count%22%3A%221%0A"), R"({"Name":"\",\"Count\":\"1\n"})");
}

TEST(JsonToXml, NamesItemsMember) {
  EXPECT_EQ(xml_of(R"({"A":"x","B":[{"C":1},{"C":true}],"D":null,"E":{}})"),
            "<A>x</A><B><member><C>1</C></member><member><C>true</C></member></B><E></E>");
}

TEST(JsonToXml, EscapesMarkupAndWhatXmlCannotHold) {
  EXPECT_EQ(xml_of(R"({"A":"<a b=\"1\">&\u0001\r\n\u00e9"})"),
            "<A>&lt;a b=&quot;1&quot;&gt;&amp;?&#xD;\n\xC3\xA9</A>");
}

}  // namespace
}  // namespace amity::query
