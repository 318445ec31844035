#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace amity::admin {

// Bytes as JSON can carry them.
std::string to_base64(std::string_view bytes);
// Empty for a text that is none.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace amity::admin
