#include "protocol/shape/decode.h"

#include "protocol/shape/validate.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <utility>

namespace amity::shape {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

// More members than any structure of a model has; the table of found values lives on the stack.
constexpr std::size_t kMostMembers = 32;

// What a Coral service calls the JSON value that it did not expect.
std::string_view value_word(element json) {
  switch (json.type()) {
    case element_type::BOOL:
      return json.get_bool().value() ? "TRUE_VALUE" : "FALSE_VALUE";
    case element_type::STRING:
      return "STRING_VALUE";
    default:
      return "NUMBER_VALUE";
  }
}

[[noreturn]] void refuse_scalar(element json, std::string_view wanted,
                                std::string_view java_class) {
  switch (json.type()) {
    case element_type::OBJECT:
      throw SerializationError("Start of structure or map found where not expected");
    case element_type::ARRAY:
      throw SerializationError("Unrecognized collection type class " + std::string(java_class));
    default:
      throw SerializationError(std::string(value_word(json)) + " cannot be converted to " +
                               std::string(wanted));
  }
}

// Walks a JSON value along a type. With a validator it collects broken rules; without, it trusts.
class Decoder {
 public:
  Decoder(Validator* validator, UnknownMembers unknown)
      : validator_(validator), unknown_(unknown) {}

  void decode(const Type& type, element json, void* out) {
    switch (type.kind) {
      case Kind::boolean:
        if (!json.is_bool()) refuse_scalar(json, "Boolean", "java.lang.Boolean");
        *static_cast<bool*>(out) = json.get_bool().value();
        return;
      case Kind::text:
        return decode_text(type, json, out);
      case Kind::enumeration:
        return decode_enumeration(type, json, out);
      case Kind::integer:
      case Kind::long_integer:
        return decode_number(type, json, out);
      case Kind::timestamp:
        return decode_timestamp(json, out);
      case Kind::list:
        return decode_list(type, json, out);
      case Kind::map:
        return decode_map(type, json, out);
      case Kind::structure:
      case Kind::union_:
        return decode_structure(type, json, out);
    }
  }

 private:
  static std::string_view text_of(element json) {
    if (!json.is_string()) refuse_scalar(json, "String", "java.lang.String");
    return json.get_string().value();
  }

  void decode_text(const Type& type, element json, void* out) {
    std::string_view text = text_of(json);
    type.text_set(out, text);
    if (validator_ != nullptr) validator_->check_text(type, text);
  }

  void decode_enumeration(const Type& type, element json, void* out) {
    std::string_view text = text_of(json);
    auto found = std::find(type.names.begin(), type.names.end(), text);
    if (found != type.names.end()) {
      type.enum_set(out, static_cast<std::uint8_t>(found - type.names.begin()));
    } else if (validator_ != nullptr) {
      validator_->refuse_enum(type, text);
    } else {
      throw SerializationError(std::string(text) + " is no " + std::string(type.name));
    }
  }

  void decode_number(const Type& type, element json, void* out) {
    bool is_long = type.kind == Kind::long_integer;
    std::string_view wanted = is_long ? "Long" : "Integer";
    // A number with a fraction or beyond 64 bits is no integer: refused, never cut or wrapped.
    if (!json.is_int64())
      refuse_scalar(json, wanted, is_long ? "java.lang.Long" : "java.lang.Integer");
    std::int64_t number = json.get_int64().value();
    if (!is_long && (number < std::numeric_limits<std::int32_t>::min() ||
                     number > std::numeric_limits<std::int32_t>::max()))
      throw SerializationError("NUMBER_VALUE cannot be converted to Integer");
    type.number_set(out, number);
    if (validator_ != nullptr) validator_->check_number(type, number);
  }

  static void decode_timestamp(element json, void* out) {
    auto at = parse_iso8601(text_of(json));
    if (!at) throw SerializationError("STRING_VALUE cannot be converted to Date");
    *static_cast<Timestamp*>(out) = *at;
  }

