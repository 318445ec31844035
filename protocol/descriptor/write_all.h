#pragma once

#include <cstddef>
#include <string_view>

namespace amity {

// Writes all of the text to a file descriptor; how much of it could be written. When that is less,
// errno says why. Waits for a pipe whose reader is slow, but not for ever: ETIMEDOUT.
std::size_t write_all(int file, std::string_view text);

}  // namespace amity
