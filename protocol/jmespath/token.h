#pragma once

#include "protocol/jmespath/value.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace amity::jmespath {

enum class TokenKind : std::uint8_t {
  end,
  name,         // a bare identifier
  quoted_name,  // "an identifier"
  number,
  literal,  // `JSON` or 'text'
  current,  // @
  dot,
  star,
  comma,
  colon,
  ampersand,
  pipe,
  or_,
  and_,
  not_,
  equal,
  not_equal,
  less,
  less_or_equal,
  greater,
  greater_or_equal,
  open_parenthesis,
  close_parenthesis,
  open_brace,
  close_brace,
  open_bracket,
  close_bracket,
  flatten,  // []
  filter,   // [?
};

struct Token {
  TokenKind kind = TokenKind::end;
  std::size_t at = 0;       // where it begins in the expression
  std::string_view text{};  // as it stands there
  Value value{};            // of a name, a number or a literal
};

// The words of an expression, `end` the last. The tokens refer to the expression's text. Throws
// QueryError.
std::vector<Token> tokens_of(std::string_view expression);

}  // namespace amity::jmespath
