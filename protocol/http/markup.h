#pragma once

#include <string>
#include <string_view>

namespace amity::http {

// Appends a text so that it is only text in HTML and XML, between tags and between quotes: `<`,
// `>`, `&`, `"`, `'` and carriage returns as references, and `?` for control characters, which
// neither can hold.
void append_markup_text(std::string_view text, std::string& out);

}  // namespace amity::http
