#pragma once

#include <string>
#include <string_view>

namespace amity::cli {

// Of a text that others wrote, what may go to a terminal: a control character would be obeyed
// there, and is written as JSON writes it, "\u001b". Line breaks and tabs stay.
std::string visible(std::string_view text);

}  // namespace amity::cli
