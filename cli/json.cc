#include "cli/formats.h"
#include "protocol/shape/encode.h"

namespace amity::cli {
namespace {

using simdjson::dom::element;

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

}  // namespace

void append_json(element value, std::string& out) {
  append_indented(value, 0, out);
  out += '\n';
}

}  // namespace amity::cli
