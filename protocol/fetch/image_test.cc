#include "protocol/fetch/image.h"

#include <gtest/gtest.h>

#include <string>

namespace amity::fetch {
namespace {

// Bytes with zeros among them.
template <std::size_t N>
std::string bytes(const char (&text)[N]) {
  return std::string(text, N - 1);
}

const std::string kPng = bytes("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\2\0\0\0\3\x8\6");
const std::string kGif = bytes("GIF89a\4\1\5\0");
const std::string kJpeg = bytes("\xff\xd8\xff\xe0\0\4ab\xff\xff\xc4\0\2\xff\xc2\0\x11\x8\0\5\1\4");
const std::string kWebpLossy = bytes("RIFF\0\0\0\0WEBPVP8 \0\0\0\0abc\x9d\x01\x2a\4\x41\5\x80");
const std::string kWebpLossless = bytes("RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\3\1\1\0") + "extra";
const std::string kWebpExtended = bytes("RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0\3\1\0\4\0\0");

struct File {
  std::string content;
  ImageKind kind;
  std::uint32_t width;
  std::uint32_t height;
};

TEST(Images, AreRecognisedByTheirFirstBytes) {
  for (const File& file :
       {File{kPng, ImageKind::png, 258, 3}, File{kGif, ImageKind::gif, 260, 5},
        File{kJpeg, ImageKind::jpeg, 260, 5}, File{kWebpLossy, ImageKind::webp, 260, 5},
        File{kWebpLossless, ImageKind::webp, 260, 5},
        File{kWebpExtended, ImageKind::webp, 260, 5}}) {
    auto image = recognise(file.content);
    ASSERT_TRUE(image) << file.content;
    EXPECT_EQ(image->kind, file.kind);
    EXPECT_EQ(image->width, file.width);
    EXPECT_EQ(image->height, file.height);
  }
}

TEST(Images, ThatEndTooSoonAreNone) {
  for (const std::string& file : {kPng, kGif, kJpeg, kWebpLossy, kWebpExtended}) {
    std::size_t told = file == kPng ? 24 : file.size();
    for (std::size_t size = 0; size < told; ++size)
      EXPECT_FALSE(recognise(file.substr(0, size))) << size << " of " << file;
  }
}

TEST(Images, AreNoOtherFiles) {
  for (const std::string& file :
       {std::string("<html><img src=logo.png></html>"), std::string("<svg xmlns='x'/>"),
        std::string("%PDF-1.7 and more than thirty bytes"),
        std::string("\xff\xd8\xff\xe0\0\0\0\0\0\0", 10), std::string("\xff\xd8\xff\xff\xff\xff"),
        std::string("RIFF....WAVEfmt and more than thirty bytes"),
        std::string("RIFF....WEBPVP9 and more than thirty bytes")})
    EXPECT_FALSE(recognise(file)) << file;
}

}  // namespace
}  // namespace amity::fetch
