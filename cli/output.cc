#include "cli/output.h"

#include "cli/failure.h"
#include "protocol/shape/encode.h"

#include <simdjson.h>

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace amity::cli {
namespace {

using simdjson::dom::element;

bool is_scalar(element value) { return !value.is_object() && !value.is_array(); }

void append_indented(element value, std::size_t depth, std::string& out) {
  auto begin_line = [&out](std::size_t level) { out += '\n' + std::string(4 * level, ' '); };
  bool first = true;
  auto separate = [&] {
    if (!first) out += ',';
    first = false;
    begin_line(depth + 1);
  };
  if (value.is_object()) {
    out += '{';
    for (auto [name, member] : value.get_object()) {
      separate();
      shape::append_json_string(name, out);
      out += ": ";
      append_indented(member, depth + 1, out);
    }
    if (!first) begin_line(depth);
    out += '}';
  } else if (value.is_array()) {
    out += '[';
    for (element item : value.get_array()) {
      separate();
      append_indented(item, depth + 1, out);
    }
    if (!first) begin_line(depth);
    out += ']';
  } else if (value.is_string()) {
    shape::append_json_string(value.get_string().value(), out);
  } else {
    out += simdjson::minify(value);
  }
}

std::string plain(element scalar) {
  if (scalar.is_string()) return std::string(scalar.get_string().value());
  if (scalar.is_bool()) return scalar.get_bool().value() ? "True" : "False";
  return scalar.is_null() ? "None" : simdjson::minify(scalar);
}

std::string in_capitals(std::string_view name) {
  std::string text;
  for (char c : name) text += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

// The AWS CLI's lines of tabs.
class Lines {
 public:
  explicit Lines(std::string& out) : out_(out) {}

  // `columns` are those of a row's neighbours in a list, so that a missing value leaves its place.
  void object(element value, std::string_view name, const std::set<std::string_view>* columns) {
    std::map<std::string_view, element> members;
    for (auto [key, member] : value.get_object()) members.insert_or_assign(key, member);

    std::vector<std::string> row;
    if (columns != nullptr) {
      for (std::string_view column : *columns) {
        auto found = members.find(column);
        row.push_back(found != members.end() ? plain(found->second) : "");
      }
    } else {
      for (const auto& [key, member] : members)
        if (is_scalar(member)) row.push_back(plain(member));
    }
    if (!row.empty()) line(name, row);
    for (const auto& [key, member] : members) {
      if (member.is_object()) object(member, key, nullptr);
      if (member.is_array()) list(member, key);
    }
  }

 private:
  // The lists of our models hold either scalars or structures.
  void list(element value, std::string_view name) {
    std::set<std::string_view> columns;
    for (element item : value.get_array()) {
      if (!item.is_object()) continue;
      for (auto [key, member] : item.get_object())
        if (is_scalar(member)) columns.insert(key);
    }
    for (element item : value.get_array()) {
      if (item.is_object()) object(item, name, &columns);
      if (is_scalar(item)) line(name, {plain(item)});
    }
  }

  void line(std::string_view name, const std::vector<std::string>& values) {
    std::string text = in_capitals(name);
    bool first = name.empty();
    for (const std::string& value : values) {
      if (!first) text += '\t';
      first = false;
      text += value;
    }
    out_ += text + '\n';
  }

  std::string& out_;
};

}  // namespace

std::string formatted(std::string_view answer, Format format) {
  simdjson::dom::parser parser;
  element json;
  if (parser.parse(answer.data(), answer.size()).get(json) != simdjson::SUCCESS ||
      !json.is_object())
    throw Failure(Exit::other, "the answer is no JSON object");
  std::string text;
  if (json.get_object().value().size() == 0) return text;
  switch (format) {
    case Format::json:
      append_indented(json, 0, text);
      text += '\n';
      break;
    case Format::text:
      Lines(text).object(json, {}, nullptr);
      break;
  }
  return text;
}

}  // namespace amity::cli
