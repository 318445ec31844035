#include "cli/output.h"

#include "cli/failure.h"
#include "cli/formats.h"
#include "cli/visible.h"

namespace amity::cli {

using simdjson::dom::element;

std::string plain(element scalar) {
  if (scalar.is_string()) return std::string(scalar.get_string().value());
  if (scalar.is_bool()) return scalar.get_bool().value() ? "True" : "False";
  return scalar.is_null() ? "None" : simdjson::minify(scalar);
}

std::string formatted(std::string_view json, const Look& look) {
  simdjson::dom::parser parser;
  element value;
  if (parser.parse(json.data(), json.size()).get(value) != simdjson::SUCCESS)
    throw Failure(Exit::other, "the answer is no JSON");
  std::string text;
  if (value.is_object() && value.get_object().value().size() == 0) return text;
  switch (look.format) {
    case Format::json:
      append_json(value, text);
      break;
    case Format::text:
      append_text(value, text);
      break;
    case Format::table:
      append_table(value, look, text);
      break;
    case Format::yaml:
      append_yaml(value, text);
      break;
  }
  // A table has seen to it: its cells are as wide as what they show, and its colours are escapes.
  return look.on_terminal && look.format != Format::table ? visible(text) : text;
}

}  // namespace amity::cli
