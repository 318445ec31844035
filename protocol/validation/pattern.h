#pragma once

#include "protocol/shape/shape.h"

#include <string_view>

namespace amity::shape {

// Whether the whole of the text, which is UTF-8, matches the pattern. Takes time linear in the
// text, whatever the text is. Any thread. The pattern is compiled when it is first asked for and
// kept as long as the program runs; one that does not compile ends the program with its reason.
bool matches(const Pattern& pattern, std::string_view text);

}  // namespace amity::shape
