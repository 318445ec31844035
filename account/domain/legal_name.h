#pragma once

#include <string>
#include <string_view>

namespace amity::account::domain {

// What two legal names have in common when they count as the same: the name without blanks around
// it and without case, in every alphabet (behaviour.md §6.1). Accents and punctuation count, and so
// does whether an accented letter is written as one character or as two.
//
// Where the system has no locale C.UTF-8 (Debian always installs it), case counts but for ASCII.
std::string legal_name_key(std::string_view name);

}  // namespace amity::account::domain
