#pragma once

#include <optional>
#include <string>

namespace amity::client {

// All bytes of a file; nothing when there is no such file. Throws std::system_error, whose text
// names the file, for one that cannot be read.
std::optional<std::string> read_file(const std::string& path);

}  // namespace amity::client
