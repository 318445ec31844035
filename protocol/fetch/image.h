#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace amity::fetch {

enum class ImageKind : std::uint8_t { png, jpeg, gif, webp };

struct Image {
  ImageKind kind;
  std::uint32_t width;  // in pixels, as the file says
  std::uint32_t height;
};

// What image a file is, by its first bytes, whatever its name or its sender call it. Nothing when
// it is none of these kinds or ends before it tells its size. Nothing is decoded.
std::optional<Image> recognise(std::string_view file);

}  // namespace amity::fetch
