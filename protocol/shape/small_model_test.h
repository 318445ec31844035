#pragma once

#include "protocol/shape/shape.h"

#include <cstdint>
#include <optional>

// A model with something of every kind, for tests. The real model has its own.
namespace amity::shape::small {

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
enum class Shade : std::uint8_t { LIGHT, DARK };
constexpr auto wire_names(Shade) { return names("LIGHT", "DARK"); }

struct Shades : List<Shades, Open<Shade>> {};
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
  std::optional<Open<Shade>> shade;
  std::optional<Shades> shades;
  static constexpr auto members() {
    using Self = Outer;
    return fields(field<&Self::name>("Name", "n").token(), field<&Self::count>("Count", "c"),
                  field<&Self::big>("Big", "b"), field<&Self::colour>("Colour", "c"),
                  field<&Self::colours>("Colours", "c"), field<&Self::names_>("Names", "n"),
                  field<&Self::map>("Map", "m"), field<&Self::either>("Either", "e"),
                  field<&Self::inner>("Inner", "i"), field<&Self::at>("At", "a"),
                  field<&Self::flag>("Flag", "f"), field<&Self::shade>("Shade", "s"),
                  field<&Self::shades>("Shades", "s"));
  }
};

}  // namespace amity::shape::small
