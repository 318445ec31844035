#include "protocol/validation/validator.h"

#include "protocol/validation/pattern.h"

#include <algorithm>
#include <optional>

namespace amity::shape {
namespace {

// Characters, not bytes: every byte but the continuation bytes of UTF-8 begins one.
std::size_t length_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

// The expression as the public model spells it: RE2 writes \x{0020} for its \u0020.
std::string public_spelling(std::string_view pattern) {
  std::string text(pattern);
  for (std::size_t at = text.find("\\x{"); at != std::string::npos; at = text.find("\\x{", at)) {
    text.erase(text.find('}', at), 1);
    text.replace(at, 3, "\\u");
  }
  return text;
}

std::string in_quotes(std::string_view value) { return "'" + std::string(value) + "'"; }

// allianceLeadContact.email, industrySegments.3.member
std::string coral_path(const Path* at) {
  if (at == nullptr) return {};
  std::string path = coral_path(at->outer);
  if (!path.empty()) path += '.';
  if (const auto* index = std::get_if<std::size_t>(&at->step))
    return path + std::to_string(*index + 1) + ".member";
  std::size_t first = path.size();
  path += std::get<std::string_view>(at->step);
  if (path[first] >= 'A' && path[first] <= 'Z')
    path[first] = static_cast<char>(path[first] - 'A' + 'a');
  return path;
}

// What the items of a list must not share with each other, as it was sent; nothing where items may
// be equal, or of one that lacks it. Items beyond the limit do not matter.
std::vector<std::string> identities_of(const ListLimits& limits, simdjson::dom::element list) {
  std::vector<std::string> identities;
  if (!limits.unique && limits.unique_by.empty()) return identities;
  std::size_t index = 0;
  for (simdjson::dom::element item : list.get_array()) {
    if (index++ == limits.max) break;
    std::optional<simdjson::dom::element> identity;
    if (limits.unique) identity = item;
    if (!limits.unique_by.empty() && !item.is_null())
      for (auto [key, value] : item.get_object())
        if (key == limits.unique_by) identity = value;
    if (identity && !identity->is_null()) identities.push_back(simdjson::minify(*identity));
  }
  return identities;
}

}  // namespace

void Validator::fail(const Path* at, const std::string& message) {
  static_cast<void>(at);  // a Coral service does not say where
  throw SerializationError(message);
}

void Validator::check_text(const Type& type, std::string_view text, const Path* at) {
  const TextLimits& limits = type.text;
  // A text has at most as many characters as bytes, so most need not be counted.
  bool too_long = text.size() > limits.max && length_of(text) > limits.max;
  bool too_short = text.size() < limits.min || (limits.min > 1 && length_of(text) < limits.min);
  bool mismatch = type.pattern != nullptr && !matches(*type.pattern, text);
  if (!too_long && !too_short && !mismatch) return;

  std::string value = in_quotes(text);
  const std::string* shown = limits.sensitive ? nullptr : &value;
  if (too_long)
    refuse(Constraint::length, shown,
           "Member must have length less than or equal to " + std::to_string(limits.max), at);
  if (too_short)
    refuse(Constraint::length, shown,
           "Member must have length greater than or equal to " + std::to_string(limits.min), at);
  if (mismatch)
    refuse(Constraint::pattern, shown,
           "Member must satisfy regular expression pattern: " + public_spelling(limits.pattern),
           at);
}

void Validator::check_number(const Type& type, std::int64_t number, const Path* at) {
  std::string value = in_quotes(std::to_string(number));
  if (number < type.number.min)
    refuse(Constraint::range, &value,
           "Member must have value greater than or equal to " + std::to_string(type.number.min),
           at);
  if (number > type.number.max)
    refuse(Constraint::range, &value,
           "Member must have value less than or equal to " + std::to_string(type.number.max), at);
}

void Validator::check_list(const Type& type, simdjson::dom::element json, const Path* at) {
  std::size_t count = json.get_array().size();
  if (count > type.list.max)
    refuse(Constraint::too_many, nullptr,
           "Member must have length less than or equal to " + std::to_string(type.list.max), at);
  if (count < type.list.min)
    refuse(Constraint::too_few, nullptr,
           "Member must have length greater than or equal to " + std::to_string(type.list.min), at);
  std::vector<std::string> identities = identities_of(type.list, json);
  std::sort(identities.begin(), identities.end());
  if (std::adjacent_find(identities.begin(), identities.end()) == identities.end()) return;
  std::string must = "Member must have unique values";
  if (!type.list.unique_by.empty()) must += " of " + std::string(type.list.unique_by);
  refuse(Constraint::unique, nullptr, must, at);
}

void Validator::refuse_missing(const Path* at) {
  static const std::string null = "null";
  refuse(Constraint::required, &null, "Member must not be null", at);
}

void Validator::unknown_member(const Path* at) {
  if (unknown_ == UnknownMembers::refused)
    refuse(Constraint::unknown, nullptr, "There is no such member", at);
}

void Validator::unknown_name(const Type& type, std::string_view text, void*, const Path* at) {
  std::string must = "Member must satisfy enum value set: [";
  for (std::size_t i = 0; i < type.names.size(); ++i) {
    if (i != 0) must += ", ";
    must += type.names[i];
  }
  must += ']';
  std::string value = in_quotes(text);
  refuse(Constraint::enum_set, &value, must, at);
}

void Validator::refuse_union(const Type& type, const Path* at) {
  std::string must = "Member must have exactly one of [";
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    if (i != 0) must += ", ";
    must += type.fields[i].name;
  }
  must += "] set";
  refuse(Constraint::one_of, nullptr, must, at);
}

void Validator::refuse(Constraint constraint, const std::string* shown, std::string_view must,
                       const Path* at) {
  std::string message = "Value ";
  if (shown != nullptr) message += *shown + ' ';
  message += "at '" + coral_path(at) + "' failed to satisfy constraint: ";
  message += must;
  violations_.push_back({constraint, name_of(at), std::move(message)});
}

}  // namespace amity::shape
