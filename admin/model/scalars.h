#pragma once

#include "protocol/shape/shape.h"
#include "protocol/shape/text.h"

#include <cstdint>

// The named strings and numbers that several parts of the admin API share.
namespace amity::admin {

// Text for people.
struct Sentence : shape::Text<Sentence> {
  using Text::Text;
  static constexpr shape::TextLimits limits{};
};

// A length of time.
struct Milliseconds : shape::Number<Milliseconds, std::int64_t> {
  using Number::Number;
  static constexpr shape::NumberLimits limits{};
};

// The answer of an operation that has nothing to say, and the request of one that needs nothing.
struct Nothing {
  static constexpr auto members() { return shape::fields(); }
};

}  // namespace amity::admin
