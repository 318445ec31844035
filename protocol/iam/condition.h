#pragma once

#include "protocol/iam/condition_value.h"
#include "protocol/iam/lookup.h"
#include "protocol/iam/pattern.h"
#include "protocol/ip/address.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace amity::iam {

// How an operator compares. Operators that say the opposite (StringNotEquals) are the same
// comparison, negated.
enum class Comparison : std::uint8_t {
  string_equals,
  string_equals_ignore_case,
  string_like,
  arn_like,
  binary_equals,
  boolean,
  address,
  number,
  date,
  null,
};

enum class Order : std::uint8_t { equal, less, less_or_equal, greater, greater_or_equal };

// What stands before an operator: ForAllValues: or ForAnyValue:, for keys with several values.
enum class Quantifier : std::uint8_t { none, all, any };

// The name of an operator, read.
struct Operator {
  Comparison comparison;
  bool negated = false;
  Order order = Order::equal;  // of numbers and dates
  Quantifier quantifier = Quantifier::none;
  bool if_exists = false;

  // "ForAnyValue:StringLikeIfExists"; nothing for a name that IAM does not know.
  static std::optional<Operator> parse(std::string_view name);
  // Whether variables may stand in its values: with strings and ARNs only.
  bool takes_variables() const;
};

// One key under one operator, with the values that the policy gives.
class Condition {
 public:
  Condition(Operator op, std::string_view key) : op_(op), key_(key) {}

  // Adds a value. Throws std::invalid_argument, whose what() ends a sentence ("is no number"), when
  // it cannot be one of this operator.
  void add(std::string_view value, bool variables);

  bool holds(Lookup& lookup) const;

 private:
  struct Exact {
    std::string bytes;
  };
  using Value = std::variant<Pattern, Exact, bool, ip::Network, double>;

  bool equals_any(std::string_view given, Lookup& lookup) const;
  bool in_order(double given, double wanted) const;

  Operator op_;
  Key key_;
  std::vector<Value> values_;  // of the one alternative that the operator needs
};

}  // namespace amity::iam
