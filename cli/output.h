#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace amity::cli {

enum class Format : std::uint8_t { json, text, table, yaml };

// How an answer is shown.
struct Look {
  Format format = Format::json;
  std::string_view title{};  // of a table: the operation
  int width = 80;            // of the terminal, in columns; wider tables are turned upright
  bool colours = false;      // of a table
  bool on_terminal = false;  // control characters in an answer are then escaped
};

// JSON for people and scripts, in the ways of the AWS CLI, whose shapes they are. Nothing at all
// for an object without members. Throws Failure (other) when the text is no JSON.
std::string formatted(std::string_view json, const Look& look);

}  // namespace amity::cli
