#include "cli/options.h"

#include "cli/failure.h"
#include "cli/shorthand.h"
#include "client/settings/plain_text.h"
#include "protocol/shape/encode.h"
#include "protocol/shape/timestamp.h"

#include <simdjson.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <optional>
#include <sstream>

namespace amity::cli {
namespace {

using shape::Kind;
using shape::Type;

constexpr std::string_view kFile = "file://";

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

bool is_scalar(const Type& type) {
  switch (type.kind) {
    case Kind::boolean:
    case Kind::text:
    case Kind::enumeration:
    case Kind::integer:
    case Kind::long_integer:
    case Kind::timestamp:
      return true;
    case Kind::list:
    case Kind::map:
    case Kind::structure:
    case Kind::union_:
      return false;
  }
  return false;
}

std::string joined(std::span<const std::string_view> words, std::string_view between) {
  std::string text;
  for (std::string_view word : words) {
    if (!text.empty()) text += between;
    text += word;
  }
  return text;
}

[[noreturn]] void fail(std::string_view option, const std::string& why) {
  throw Failure(Exit::usage, "Error parsing parameter '" + std::string(option) + "': " + why);
}

[[noreturn]] void refuse(std::string_view option, std::string_view word,
                         const std::string& expected) {
  fail(option, "'" + std::string(word) + "' is not " + expected);
}

// Whole numbers only: the models have no others.
std::int64_t number_of(std::string_view option, const Type& type, std::string_view word) {
  std::optional<std::int64_t> number = client::whole_number<std::int64_t>(word);
  if (type.kind == Kind::integer) number = client::whole_number<std::int32_t>(word);
  if (!number) refuse(option, word, "a whole number");
  return *number;
}

// As the AWS CLI: a date-time, a date, or seconds since 1970.
Timestamp timestamp_of(std::string_view option, std::string_view word) {
  if (auto at = parse_iso8601(word)) return *at;
  if (auto at = parse_iso8601(std::string(word) + "T00:00:00Z")) return *at;
  auto seconds = client::whole_number<std::int64_t>(word);
  constexpr std::int64_t kEndOfYear9999 = 253402300799;
  if (!seconds || *seconds < 0 || *seconds > kEndOfYear9999)
    refuse(option, word, "a time such as 2026-02-08T20:48:55Z, a date, or seconds since 1970");
  return Timestamp{*seconds * 1000};
}

void append_scalar(std::string_view option, const Type& type, const std::string& word,
                   std::string& out) {
  switch (type.kind) {
    case Kind::boolean:
      if (word != "true" && word != "false") refuse(option, word, "true or false");
      out += word;
      return;
    case Kind::text:
    case Kind::enumeration:
      shape::append_json_string(content_of(option, word), out);
      return;
    case Kind::integer:
    case Kind::long_integer:
      out += std::to_string(number_of(option, type, word));
      return;
    case Kind::timestamp:
      shape::append_json_string(to_iso8601(timestamp_of(option, word)), out);
      return;
    case Kind::list:
    case Kind::map:
    case Kind::structure:
    case Kind::union_:
      return;  // not scalar
  }
}

// What was given as JSON, which has to be an array for a list and an object for the rest.
std::string given_json(std::string_view option, const Type& type, const std::string& word) {
  simdjson::dom::parser parser;
  simdjson::dom::element json;
  bool list = type.kind == Kind::list;
  if (auto error = parser.parse(word).get(json))
    fail(option, std::string("Invalid JSON: ") + simdjson::error_message(error));
  if (list ? !json.is_array() : !json.is_object())
    fail(option, std::string("a JSON ") + (list ? "array" : "object") + " is expected");
  return simdjson::minify(json);
}

bool begins_with(std::string_view text, char c) {
  std::size_t begin = text.find_first_not_of(" \t\r\n");
  return begin != std::string_view::npos && text[begin] == c;
}

std::string json_of_word(std::string_view option, const Type& type, const std::string& word) {
  std::string json;
  if (is_scalar(type)) {
    append_scalar(option, type, word, json);
    return json;
  }
  std::string content = content_of(option, word);
  bool shorthand = (type.kind == Kind::structure || type.kind == Kind::union_) &&
                   !begins_with(content, '{') && !begins_with(content, '[');
  return shorthand ? json_of_shorthand(option, type, content) : given_json(option, type, content);
}

}  // namespace

std::string kebab_case(std::string_view name) {
  std::string text;
  for (std::size_t i = 0; i < name.size(); ++i) {
    bool begins_word = is_upper(name[i]) && i != 0 &&
                       (!is_upper(name[i - 1]) ||
                        (i + 1 < name.size() && !is_upper(name[i + 1]) && name[i + 1] != 's'));
    if (begins_word) text += '-';
    text += is_upper(name[i]) ? static_cast<char>(name[i] - 'A' + 'a') : name[i];
  }
  return text;
}

Takes takes(const Type& type) {
  if (type.kind == Kind::boolean) return Takes::flag;
  return type.kind == Kind::list ? Takes::several_values : Takes::one_value;
}

std::string placeholder(const Type& type) {
  switch (type.kind) {
    case Kind::boolean:
      return "true|false";
    case Kind::text:
      return "TEXT";
    case Kind::enumeration:
      return joined(type.names, "|");
    case Kind::integer:
    case Kind::long_integer:
      return "NUMBER";
    case Kind::timestamp:
      return "TIME";
    case Kind::list:
      return placeholder(type.element()) + "...";
    case Kind::map:
    case Kind::structure:
    case Kind::union_:
      return "JSON";
  }
  return {};
}

std::string content_of(std::string_view option, const std::string& word) {
  std::string content = word;
  if (word.starts_with(kFile)) {
    std::string path = word.substr(kFile.size());
    std::ifstream file(path, std::ios::binary);
    std::ostringstream bytes;
    if (!file || !(bytes << file.rdbuf()))
      fail(option, "Unable to load paramfile " + word + ": it cannot be read, or is empty");
    content = bytes.str();
  }
  if (!simdjson::validate_utf8(content)) fail(option, "the text is not UTF-8");
  return content;
}

std::string json_of(std::string_view option, const Type& type, std::span<const std::string> words) {
  if (takes(type) != Takes::several_values) return json_of_word(option, type, words.back());
  if (words.size() == 1) {
    bool file = words.front().starts_with(kFile);
    std::string content = file ? content_of(option, words.front()) : words.front();
    if (file || begins_with(content, '[')) return given_json(option, type, content);
  }
  std::string json;
  for (const std::string& word : words) {
    json += json.empty() ? '[' : ',';
    json += json_of_word(option, type.element(), word);
  }
  return json + ']';
}

}  // namespace amity::cli
