#pragma once

#include <simdjson.h>

#include <string>
#include <string_view>

// The formats of answers, a file each. They append whole lines.
namespace amity::cli {

struct Look;

// Indented by four.
void append_json(simdjson::dom::element value, std::string& out);

// Lines of values separated by tabs, in the order of their names, each line of a nested structure
// or list begun by its name in capitals.
void append_text(simdjson::dom::element value, std::string& out);

// Boxes of dashes and bars. Nothing for what is empty or null.
void append_table(simdjson::dom::element value, const Look& look, std::string& out);

// YAML 1.1 in block style.
void append_yaml(simdjson::dom::element value, std::string& out);

inline bool is_scalar(simdjson::dom::element value) {
  return !value.is_object() && !value.is_array();
}

// A scalar as text and tables show it: a text as it is, the rest as Python writes it.
std::string plain(simdjson::dom::element scalar);

}  // namespace amity::cli
