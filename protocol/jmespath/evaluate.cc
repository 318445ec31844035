#include "protocol/jmespath/functions.h"
#include "protocol/jmespath/members.h"
#include "protocol/jmespath/node.h"

#include <algorithm>

namespace amity::jmespath {
namespace {

Value item_at(const Value& value, std::int64_t index) {
  const Array* items = value.array();
  if (items == nullptr) return {};
  auto size = static_cast<std::int64_t>(items->size());
  if (index < 0) index += size;
  return index >= 0 && index < size ? (*items)[static_cast<std::size_t>(index)] : Value();
}

// As Python slices: parts that are absent are the ends in the step's direction.
Value slice_of(const Value& value, const std::optional<std::int64_t> (&slice)[3]) {
  const Array* items = value.array();
  if (items == nullptr) return {};
  auto size = static_cast<std::int64_t>(items->size());
  std::int64_t step = slice[2].value_or(1);
  std::int64_t least = step > 0 ? 0 : -1;
  std::int64_t most = step > 0 ? size : size - 1;
  auto place = [&](std::optional<std::int64_t> part, std::int64_t absent) {
    if (!part) return absent;
    return std::clamp(*part < 0 ? *part + size : *part, least, most);
  };
  std::int64_t begin = place(slice[0], step > 0 ? least : most);
  std::int64_t end = place(slice[1], step > 0 ? most : least);
  // Longer steps go past the end, too, and need not be added without overflow.
  step = std::clamp(step, -size - 1, size + 1);
  Array picked;
  for (std::int64_t i = begin; step > 0 ? i < end : i > end; i += step)
    picked.push_back((*items)[static_cast<std::size_t>(i)]);
  return Value(std::move(picked));
}

Value flat(const Value& value) {
  const Array* items = value.array();
  if (items == nullptr) return {};
  Array merged;
  for (const Value& item : *items) {
    if (const Array* inner = item.array()) {
      merged.insert(merged.end(), inner->begin(), inner->end());
    } else {
      merged.push_back(item);
    }
  }
  return Value(std::move(merged));
}

void append_projected(const Node& each, const Value& item, Array& results) {
  Value result = evaluate(each, item);
  if (!result.is_null()) results.push_back(std::move(result));
}

Value projected(const Node& node, const Value& value) {
  Value base = evaluate(*node.children[0], value);
  if (base.array() == nullptr) return {};
  Array results;
  for (const Value& item : *base.array())
    if (node.kind == NodeKind::projection || !evaluate(*node.children[2], item).is_false())
      append_projected(*node.children[1], item, results);
  return Value(std::move(results));
}

Value values_projected(const Node& node, const Value& value) {
  Value base = evaluate(*node.children[0], value);
  if (base.object() == nullptr) return {};
  Array results;
  for (const auto& member : *base.object())
    append_projected(*node.children[1], member.second, results);
  return Value(std::move(results));
}

template <class T>
bool ordered(Comparison how, const T& a, const T& b) {
  switch (how) {
    case Comparison::equal:
    case Comparison::not_equal:
      return false;  // not asked
    case Comparison::less:
      return a < b;
    case Comparison::less_or_equal:
      return a <= b;
    case Comparison::greater:
      return a > b;
    case Comparison::greater_or_equal:
      return a >= b;
  }
  return false;
}

// Only numbers have an order, and texts, as the AWS CLI has it; of anything else null comes.
Value compared(Comparison how, const Value& a, const Value& b) {
  if (how == Comparison::equal) return Value(a == b);
  if (how == Comparison::not_equal) return Value(!(a == b));
  if (a.whole() != nullptr && b.whole() != nullptr)
    return Value(ordered(how, *a.whole(), *b.whole()));
  if (a.is_number() && b.is_number()) return Value(ordered(how, a.number(), b.number()));
  if (a.text() != nullptr && b.text() != nullptr) return Value(ordered(how, *a.text(), *b.text()));
  return {};
}

Value list_of(const Node& node, const Value& value) {
  Array items;
  for (const NodePtr& child : node.children) items.push_back(evaluate(*child, value));
  return Value(std::move(items));
}

Value hash_of(const Node& node, const Value& value) {
  Members members;
  for (std::size_t i = 0; i < node.children.size(); ++i)
    members.set(node.names[i], evaluate(*node.children[i], value));
  return members.take();
}

Value called(const Node& node, const Value& value) {
  std::vector<Argument> arguments;
  for (const NodePtr& child : node.children) {
    if (child->kind == NodeKind::reference) {
      arguments.push_back({.value = {}, .reference = child->children[0].get()});
    } else {
      arguments.push_back({.value = evaluate(*child, value)});
    }
  }
  return call(*node.function, arguments);
}

}  // namespace

Value evaluate(const Node& node, const Value& value) {
  switch (node.kind) {
    case NodeKind::current:
      return value;
    case NodeKind::literal:
      return node.value;
    case NodeKind::field:
      return value.member(node.name);
    case NodeKind::index:
      return item_at(value, *node.slice[0]);
    case NodeKind::slice:
      return slice_of(value, node.slice);
    case NodeKind::chain:
      return evaluate(*node.children[1], evaluate(*node.children[0], value));
    case NodeKind::flatten:
      return flat(evaluate(*node.children[0], value));
    case NodeKind::projection:
    case NodeKind::filter_projection:
      return projected(node, value);
    case NodeKind::value_projection:
      return values_projected(node, value);
    case NodeKind::or_: {
      Value left = evaluate(*node.children[0], value);
      return left.is_false() ? evaluate(*node.children[1], value) : left;
    }
    case NodeKind::and_: {
      Value left = evaluate(*node.children[0], value);
      return left.is_false() ? left : evaluate(*node.children[1], value);
    }
    case NodeKind::not_:
      return Value(evaluate(*node.children[0], value).is_false());
    case NodeKind::comparison:
      return compared(node.comparison, evaluate(*node.children[0], value),
                      evaluate(*node.children[1], value));
    case NodeKind::list:
      return value.is_null() ? Value() : list_of(node, value);
    case NodeKind::hash:
      return value.is_null() ? Value() : hash_of(node, value);
    case NodeKind::reference:
      return {};  // only a function knows what to do with it
    case NodeKind::call:
      return called(node, value);
  }
  return {};
}

}  // namespace amity::jmespath
