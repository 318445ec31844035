#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace amity::account::domain {

// The text with ASCII letters in lower case: how addresses, domains and reserved words are
// compared.
inline std::string in_lower_case(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return lower;
}

}  // namespace amity::account::domain
