#include "protocol/shape/uuid.h"

namespace amity::shape {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";
constexpr std::uint64_t kVersion = 0x4000;
constexpr std::uint64_t kVariant = std::uint64_t{1} << 63;

}  // namespace

Uuid::Uuid(std::uint64_t high, std::uint64_t low) : text_() {
  high = (high & ~std::uint64_t{0xf000}) | kVersion;
  low = (low & ~(std::uint64_t{3} << 62)) | kVariant;
  std::size_t at = 0;
  for (int digit = 0; digit < 32; ++digit) {
    if (digit == 8 || digit == 12 || digit == 16 || digit == 20) text_[at++] = '-';
    std::uint64_t half = digit < 16 ? high : low;
    text_[at++] = kHex[half >> (60 - 4 * (digit % 16)) & 15];
  }
}

}  // namespace amity::shape
