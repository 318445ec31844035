#pragma once

#include "cli/api.h"
#include "cli/failure.h"
#include "protocol/shape/shape.h"

#include <gmock/gmock.h>

#include <array>
#include <string>

// An API of two operations that has a member of every kind.
namespace amity::cli::test {

struct Name : shape::Text<Name> {
  using Text::Text;
  static constexpr shape::TextLimits limits{};
};
struct Count : shape::Number<Count, std::int32_t> {
  using Number::Number;
  static constexpr shape::NumberLimits limits{.min = 1, .max = 100};
};
enum class Colour : std::uint8_t { RED, GREEN };
constexpr auto wire_names(Colour) { return shape::names("RED", "GREEN"); }

struct Tag {
  Name key;
  std::optional<Name> value;
  static constexpr auto members() {
    return shape::fields(shape::field<&Tag::key>("Key", "Its key."),
                         shape::field<&Tag::value>("Value", "Its value."));
  }
};
struct Tags : shape::List<Tags, Tag> {};
struct Names : shape::List<Names, Name> {};
struct Colours : shape::List<Colours, Colour> {};

struct PaintHouseRequest {
  Name user_name;
  std::optional<Count> coats;
  std::optional<bool> dry;
  std::optional<Colour> colour;
  std::optional<Timestamp> not_before;
  std::optional<Tag> tag;
  std::optional<Tags> tags;
  std::optional<Names> rooms;
  std::optional<Colours> colours;

  static constexpr auto members() {
    using Self = PaintHouseRequest;
    using shape::field;
    return shape::fields(
        field<&Self::user_name>("UserName", "Whose."), field<&Self::coats>("Coats", "How many."),
        field<&Self::dry>("Dry", "Whether it has to dry."),
        field<&Self::colour>("Colour", "Which."), field<&Self::not_before>("NotBefore", "When."),
        field<&Self::tag>("Tag", "One tag."), field<&Self::tags>("Tags", "Tags."),
        field<&Self::rooms>("Rooms", "Where."), field<&Self::colours>("Colours", "Several."));
  }
};
struct PaintHouseResponse {
  Name id;
  static constexpr auto members() {
    return shape::fields(shape::field<&PaintHouseResponse::id>("Id", "Its id."));
  }
};

struct ListTagsRequest {
  std::optional<Count> max_results;
  std::optional<Name> next_token;
  static constexpr auto members() {
    using Self = ListTagsRequest;
    return shape::fields(shape::field<&Self::max_results>("MaxResults", "How many."),
                         shape::field<&Self::next_token>("NextToken", "Where to begin."));
  }
};
struct ListTagsResponse {
  Tags tags;
  std::optional<Name> next_token;
  static constexpr auto members() {
    using Self = ListTagsResponse;
    return shape::fields(shape::field<&Self::tags>("Tags", "They."),
                         shape::field<&Self::next_token>("NextToken", "Where to go on."));
  }
};

template <class Request, class Response>
shape::Operation operation(std::string_view name) {
  return {.name = name,
          .doc = "It's what it does.",
          .access = shape::Access::write,
          .request = &shape::type_of<Request>,
          .response = &shape::type_of<Response>,
          .errors = 0};
}

inline const std::array<shape::Operation, 2> operations = {
    operation<ListTagsRequest, ListTagsResponse>("ListTags"),
    operation<PaintHouseRequest, PaintHouseResponse>("PaintHouse")};
inline const shape::Operation& list_tags = operations[0];
inline const shape::Operation& paint_house = operations[1];

inline const client::Api service{
    .target_prefix = "Houses",
    .signing_name = "houses",
    .host_prefix = "",
    .default_url = "",
    .names = {},
    .repeat = [](const shape::Operation&) { return client::Repeat::never; }};

inline const Api api{.command = "houses",
                     .doc = "Houses",
                     .service = &service,
                     .endpoint_url = "http://127.0.0.1:1",  // where nobody listens
                     .endpoint_variable = "HOUSES_ENDPOINT",
                     .needs_signature = false,
                     .operations = operations};

}  // namespace amity::cli::test

// That the expression is refused with this exit code, in words that have these among them.
#define EXPECT_FAILURE(expression, code, words)                          \
  try {                                                                  \
    static_cast<void>(expression);                                       \
    ADD_FAILURE() << "is not refused";                                   \
  } catch (const amity::cli::Failure& failure) {                         \
    EXPECT_EQ(failure.exit, code);                                       \
    EXPECT_THAT(std::string(failure.what()), testing::HasSubstr(words)); \
  }
