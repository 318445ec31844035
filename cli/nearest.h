#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace amity::cli {

// Those of the words that somebody may have meant who typed another, the likeliest first; at most
// three.
std::vector<std::string> nearest(std::string_view typed, std::span<const std::string> words);

}  // namespace amity::cli
