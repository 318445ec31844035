#include "protocol/shape/validate.h"

#include <algorithm>

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

}  // namespace

void Validator::check_text(const Type& type, std::string_view text) {
  const TextLimits& limits = type.text;
  // A text has at most as many characters as bytes, so most need not be counted.
  bool too_long = text.size() > limits.max && length_of(text) > limits.max;
  bool too_short = text.size() < limits.min || (limits.min > 1 && length_of(text) < limits.min);
  bool mismatch = type.pattern != nullptr && !type.pattern->matches(text);
  if (!too_long && !too_short && !mismatch) return;

  std::string value = in_quotes(text);
  const std::string* shown = limits.sensitive ? nullptr : &value;
  if (too_long)
    refuse(Constraint::length, shown,
           "Member must have length less than or equal to " + std::to_string(limits.max));
  if (too_short)
    refuse(Constraint::length, shown,
           "Member must have length greater than or equal to " + std::to_string(limits.min));
  if (mismatch)
    refuse(Constraint::pattern, shown,
           "Member must satisfy regular expression pattern: " + public_spelling(limits.pattern));
}

void Validator::check_number(const Type& type, std::int64_t number) {
  std::string value = in_quotes(std::to_string(number));
  if (number < type.number.min)
    refuse(Constraint::range, &value,
           "Member must have value greater than or equal to " + std::to_string(type.number.min));
  if (number > type.number.max)
    refuse(Constraint::range, &value,
           "Member must have value less than or equal to " + std::to_string(type.number.max));
}

void Validator::check_list(const Type& type, std::size_t count,
                           std::vector<std::string> identities) {
  if (count > type.list.max)
    refuse(Constraint::too_many, nullptr,
           "Member must have length less than or equal to " + std::to_string(type.list.max));
  if (count < type.list.min)
    refuse(Constraint::too_few, nullptr,
           "Member must have length greater than or equal to " + std::to_string(type.list.min));
  std::sort(identities.begin(), identities.end());
  if (std::adjacent_find(identities.begin(), identities.end()) == identities.end()) return;
  std::string must = "Member must have unique values";
  if (!type.list.unique_by.empty()) must += " of " + std::string(type.list.unique_by);
  refuse(Constraint::unique, nullptr, must);
}

void Validator::refuse_missing() {
  static const std::string null = "null";
  refuse(Constraint::required, &null, "Member must not be null");
}

void Validator::refuse_unknown() {
  refuse(Constraint::unknown, nullptr, "There is no such member");
}

void Validator::refuse_enum(const Type& type, std::string_view text) {
  std::string must = "Member must satisfy enum value set: [";
  for (std::size_t i = 0; i < type.names.size(); ++i) {
    if (i != 0) must += ", ";
    must += type.names[i];
  }
  must += ']';
  std::string value = in_quotes(text);
  refuse(Constraint::enum_set, &value, must);
}

void Validator::refuse_union(const Type& type) {
  std::string must = "Member must have exactly one of [";
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    if (i != 0) must += ", ";
    must += type.fields[i].name;
  }
  must += "] set";
  refuse(Constraint::one_of, nullptr, must);
}

void Validator::refuse(Constraint constraint, const std::string* shown, std::string_view must) {
  std::string message = "Value ";
  if (shown != nullptr) message += *shown + ' ';
  message += "at '" + coral_path() + "' failed to satisfy constraint: ";
  message += must;
  violations_.push_back({constraint, field_name(), std::move(message)});
}

std::string Validator::field_name() const {
  std::string name;
  for (const auto& step : path_) {
    if (const auto* index = std::get_if<std::size_t>(&step)) {
      name += '[' + std::to_string(*index) + ']';
    } else {
      if (!name.empty()) name += '.';
      name += std::get<std::string_view>(step);
    }
  }
  return name;
}

std::string Validator::coral_path() const {
  std::string path;
  for (const auto& step : path_) {
    if (!path.empty()) path += '.';
    if (const auto* index = std::get_if<std::size_t>(&step)) {
      path += std::to_string(*index + 1) + ".member";
    } else {
      std::string_view member = std::get<std::string_view>(step);
      std::size_t at = path.size();
      path += member;
      if (path[at] >= 'A' && path[at] <= 'Z') path[at] = static_cast<char>(path[at] - 'A' + 'a');
    }
  }
  return path;
}

}  // namespace amity::shape
