#include "protocol/query/translate.h"

#include "protocol/http/markup.h"
#include "protocol/shape/encode.h"

#include <charconv>
#include <cstdint>

namespace amity::query {
namespace {

using shape::Kind;
using shape::Type;
using simdjson::dom::element;

bool is_integer(std::string_view text) {
  std::int64_t number = 0;
  auto [stopped, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && stopped == text.data() + text.size();
}

// Whether the form says anything of what is called so.
bool mentions(const http::Form& form, const std::string& name) {
  if (form.count(name) != 0) return true;
  std::string inside = name + '.';
  auto next = form.lower_bound(inside);
  return next != form.end() && next->first.starts_with(inside);
}

void append_value(const Type& type, const http::Form& form, const std::string& name,
                  std::string& out);

// `prefix` is empty of the whole request, else ends with a dot.
void append_structure(const Type& type, const http::Form& form, const std::string& prefix,
                      std::string& out) {
  out += '{';
  bool first = true;
  for (const shape::Field& field : type.fields) {
    std::string name = prefix + std::string(field.name);
    if (!mentions(form, name)) continue;
    if (!first) out += ',';
    first = false;
    shape::append_json_string(field.name, out);
    out += ':';
    append_value(field.type(), form, name, out);
  }
  out += '}';
}

void append_list(const Type& type, const http::Form& form, const std::string& name,
                 std::string& out) {
  out += '[';
  // An empty list is a field of that name without a value.
  for (std::size_t n = 1;; ++n) {
    std::string item = name + ".member." + std::to_string(n);
    if (!mentions(form, item)) break;
    if (n > 1) out += ',';
    append_value(type.element(), form, item, out);
  }
  out += ']';
}

void append_value(const Type& type, const http::Form& form, const std::string& name,
                  std::string& out) {
  switch (type.kind) {
    case Kind::structure:
    case Kind::union_:
      return append_structure(type, form, name + '.', out);
    case Kind::list:
      return append_list(type, form, name, out);
    case Kind::boolean:
    case Kind::integer:
    case Kind::long_integer:
    case Kind::text:
    case Kind::enumeration:
    case Kind::timestamp:
    case Kind::map:
      break;
  }
  auto field = form.find(name);
  std::string_view text = field == form.end() ? std::string_view() : field->second;
  bool number = type.kind == Kind::integer || type.kind == Kind::long_integer;
  bool plain = (number && is_integer(text)) ||
               (type.kind == Kind::boolean && (text == "true" || text == "false"));
  if (plain)
    out += text;
  else
    shape::append_json_string(text, out);
}

template <class Append>
void enclose(std::string_view name, Append append_inside, std::string& out) {
  out += '<';
  out += name;
  out += '>';
  append_inside();
  out += "</";
  out += name;
  out += '>';
}

}  // namespace

void append_json(const Type& type, const http::Form& form, std::string& out) {
  append_structure(type, form, {}, out);
}

void append_xml(element json, std::string& out) {
  if (json.is_object()) {
    for (auto [name, value] : json.get_object())
      if (element member = value; !member.is_null())
        enclose(
            name, [&] { append_xml(member, out); }, out);
  } else if (json.is_array()) {
    for (element item : json.get_array())
      enclose(
          "member", [&] { append_xml(item, out); }, out);
  } else if (json.is_string()) {
    http::append_markup_text(json.get_string().value(), out);
  } else {
    out += simdjson::minify(json);
  }
}

void append_xml_element(std::string_view name, std::string_view text, std::string& out) {
  enclose(
      name, [&] { http::append_markup_text(text, out); }, out);
}

}  // namespace amity::query
