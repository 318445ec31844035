#include "protocol/descriptor/descriptor.h"

#include <gtest/gtest.h>

#include <fcntl.h>

#include <string>

namespace amity {
namespace {

bool is_open(int number) { return ::fcntl(number, F_GETFD) != -1; }

TEST(DescriptorTest, IsClosedWithItsOwner) {
  int number = -1;
  {
    Descriptor null(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    ASSERT_TRUE(null.is_open());
    number = *null;
    EXPECT_TRUE(is_open(number));
  }
  EXPECT_FALSE(is_open(number));
}

TEST(DescriptorTest, HasOneOwner) {
  Descriptor first(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  int number = *first;
  Descriptor second = std::move(first);
  EXPECT_FALSE(first.is_open());  // NOLINT(bugprone-use-after-move): that is the question
  EXPECT_EQ(*second, number);
  second = Descriptor();
  EXPECT_FALSE(is_open(number));
}

TEST(DescriptorTest, AFailedCallIsNamed) {
  EXPECT_EQ(checked(3, "open"), 3);
  errno = ENOENT;
  try {
    checked(-1, "open");
    FAIL();
  } catch (const std::system_error& error) {
    EXPECT_EQ(error.code().value(), ENOENT);
    EXPECT_NE(std::string(error.what()).find("open"), std::string::npos);
  }
}

}  // namespace
}  // namespace amity
