#include "protocol/jmespath/functions.h"

#include "protocol/jmespath/members.h"
#include "protocol/jmespath/query.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <stdexcept>

namespace amity::jmespath {
namespace {

using Arguments = std::span<const Argument>;

const Value& first(Arguments arguments) { return arguments[0].value; }

[[noreturn]] void refuse(std::string_view function, const Value& value, std::string_view expected) {
  std::string shown;
  value.append_json(shown);
  throw QueryError("In function " + std::string(function) + "(), invalid type for value: " + shown +
                   ", expected one of: " + std::string(expected) + ", received: \"" +
                   std::string(value.type()) + '"');
}

// A whole number where it can be one.
Value whole_or(double number) {
  constexpr double limit = 9223372036854775808.0;
  if (number >= -limit && number < limit) return Value(static_cast<std::int64_t>(number));
  return Value(number);
}

Value absolute(Arguments arguments) {
  const std::int64_t* whole = first(arguments).whole();
  if (whole != nullptr && *whole != std::numeric_limits<std::int64_t>::min())
    return Value(std::abs(*whole));
  return Value(std::abs(first(arguments).number()));
}

Value ceiling(Arguments arguments) { return whole_or(std::ceil(first(arguments).number())); }
Value floored(Arguments arguments) { return whole_or(std::floor(first(arguments).number())); }

Value sum(Arguments arguments) {
  std::int64_t whole = 0;
  double fraction = 0;
  bool exact = true;
  for (const Value& item : *first(arguments).array()) {
    fraction += item.number();
    exact =
        exact && item.whole() != nullptr && !__builtin_add_overflow(whole, *item.whole(), &whole);
  }
  return exact ? Value(whole) : Value(fraction);
}

Value average(Arguments arguments) {
  const Array& items = *first(arguments).array();
  if (items.empty()) return {};
  return Value(sum(arguments).number() / static_cast<double>(items.size()));
}

bool before(const Value& a, const Value& b) {
  if (a.text() != nullptr) return *a.text() < *b.text();
  if (a.whole() != nullptr && b.whole() != nullptr) return *a.whole() < *b.whole();
  return a.number() < b.number();
}

Value least(Arguments arguments) {
  const Array& items = *first(arguments).array();
  return items.empty() ? Value() : *std::min_element(items.begin(), items.end(), before);
}

// The first of several that are equal, as with `least`.
Value greatest(Arguments arguments) {
  const Array& items = *first(arguments).array();
  return items.empty() ? Value() : *std::max_element(items.begin(), items.end(), before);
}

Value sorted(Arguments arguments) {
  Array items = *first(arguments).array();
  std::stable_sort(items.begin(), items.end(), before);
  return Value(std::move(items));
}

// An item and what an expression says of it.
using Keyed = std::pair<Value, const Value*>;

// Keys are all numbers or all texts.
std::vector<Keyed> keyed(std::string_view function, Arguments arguments) {
  std::vector<Keyed> pairs;
  for (const Value& item : *first(arguments).array()) {
    Value key = evaluate(*arguments[1].reference, item);
    bool fits = key.is_number() || key.text() != nullptr;
    if (!fits || (!pairs.empty() && key.type() != pairs.front().first.type()))
      refuse(function, key, "number|string, the same for all");
    pairs.emplace_back(std::move(key), &item);
  }
  return pairs;
}

bool key_before(const Keyed& a, const Keyed& b) { return before(a.first, b.first); }

Value sorted_by(Arguments arguments) {
  std::vector<Keyed> pairs = keyed("sort_by", arguments);
  std::stable_sort(pairs.begin(), pairs.end(), key_before);
  Array items;
  for (const Keyed& pair : pairs) items.push_back(*pair.second);
  return Value(std::move(items));
}

Value least_by(Arguments arguments) {
  std::vector<Keyed> pairs = keyed("min_by", arguments);
  return pairs.empty() ? Value()
                       : *std::min_element(pairs.begin(), pairs.end(), key_before)->second;
}

Value greatest_by(Arguments arguments) {
  std::vector<Keyed> pairs = keyed("max_by", arguments);
  return pairs.empty() ? Value()
                       : *std::max_element(pairs.begin(), pairs.end(), key_before)->second;
}

Value mapped(Arguments arguments) {
  Array results;
  for (const Value& item : *arguments[1].value.array())
    results.push_back(evaluate(*arguments[0].reference, item));
  return Value(std::move(results));
}

Value contains(Arguments arguments) {
  const Value& wanted = arguments[1].value;
  if (const Array* items = first(arguments).array())
    return Value(std::find(items->begin(), items->end(), wanted) != items->end());
  return Value(wanted.text() != nullptr &&
               first(arguments).text()->find(*wanted.text()) != std::string::npos);
}

Value starts_with(Arguments arguments) {
  return Value(first(arguments).text()->starts_with(*arguments[1].value.text()));
}
Value ends_with(Arguments arguments) {
  return Value(first(arguments).text()->ends_with(*arguments[1].value.text()));
}

bool continues_character(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) == 0x80; }

// Of a text, its characters rather than its bytes.
Value length(Arguments arguments) {
  const Value& value = first(arguments);
  if (value.array() != nullptr) return Value(std::ssize(*value.array()));
  if (value.object() != nullptr) return Value(std::ssize(*value.object()));
  const std::string& text = *value.text();
  return Value(static_cast<std::int64_t>(
      text.size() -
      static_cast<std::size_t>(std::count_if(text.begin(), text.end(), continues_character))));
}

Value reversed(Arguments arguments) {
  const Value& value = first(arguments);
  if (value.array() != nullptr) return Value(Array(value.array()->rbegin(), value.array()->rend()));
  std::string backwards;
  std::size_t end = value.text()->size();
  for (std::size_t i = end; i-- > 0;) {
    if (continues_character((*value.text())[i])) continue;
    backwards.append(*value.text(), i, end - i);
    end = i;
  }
  return Value(std::move(backwards));
}

Value joined(Arguments arguments) {
  std::string text;
  const Array& items = *arguments[1].value.array();
  for (const Value& item : items) {
    if (&item != items.data()) text += *first(arguments).text();
    text += *item.text();
  }
  return Value(std::move(text));
}

Value keys(Arguments arguments) {
  Array names;
  for (const auto& member : *first(arguments).object()) names.emplace_back(member.first);
  return Value(std::move(names));
}

Value values(Arguments arguments) {
  Array all;
  for (const auto& member : *first(arguments).object()) all.push_back(member.second);
  return Value(std::move(all));
}

Value merged(Arguments arguments) {
  Members members;
  for (const Argument& argument : arguments)
    for (const auto& [name, value] : *argument.value.object()) members.set(name, value);
  return members.take();
}

Value not_null(Arguments arguments) {
  for (const Argument& argument : arguments)
    if (!argument.value.is_null()) return argument.value;
  return {};
}

Value to_array(Arguments arguments) {
  return first(arguments).array() != nullptr ? first(arguments) : Value(Array{first(arguments)});
}

Value to_number(Arguments arguments) {
  if (first(arguments).is_number()) return first(arguments);
  if (first(arguments).text() == nullptr) return {};
  try {
    Value number = Value::parse(*first(arguments).text());
    return number.is_number() ? number : Value();
  } catch (const std::invalid_argument&) {
    return {};
  }
}

Value to_string(Arguments arguments) {
  if (first(arguments).text() != nullptr) return first(arguments);
  std::string json;
  first(arguments).append_json(json);
  return Value(std::move(json));
}

Value type_of(Arguments arguments) { return Value(std::string(first(arguments).type())); }

constexpr std::string_view kNumber[] = {"number"};
constexpr std::string_view kNumbers[] = {"array-number"};
constexpr std::string_view kOrdered[] = {"array-number|array-string"};
constexpr std::string_view kObject[] = {"object"};
constexpr std::string_view kAny[] = {"any"};
constexpr std::string_view kTwoTexts[] = {"string", "string"};
constexpr std::string_view kSearched[] = {"array|string", "any"};
constexpr std::string_view kSized[] = {"string|array|object"};
constexpr std::string_view kReversed[] = {"array|string"};
constexpr std::string_view kJoined[] = {"string", "array-string"};
constexpr std::string_view kMapped[] = {"expression", "array"};
constexpr std::string_view kBy[] = {"array", "expression"};

constexpr Function kFunctions[] = {
    {"abs", kNumber, false, absolute},
    {"avg", kNumbers, false, average},
    {"ceil", kNumber, false, ceiling},
    {"contains", kSearched, false, contains},
    {"ends_with", kTwoTexts, false, ends_with},
    {"floor", kNumber, false, floored},
    {"join", kJoined, false, joined},
    {"keys", kObject, false, keys},
    {"length", kSized, false, length},
    {"map", kMapped, false, mapped},
    {"max", kOrdered, false, greatest},
    {"max_by", kBy, false, greatest_by},
    {"merge", kObject, true, merged},
    {"min", kOrdered, false, least},
    {"min_by", kBy, false, least_by},
    {"not_null", kAny, true, not_null},
    {"reverse", kReversed, false, reversed},
    {"sort", kOrdered, false, sorted},
    {"sort_by", kBy, false, sorted_by},
    {"starts_with", kTwoTexts, false, starts_with},
    {"sum", kNumbers, false, sum},
    {"to_array", kAny, false, to_array},
    {"to_number", kAny, false, to_number},
    {"to_string", kAny, false, to_string},
    {"type", kAny, false, type_of},
    {"values", kObject, false, values},
};

bool is_of(const Argument& argument, std::string_view type) {
  if (type == "expression") return argument.reference != nullptr;
  if (argument.reference != nullptr) return false;
  if (type == "any" || type == argument.value.type()) return true;
  constexpr std::string_view array_of = "array-";
  const Array* items = argument.value.array();
  return type.starts_with(array_of) && items != nullptr &&
         std::all_of(items->begin(), items->end(), [&](const Value& item) {
           return item.type() == type.substr(array_of.size());
         });
}

bool is_one_of(const Argument& argument, std::string_view types) {
  while (!types.empty()) {
    std::size_t end = std::min(types.find('|'), types.size());
    if (is_of(argument, types.substr(0, end))) return true;
    types.remove_prefix(std::min(end + 1, types.size()));
  }
  return false;
}

}  // namespace

const Function* find_function(std::string_view name) {
  auto* found = std::find_if(std::begin(kFunctions), std::end(kFunctions),
                             [&](const Function& each) { return each.name == name; });
  return found != std::end(kFunctions) ? found : nullptr;
}

Value call(const Function& function, Arguments arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    std::string_view expected = function.takes[std::min(i, function.takes.size() - 1)];
    if (!is_one_of(arguments[i], expected)) refuse(function.name, arguments[i].value, expected);
  }
  return function.call(arguments);
}

}  // namespace amity::jmespath
