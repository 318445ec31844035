#include "protocol/jmespath/value.h"

#include "protocol/jmespath/members.h"
#include "protocol/shape/encode.h"

#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <stdexcept>

namespace amity::jmespath {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

Value value_of(element json) {
  switch (json.type()) {
    case element_type::NULL_VALUE:
      return {};
    case element_type::BOOL:
      return Value(json.get_bool().value());
    case element_type::INT64:
      return Value(json.get_int64().value());
    case element_type::UINT64:  // larger than any that is signed
      return Value(static_cast<double>(json.get_uint64().value()));
    case element_type::DOUBLE:
      return Value(json.get_double().value());
    case element_type::STRING:
      return Value(std::string(json.get_string().value()));
    case element_type::ARRAY: {
      Array items;
      for (element item : json.get_array()) items.push_back(value_of(item));
      return Value(std::move(items));
    }
    case element_type::OBJECT: {
      Members members;
      for (auto [name, member] : json.get_object())
        members.set(std::string(name), value_of(member));
      return members.take();
    }
  }
  return {};
}

// The shortest text that is read back as the same number, with a point or an exponent in it. What
// JSON has no number for is null.
void append_fraction(double number, std::string& out) {
  if (!std::isfinite(number)) {
    out += "null";
    return;
  }
  char text[40];
  auto [end, failure] = std::to_chars(std::begin(text), std::end(text), number);
  std::string_view written(text, static_cast<std::size_t>(end - text));
  out += written;
  if (written.find_first_of(".e") == std::string_view::npos) out += ".0";
}

}  // namespace

Value Value::parse(std::string_view json) {
  simdjson::dom::parser parser;
  element parsed;
  if (auto error = parser.parse(json.data(), json.size()).get(parsed))
    throw std::invalid_argument(simdjson::error_message(error));
  return value_of(parsed);
}

double Value::number() const {
  return whole() != nullptr ? static_cast<double>(*whole()) : *fraction();
}

Value Value::member(std::string_view name) const {
  if (const Object* members = object())
    for (const auto& [each, value] : *members)
      if (each == name) return value;
  return {};
}

std::string_view Value::type() const {
  if (is_null()) return "null";
  if (boolean() != nullptr) return "boolean";
  if (text() != nullptr) return "string";
  if (array() != nullptr) return "array";
  return object() != nullptr ? "object" : "number";
}

bool Value::is_false() const {
  if (is_null()) return true;
  if (boolean() != nullptr) return !*boolean();
  if (text() != nullptr) return text()->empty();
  if (array() != nullptr) return array()->empty();
  return object() != nullptr && object()->empty();
}

void Value::append_json(std::string& out) const {
  if (is_null()) {
    out += "null";
  } else if (boolean() != nullptr) {
    out += *boolean() ? "true" : "false";
  } else if (whole() != nullptr) {
    out += std::to_string(*whole());
  } else if (fraction() != nullptr) {
    append_fraction(*fraction(), out);
  } else if (text() != nullptr) {
    shape::append_json_string(*text(), out);
  } else if (array() != nullptr) {
    out += '[';
    for (const Value& item : *array()) {
      if (&item != array()->data()) out += ',';
      item.append_json(out);
    }
    out += ']';
  } else {
    out += '{';
    for (const auto& member : *object()) {
      if (&member != object()->data()) out += ',';
      shape::append_json_string(member.first, out);
      out += ':';
      member.second.append_json(out);
    }
    out += '}';
  }
}

bool operator==(const Value& a, const Value& b) {
  if (a.is_number() && b.is_number()) {
    if (a.whole() != nullptr && b.whole() != nullptr) return *a.whole() == *b.whole();
    return a.number() == b.number();
  }
  if (a.array() != nullptr && b.array() != nullptr) return *a.array() == *b.array();
  if (a.object() != nullptr && b.object() != nullptr)
    return a.object()->size() == b.object()->size() &&
           std::all_of(a.object()->begin(), a.object()->end(), [&b](const auto& member) {
             return std::find(b.object()->begin(), b.object()->end(), member) != b.object()->end();
           });
  return a.content_ == b.content_;
}

}  // namespace amity::jmespath
