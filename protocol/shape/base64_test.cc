#include "protocol/shape/base64.h"

#include <gtest/gtest.h>

namespace amity::shape {
namespace {

// RFC 4648 §10, and bytes that are no text.
TEST(Base64, GoesThereAndBack) {
  const std::pair<std::string, std::string> pairs[] = {{"", ""},
                                                       {"f", "Zg=="},
                                                       {"fo", "Zm8="},
                                                       {"foo", "Zm9v"},
                                                       {"foobar", "Zm9vYmFy"},
                                                       {std::string("\x00\xff\x10", 3), "AP8Q"},
                                                       {"\xfb\xff", "+/8="}};
  for (const auto& [bytes, text] : pairs) {
    EXPECT_EQ(to_base64(bytes), text);
    EXPECT_EQ(from_base64(text), bytes);
  }
}

TEST(Base64, IsReadStrictly) {
  for (const char* text : {"Zg", "Zg=", "Z===", "====", "Z=g=", "Zg==Zg==", " Zg==", "Zg==\n",
                           "    Zg==", "Zm9-", "Zm9_", "Zm 9"})
    EXPECT_FALSE(from_base64(text)) << text;
}

}  // namespace
}  // namespace amity::shape
