#pragma once

#include "protocol/jmespath/value.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace amity::jmespath {

struct Node;
using NodePtr = std::unique_ptr<const Node>;
struct Function;

// Which expression a node is, and what stands in its fields.
enum class NodeKind : std::uint8_t {
  current,            // @, or nothing
  literal,            // value
  field,              // name
  index,              // slice[0], of an array
  slice,              // slice
  chain,              // children: left, and what is asked of its result; both `.` and `|`
  flatten,            // child
  projection,         // children: an array, and what is asked of each item
  value_projection,   // the same with an object's values
  filter_projection,  // the same with an array's items for which the third child holds
  or_,
  and_,
  not_,
  comparison,  // comparison; two children
  list,        // [a, b]: children
  hash,        // {a: b}: names, children
  reference,   // &child
  call,        // function; children are the arguments
};

enum class Comparison : std::uint8_t {
  equal,
  not_equal,
  less,
  less_or_equal,
  greater,
  greater_or_equal,
};

// A compiled expression.
struct Node {
  NodeKind kind{};
  std::vector<NodePtr> children{};
  std::string name{};
  Value value{};
  std::vector<std::string> names{};
  std::optional<std::int64_t> slice[3]{};  // begin, end, step
  Comparison comparison{};
  const Function* function = nullptr;
  int depth = 1;  // of the tree, this node included
};

// The tree of an expression. Throws QueryError.
NodePtr parse(std::string_view expression);

// What the expression says of a value. Throws QueryError.
Value evaluate(const Node& node, const Value& value);

}  // namespace amity::jmespath
