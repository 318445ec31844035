#pragma once

#include <string>
#include <string_view>

namespace amity::docs {

// The page docs/compatibility.md as Markdown: which operations are built, followed by `choices`,
// the hand-written part about what the public documentation leaves open. A test keeps the page as
// it is printed here.
std::string compatibility_page(std::string_view choices);

}  // namespace amity::docs
