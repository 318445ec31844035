#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace amity::shape {

// Bytes as JSON, mails and policies carry them (RFC 4648 §4).
std::string to_base64(std::string_view bytes);
// Nothing for a text that is none: no blanks, padding where it belongs.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace amity::shape
