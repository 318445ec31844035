#include "protocol/iam/policy_text.h"

#include "protocol/iam/names.h"
#include "protocol/iam/policy.h"

#include <algorithm>
#include <vector>

namespace amity::iam {

namespace json = simdjson::ondemand;

// "Effect, Action or Resource"
std::string listed(std::span<const std::string_view> names) {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 == names.size() ? " or " : ", ";
    out += names[i];
  }
  return out;
}

// What a sentence may repeat of the text: it ends up in JSON, in logs and on terminals.
std::string excerpt(std::string_view text) {
  constexpr std::size_t kMost = 64;
  std::string out = "\"";
  for (char c : text.substr(0, kMost)) out += c >= ' ' && c <= '~' ? c : '?';
  out += text.size() > kMost ? "…\"" : "\"";
  return out;
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

PolicyText::PolicyText(std::string_view text)
    : size_(text.size()), json_(text.data(), text.size()) {}

void PolicyText::fail(const char* at, const std::string& sentence) const {
  std::string_view before =
      all().substr(0, static_cast<std::size_t>(std::max(at, json_.data()) - json_.data()));
  auto line = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  std::size_t start = line == 0 ? 0 : before.rfind('\n') + 1;
  throw PolicyError(line + 1, before.size() - start + 1, sentence);
}

// What the parser found before it looked at a single value: of these it does not say where.
void PolicyText::fail_whole(simdjson::error_code error) const {
  const char* start = json_.data();
  if (error == simdjson::EMPTY) fail(start, "the policy is empty.");
  if (error != simdjson::UTF8_ERROR) fail(start + size_, "the text is not well-formed JSON.");
  const char* line = start;
  while (line < start + size_) {
    const char* end = std::find(line, start + size_, '\n');
    if (!simdjson::validate_utf8(line, static_cast<std::size_t>(end - line))) break;
    line = end + 1;
  }
  fail(line, "the text is not UTF-8.");
}

void PolicyText::walk(const std::function<void(json::document& document)>& visit) {
  seen_ = json_.data();
  json::parser parser;
  json::document document;
  if (auto error = parser.iterate(json_).get(document)) fail_whole(error);
  try {
    json::json_type type = document.type();
    if (type != json::json_type::object) fail(json_.data(), "a policy must be an object.");
    visit(document);
  } catch (const simdjson::simdjson_error& error) {
    if (error.error() == simdjson::INCOMPLETE_ARRAY_OR_OBJECT)
      fail(json_.data() + size_, "the text ends before the policy does.");
    // A parser that has given up no longer says where.
    const char* at = nullptr;
    if (document.current_location().get(at) != simdjson::SUCCESS) at = seen_;
    fail(at, "the text is not well-formed JSON from here on.");
  }
}

void PolicyText::require_end(json::document& document) const {
  const char* at = nullptr;
  if (document.current_location().get(at) == simdjson::SUCCESS)
    fail(at, "something follows after the end of the policy.");
}

const char* PolicyText::place(json::value value) { return seen_ = value.raw_json_token().data(); }

void PolicyText::members(json::object object, std::string_view whose,
                         std::span<const std::string_view> known, const Take& take) {
  std::vector<std::string> seen;
  for (json::field field : object) {
    const char* at = seen_ = field.key().raw() - 1;
    std::string name(std::string_view(field.unescaped_key()));
    if (!known.empty() && std::find(known.begin(), known.end(), name) == known.end()) {
      auto meant = std::find_if(known.begin(), known.end(), [&](std::string_view one) {
        return equal_without_case(one, name);
      });
      fail(at, meant != known.end() ? excerpt(name) + " must be written " + excerpt(*meant) + "."
                                    : std::string(whose) + " has no element " + excerpt(name) +
                                          ", only " + listed(known) + ".");
    }
    if (std::find(seen.begin(), seen.end(), name) != seen.end())
      fail(at, excerpt(name) + " stands twice in the same object.");
    take(name, field.value(), at);
    seen.push_back(std::move(name));
  }
}

json::object PolicyText::object(json::value value, std::string_view what, const char* at) const {
  json::json_type type = value.type();
  if (type != json::json_type::object) fail(at, std::string(what) + " must be an object.");
  return value.get_object();
}

std::string PolicyText::string(json::value value, std::string_view what) {
  const char* at = place(value);
  json::json_type type = value.type();
  if (type != json::json_type::string) fail(at, std::string(what) + " must be a string.");
  return std::string(std::string_view(value.get_string()));
}

void PolicyText::texts(json::value value, std::string_view what, bool scalars,
                       const std::function<void(std::string_view text, const char* at)>& take) {
  auto one = [&](json::value entry) {
    place(entry);
    std::string_view token = entry.raw_json_token();
    json::json_type type = entry.type();
    if (type == json::json_type::string) {
      take(std::string(std::string_view(entry.get_string())), token.data());
      return;
    }
    bool boolean = type == json::json_type::boolean;
    if (!scalars || (!boolean && type != json::json_type::number))
      fail(token.data(), std::string(what) + " must be a string or a list of strings.");
    while (!token.empty() && is_space(token.back())) token.remove_suffix(1);
    if (boolean)
      static_cast<void>(bool(entry.get_bool()));  // throws unless it is one
    else
      static_cast<void>(double(entry.get_double()));
    take(token, token.data());
  };

  json::json_type type = value.type();
  if (type != json::json_type::array) {
    one(value);
    return;
  }
  const char* at = place(value);
  bool empty = true;
  for (json::value entry : value.get_array()) {
    one(entry);
    empty = false;
  }
  if (empty) fail(at, std::string(what) + " is an empty list.");
}

}  // namespace amity::iam