  // Adds what the item must not share with another of its list, as it was sent; nothing where items
  // may be equal, or when the item lacks it.
  static void add_identity(const ListLimits& limits, element item,
                           std::vector<std::string>& identities) {
    std::optional<element> identity;
    if (limits.unique) identity = item;
    if (!limits.unique_by.empty())
      for (auto [key, value] : item.get_object())
        if (key == limits.unique_by) identity = value;
    if (identity && !identity->is_null()) identities.push_back(simdjson::minify(*identity));
  }

  void decode_list(const Type& type, element json, void* out) {
    if (!json.is_array()) throw SerializationError("Unexpected field type");
    const Type& element_type_ = type.element();
    std::vector<std::string> identities;
    std::size_t index = 0;
    for (element item : json.get_array()) {
      // Items beyond the limit are counted, not kept: the list is refused anyway.
      if (validator_ != nullptr && index >= type.list.max) {
        ++index;
        continue;
      }
      Step step(validator_, index);
      if (item.is_null()) {
        if (validator_ != nullptr) validator_->refuse_missing();
      } else {
        decode(element_type_, item, type.list_append(out));
        if (validator_ != nullptr) add_identity(type.list, item, identities);
      }
      ++index;
    }
    if (validator_ != nullptr) validator_->check_list(type, index, std::move(identities));
  }

  void decode_map(const Type& type, element json, void* out) {
    if (!json.is_object()) throw SerializationError("Unexpected field type");
    const Type& key_type = type.map_key();
    for (auto [key, value] : json.get_object()) {
      auto found = std::find(key_type.names.begin(), key_type.names.end(), key);
      if (found == key_type.names.end() || value.is_null()) continue;
      decode(type.map_value(), value,
             type.map_insert(out, static_cast<std::uint8_t>(found - key_type.names.begin())));
    }
  }

  void decode_structure(const Type& type, element json, void* out) {
    if (!json.is_object()) {
      if (json.is_array())
        throw SerializationError("Unrecognized collection type class " + std::string(type.name));
      throw SerializationError("Unexpected field type");
    }

    std::array<element, kMostMembers> found{};
    std::array<bool, kMostMembers> present{};
    for (auto [key, value] : json.get_object()) {
      std::size_t i = 0;
      while (i < type.fields.size() && type.fields[i].name != key) ++i;
      if (i < type.fields.size()) {
        found[i] = value;
        present[i] = !value.is_null();
      } else if (unknown_ == UnknownMembers::refused) {
        Step step(validator_, key);
        validator_->refuse_unknown();
      }
    }

    std::size_t members = 0;
    for (std::size_t i = 0; i < type.fields.size(); ++i) {
      const Field& field = type.fields[i];
      Step step(validator_, field.name);
      if (present[i]) {
        ++members;
        decode(field.type(), found[i], field.make(out));
      } else if (field.required && validator_ != nullptr) {
        validator_->refuse_missing();
      }
    }
    if (type.kind == Kind::union_ && members != 1 && validator_ != nullptr)
      validator_->refuse_union(type);
  }

  // A step down the path while it is alive; nothing when nobody reads the path.
  class Step {
   public:
    template <class Where>
    Step(Validator* validator, Where where) : validator_(validator) {
      if (validator_ != nullptr) validator_->enter(where);
    }
    ~Step() {
      if (validator_ != nullptr) validator_->leave();
    }
    Step(const Step&) = delete;
    Step& operator=(const Step&) = delete;

   private:
    Validator* validator_;
  };

  Validator* validator_;
  UnknownMembers unknown_;
};

}  // namespace

std::string sentence_of(const std::vector<Violation>& violations) {
  std::string text = std::to_string(violations.size()) + " validation error";
  text += violations.size() == 1 ? " detected: " : "s detected: ";
  for (const Violation& violation : violations) {
    if (&violation != &violations.front()) text += "; ";
    text += violation.message;
  }
  return text;
}

std::vector<Violation> decode(const Type& type, const element& json, void* out,
                              UnknownMembers unknown) {
  Validator validator;
  Decoder(&validator, unknown).decode(type, json, out);
  return validator.take();
}

void decode_trusted(const Type& type, const element& json, void* out) {
  Decoder(nullptr, UnknownMembers::ignored).decode(type, json, out);
}

}  // namespace amity::shape
