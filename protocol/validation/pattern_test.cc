#include "protocol/validation/pattern.h"

#include "protocol/shape/small_model_test.h"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <thread>
#include <vector>

namespace amity::shape {
namespace {

TEST(Pattern, IsNotCompiledBeforeATextIsChecked) {
  static const Pattern pattern{"a+"};
  EXPECT_EQ(pattern.compiled.load(), nullptr);
  EXPECT_TRUE(matches(pattern, "aaa"));
  EXPECT_FALSE(matches(pattern, "aab"));
  EXPECT_NE(pattern.compiled.load(), nullptr);
}

struct Never : Text<Never> {
  using Text::Text;
  static constexpr TextLimits limits{.pattern = "x("};  // it would end the program
};
TEST(Pattern, ThatIsDescribedOnlyIsNotCompiled) {
  EXPECT_EQ(type_of<Never>().pattern->expression, "x(");
}

TEST(Pattern, MayBeCompiledByManyThreadsAtOnce) {
  constexpr int threads = 8;
  static const Pattern pattern{"[a-z]{1,63}(-[a-z]{1,63})*"};
  std::atomic<int> matching = 0;
  std::latch start(threads);
  {
    std::vector<std::jthread> all;
    for (int i = 0; i < threads; ++i)
      all.emplace_back([&] {
        start.arrive_and_wait();
        if (matches(pattern, "some-words") && !matches(pattern, "4")) ++matching;
      });
  }
  EXPECT_EQ(matching, threads);
}

}  // namespace
}  // namespace amity::shape
