#include "protocol/fetch/image.h"

#include <cstddef>

namespace amity::fetch {
namespace {

std::uint32_t byte_at(std::string_view file, std::size_t at) {
  return static_cast<unsigned char>(file[at]);
}

// `bytes` of them from `at`, the most or the least significant first. They are there.
std::uint32_t big_endian(std::string_view file, std::size_t at, std::size_t bytes) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < bytes; ++i) number = number << 8 | byte_at(file, at + i);
  return number;
}
std::uint32_t little_endian(std::string_view file, std::size_t at, std::size_t bytes) {
  std::uint32_t number = 0;
  for (std::size_t i = bytes; i-- > 0;) number = number << 8 | byte_at(file, at + i);
  return number;
}

bool has(std::string_view file, std::size_t at, std::string_view bytes) {
  return file.size() >= at && file.substr(at).starts_with(bytes);
}

// Signature, then the chunk IHDR (RFC 2083 §3.1, §4.1.1).
std::optional<Image> png(std::string_view file) {
  if (!has(file, 0, "\x89PNG\r\n\x1a\n") || !has(file, 12, "IHDR") || file.size() < 24)
    return std::nullopt;
  return Image{ImageKind::png, big_endian(file, 16, 4), big_endian(file, 20, 4)};
}

std::optional<Image> gif(std::string_view file) {
  if ((!has(file, 0, "GIF87a") && !has(file, 0, "GIF89a")) || file.size() < 10) return std::nullopt;
  return Image{ImageKind::gif, little_endian(file, 6, 2), little_endian(file, 8, 2)};
}

// RIFF with one of three first chunks (RFC 9649 §2).
std::optional<Image> webp(std::string_view file) {
  if (!has(file, 0, "RIFF") || !has(file, 8, "WEBP") || file.size() < 30) return std::nullopt;
  if (has(file, 12, "VP8X"))
    return Image{ImageKind::webp, little_endian(file, 24, 3) + 1, little_endian(file, 27, 3) + 1};
  if (has(file, 12, "VP8L") && byte_at(file, 20) == 0x2f) {
    std::uint32_t sizes = little_endian(file, 21, 4);
    return Image{ImageKind::webp, (sizes & 0x3fff) + 1, (sizes >> 14 & 0x3fff) + 1};
  }
  if (has(file, 12, "VP8 ") && has(file, 23, "\x9d\x01\x2a"))
    return Image{ImageKind::webp, little_endian(file, 26, 2) & 0x3fff,
                 little_endian(file, 28, 2) & 0x3fff};
  return std::nullopt;
}

// A frame header among the markers of a JPEG file (ITU-T T.81 §B.1.1.3): C0 to CF, but for tables
// and what is set aside.
bool begins_frame(std::uint32_t marker) {
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

std::optional<Image> jpeg(std::string_view file) {
  if (!has(file, 0, "\xff\xd8\xff")) return std::nullopt;
  std::size_t at = 2;
  while (at + 4 <= file.size() && byte_at(file, at) == 0xff) {
    std::uint32_t marker = byte_at(file, at + 1);
    if (marker == 0xff) {  // filling
      ++at;
      continue;
    }
    if (begins_frame(marker)) {
      if (at + 9 > file.size()) return std::nullopt;
      return Image{ImageKind::jpeg, big_endian(file, at + 7, 2), big_endian(file, at + 5, 2)};
    }
    at += 2 + big_endian(file, at + 2, 2);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Image> recognise(std::string_view file) {
  for (auto kind : {png, jpeg, gif, webp})
    if (auto image = kind(file)) return image;
  return std::nullopt;
}

}  // namespace amity::fetch
