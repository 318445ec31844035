#pragma once

#include <string>
#include <string_view>

namespace amity::cli {

enum class Format { json, text };

// An answer, a JSON object, for people and scripts, in the ways of the AWS CLI: as indented JSON,
// or as lines of values separated by tabs, in the order of their names, each line of a nested
// structure or list begun by its name in capitals. Nothing at all when the object has no members.
// Throws Failure (other) when the text is no JSON object.
std::string formatted(std::string_view answer, Format format);

}  // namespace amity::cli
