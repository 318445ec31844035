#include "cli/formats.h"
#include "protocol/shape/encode.h"

#include <algorithm>
#include <array>

namespace amity::cli {
namespace {

using simdjson::dom::element;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Whether a text stands for itself without quotes, for every reader: it begins like a word, and is
// none of those that mean something else.
bool is_plain(std::string_view text) {
  if (text.empty() || !is_letter(text.front()) || text.back() == ' ' || text.back() == ':')
    return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (!is_letter(c) && !is_digit(c) && std::string_view(" -_./:@+").find(c) == text.npos)
      return false;
    if (c == ':' && text[i + 1] == ' ') return false;
  }
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  constexpr std::array<std::string_view, 9> words{"y",     "n",  "yes", "no",  "true",
                                                  "false", "on", "off", "null"};
  return std::find(words.begin(), words.end(), lower) == words.end();
}

// A JSON string is one of YAML's, too, but for characters that YAML does not take as they are.
void append_quoted(std::string_view text, std::string& out) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> breaks{
      {{"\x7f", "\\x7f"},
       {"\xe2\x80\xa8", "\\u2028"},
       {"\xe2\x80\xa9", "\\u2029"},
       {"\xef\xbb\xbf", "\\ufeff"},
       {"\xef\xbf\xbe", "\\ufffe"},
       {"\xef\xbf\xbf", "\\uffff"}}};
  std::string json;
  shape::append_json_string(text, json);
  for (std::size_t i = 0; i < json.size(); ++i) {
    std::string_view rest = std::string_view(json).substr(i);
    auto found = std::find_if(breaks.begin(), breaks.end(),
                              [&](const auto& each) { return rest.starts_with(each.first); });
    if (found != breaks.end()) {
      out += found->second;
      i += found->first.size() - 1;
    } else if (rest.starts_with('\xc2') && static_cast<unsigned char>(rest[1]) < 0xa0) {
      constexpr std::string_view digits = "0123456789abcdef";  // a control character of Latin-1
      auto byte = static_cast<unsigned char>(rest[1]);
      out += {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
      ++i;
    } else {
      out += json[i];
    }
  }
}

void append_text_scalar(std::string_view text, std::string& out) {
  if (is_plain(text)) {
    out += text;
  } else {
    append_quoted(text, out);
  }
}

// YAML 1.1 wants a point in a fraction and a sign in its exponent.
std::string number(element value) {
  std::string text = simdjson::minify(value);
  std::size_t exponent = text.find('e');
  if (exponent == std::string::npos) return text;
  if (is_digit(text[exponent + 1])) text.insert(exponent + 1, "+");
  if (text.find('.') == std::string::npos) text.insert(exponent, ".0");
  return text;
}

bool is_empty(element value) {
  return (value.is_object() && value.get_object().value().size() == 0) ||
         (value.is_array() && value.get_array().value().size() == 0);
}

// What fits behind a name or a dash.
void append_inline(element value, std::string& out) {
  if (value.is_object()) {
    out += "{}";
  } else if (value.is_array()) {
    out += "[]";
  } else if (value.is_string()) {
    append_text_scalar(value.get_string().value(), out);
  } else {
    out += value.is_double() ? number(value) : simdjson::minify(value);
  }
}

bool is_inline(element value) { return is_scalar(value) || is_empty(value); }

// The lines of a list or an object that has something in it. The first begins where the text is.
void append_block(element value, std::size_t indent, std::string& out) {
  bool first = true;
  auto begin_line = [&] {
    if (!first) out += std::string(indent, ' ');
    first = false;
  };
  if (value.is_array()) {
    for (element item : value.get_array()) {
      begin_line();
      out += "- ";
      if (is_inline(item)) {
        append_inline(item, out);
        out += '\n';
      } else {
        append_block(item, indent + 2, out);
      }
    }
    return;
  }
  for (auto [name, member] : value.get_object()) {
    begin_line();
    append_text_scalar(name, out);
    out += ':';
    if (is_inline(member)) {
      out += ' ';
      append_inline(member, out);
      out += '\n';
    } else {
      std::size_t deeper = indent + (member.is_object() ? 2 : 0);
      out += '\n' + std::string(deeper, ' ');
      append_block(member, deeper, out);
    }
  }
}

}  // namespace

void append_yaml(element value, std::string& out) {
  if (!is_inline(value)) return append_block(value, 0, out);
  append_inline(value, out);
  out += '\n';
}

}  // namespace amity::cli
