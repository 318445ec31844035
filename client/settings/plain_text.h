#pragma once

#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace amity::client {

// ASCII letters in lower case, all other bytes as they are.
std::string lower_case(std::string_view text);

// The number whose digits are the whole text; nothing for any other text, and for a number that
// does not fit.
template <class Integer>
std::optional<Integer> whole_number(std::string_view text) {
  Integer number = 0;
  const char* end = text.data() + text.size();
  auto [stop, failure] = std::from_chars(text.data(), end, number);
  if (failure != std::errc() || stop != end) return std::nullopt;
  return number;
}

}  // namespace amity::client
