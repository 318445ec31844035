#pragma once

#include "protocol/shape/decode.h"
#include "protocol/shape/shape.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <variant>

namespace amity::shape {

// Where in the JSON a decoder is: at a member of a structure or an item of a list, and where that
// is. Lies on the decoder's stack; null is the whole.
struct Path {
  const Path* outer;
  std::variant<std::string_view, std::size_t> step;
};

// "AllianceLeadContact.Email", "TaskDetails.IndustrySegments[2]"; empty of the whole.
std::string name_of(const Path* at);

// Walks a JSON value along a type and fills the object at `out`. What is wrong with the value goes
// to the rules:
//
//   static void fail(at, message);              throws a SerializationError: another JSON type
//   void unknown_name(type, text, out, at);     an enum does not know the text
//
// and where `Rules::checks` also what else the model asks; see Validator.
template <class Rules>
class Decoder {
 public:
  using element = simdjson::dom::element;
  using element_type = simdjson::dom::element_type;

  explicit Decoder(Rules& rules) : rules_(rules) {}

  void decode(const Type& type, element json, void* out, const Path* at) {
    switch (type.kind) {
      case Kind::boolean:
        if (!json.is_bool()) refuse_scalar(json, "Boolean", "java.lang.Boolean", at);
        *static_cast<bool*>(out) = json.get_bool().value();
        return;
      case Kind::text:
        return decode_text(type, json, out, at);
      case Kind::enumeration:
        return decode_enumeration(type, json, out, at);
      case Kind::integer:
      case Kind::long_integer:
        return decode_number(type, json, out, at);
      case Kind::timestamp:
        return decode_timestamp(json, out, at);
      case Kind::list:
        return decode_list(type, json, out, at);
      case Kind::map:
        return decode_map(type, json, out, at);
      case Kind::structure:
      case Kind::union_:
        return decode_structure(type, json, out, at);
    }
  }

 private:
  // More members than any structure of a model has; the table of found values lives on the stack.
  static constexpr std::size_t kMostMembers = 32;

  // What a Coral service calls the JSON value that it did not expect.
  static std::string_view value_word(element json) {
    switch (json.type()) {
      case element_type::BOOL:
        return json.get_bool().value() ? "TRUE_VALUE" : "FALSE_VALUE";
      case element_type::STRING:
        return "STRING_VALUE";
      default:
        return "NUMBER_VALUE";
    }
  }

  [[noreturn]] static void refuse_scalar(element json, std::string_view wanted,
                                         std::string_view java_class, const Path* at) {
    switch (json.type()) {
      case element_type::OBJECT:
        Rules::fail(at, "Start of structure or map found where not expected");
      case element_type::ARRAY:
        Rules::fail(at, "Unrecognized collection type class " + std::string(java_class));
      default:
        Rules::fail(
            at, std::string(value_word(json)) + " cannot be converted to " + std::string(wanted));
    }
  }

  static std::string_view text_of(element json, const Path* at) {
    if (!json.is_string()) refuse_scalar(json, "String", "java.lang.String", at);
    return json.get_string().value();
  }

  void decode_text(const Type& type, element json, void* out, const Path* at) {
    std::string_view text = text_of(json, at);
    type.text_set(out, text);
    if constexpr (Rules::checks) rules_.check_text(type, text, at);
  }

  void decode_enumeration(const Type& type, element json, void* out, const Path* at) {
    std::string_view text = text_of(json, at);
    auto found = std::find(type.names.begin(), type.names.end(), text);
    if (found != type.names.end())
      type.enum_set(out, static_cast<std::uint8_t>(found - type.names.begin()));
    else
      rules_.unknown_name(type, text, out, at);
  }

  void decode_number(const Type& type, element json, void* out, const Path* at) {
    bool is_long = type.kind == Kind::long_integer;
    std::string_view wanted = is_long ? "Long" : "Integer";
    // A number with a fraction or beyond 64 bits is no integer: refused, never cut or wrapped.
    if (!json.is_int64())
      refuse_scalar(json, wanted, is_long ? "java.lang.Long" : "java.lang.Integer", at);
    std::int64_t number = json.get_int64().value();
    if (!is_long && (number < std::numeric_limits<std::int32_t>::min() ||
                     number > std::numeric_limits<std::int32_t>::max()))
      Rules::fail(at, "NUMBER_VALUE cannot be converted to Integer");
    type.number_set(out, number);
    if constexpr (Rules::checks) rules_.check_number(type, number, at);
  }

  static void decode_timestamp(element json, void* out, const Path* at) {
    auto instant = parse_iso8601(text_of(json, at));
    if (!instant) Rules::fail(at, "STRING_VALUE cannot be converted to Date");
    *static_cast<Timestamp*>(out) = *instant;
  }

  void decode_list(const Type& type, element json, void* out, const Path* at) {
    if (!json.is_array()) Rules::fail(at, "Unexpected field type");
    const Type& item_type = type.element();
    std::size_t index = 0;
    for (element item : json.get_array()) {
      Path here{at, index++};
      // Items beyond the limit are counted, not kept: the list is refused anyway.
      if (Rules::checks && index > type.list.max) continue;
      if (!item.is_null()) {
        decode(item_type, item, type.list_append(out), &here);
      } else if constexpr (Rules::checks) {
        rules_.refuse_missing(&here);
      }
    }
    if constexpr (Rules::checks) rules_.check_list(type, json, at);
  }

  void decode_map(const Type& type, element json, void* out, const Path* at) {
    if (!json.is_object()) Rules::fail(at, "Unexpected field type");
    const auto& known = type.map_key().names;
    for (auto [key, value] : json.get_object()) {
      if (value.is_null()) continue;
      if (Rules::checks && std::find(known.begin(), known.end(), key) == known.end()) continue;
      Path here{at, key};
      decode(type.map_value(), value, type.map_insert(out, key), &here);
    }
  }

  void decode_structure(const Type& type, element json, void* out, const Path* at) {
    if (!json.is_object()) {
      if (json.is_array())
        Rules::fail(at, "Unrecognized collection type class " + std::string(type.name));
      Rules::fail(at, "Unexpected field type");
    }

    std::array<element, kMostMembers> found{};
    std::array<bool, kMostMembers> present{};
    for (auto [key, value] : json.get_object()) {
      std::size_t i = 0;
      while (i < type.fields.size() && type.fields[i].name != key) ++i;
      if (i < type.fields.size()) {
        found[i] = value;
        present[i] = !value.is_null();
      } else if constexpr (Rules::checks) {
        Path here{at, key};
        rules_.unknown_member(&here);
      }
    }

    std::size_t members = 0;
    for (std::size_t i = 0; i < type.fields.size(); ++i) {
      const Field& field = type.fields[i];
      Path here{at, field.name};
      if (present[i]) {
        ++members;
        decode(field.type(), found[i], field.make(out), &here);
      } else if constexpr (Rules::checks) {
        if (field.required) rules_.refuse_missing(&here);
      }
    }
    if constexpr (Rules::checks)
      if (type.kind == Kind::union_ && members != 1) rules_.refuse_union(type, at);
  }

  Rules& rules_;
};

}  // namespace amity::shape
