#pragma once

#include <string_view>

namespace amity::cli {

// How many columns of a terminal a text (UTF-8) takes: two for each wide character of East Asia,
// none for an accent that is put on the character before.
int columns_of(std::string_view text);

}  // namespace amity::cli
