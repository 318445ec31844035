#pragma once

#include "protocol/iam/lookup.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace amity::iam {

// What of a policy's text is special.
struct Syntax {
  bool wildcards = false;  // * any characters, none too; ? exactly one
  bool variables = false;  // ${key}, ${key, 'default'}, and ${*} ${?} ${$} for the characters
};

// A value of a policy: an action, a resource or a condition's string. Compiled once. What a
// variable stands for is taken as it is: a * in it is no wildcard.
class Pattern {
 public:
  // Throws std::invalid_argument, whose what() ends a sentence ("has a ${ without its }"), when
  // variables are allowed and one cannot be read.
  Pattern(std::string_view text, Syntax syntax);

  bool matches(std::string_view text, Lookup& lookup) const;
  // The same without the case of ASCII letters. For patterns without wildcards.
  bool equals_without_case(std::string_view text, Lookup& lookup) const;
  // Compares ARNs: a wildcard ends at the colon, but for the last of the six parts.
  bool matches_arn(std::string_view text, Lookup& lookup) const;

  // Whether it is "*".
  bool matches_everything() const { return form_ == Form::everything; }
  // The text, when nothing in it is special; else null.
  const std::string* literal() const { return form_ == Form::literal ? &text_ : nullptr; }

 private:
  enum class Form : std::uint8_t { everything, literal, prefix, pieces };
  enum class Kind : std::uint8_t { literal, one, run, variable };

  struct Piece {
    Kind kind;
    std::size_t begin = 0;  // of text_, or the variable
    std::size_t size = 0;
  };
  struct Variable {
    Key key;
    bool has_default;
    std::string default_value;
  };

  void append_literal(std::string_view text);
  std::size_t append_variable(std::string_view rest);
  void settle_form();
  std::optional<std::string_view> value(const Variable& variable, Lookup& lookup) const;
  bool resolvable(Lookup& lookup) const;
  std::string_view last_literal() const;
  std::string_view text_of(const Piece& piece, Lookup& lookup) const;
  bool walk(std::string_view text, std::size_t open_from, Lookup& lookup) const;

  Form form_ = Form::pieces;
  std::string text_;  // the literal pieces, one after the other
  std::vector<Piece> pieces_;
  std::vector<Variable> variables_;
};

}  // namespace amity::iam
