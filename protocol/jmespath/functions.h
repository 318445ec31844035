#pragma once

#include "protocol/jmespath/node.h"

#include <span>
#include <string_view>

namespace amity::jmespath {

// What a function is called with: a value, or an expression to be applied to others.
struct Argument {
  Value value{};
  const Node* reference = nullptr;
};

struct Function {
  std::string_view name;
  // One for each argument: the types that it may have, separated by '|'. "any" is any value,
  // "expression" a reference, "array-string" an array of nothing but strings.
  std::span<const std::string_view> takes;
  bool variadic;  // the last may be repeated
  Value (*call)(std::span<const Argument> arguments);
};

// The function of that name; null when there is none.
const Function* find_function(std::string_view name);

// The function's value for arguments of the right number. Throws QueryError when one is of a type
// that the function does not take.
Value call(const Function& function, std::span<const Argument> arguments);

}  // namespace amity::jmespath
