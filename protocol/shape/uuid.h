#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace amity::shape {

// A random UUID (version 4), lower case.
class Uuid {
 public:
  // Made from 128 random bits.
  Uuid(std::uint64_t high, std::uint64_t low);

  std::string_view text() const { return {text_.data(), text_.size()}; }

 private:
  std::array<char, 36> text_;
};

}  // namespace amity::shape
