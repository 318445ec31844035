#include "cli/progress.h"

#include <gtest/gtest.h>

#include <sstream>

namespace amity::cli {
namespace {

TEST(Progress, IsToldAfterASecondAndErased) {
  std::ostringstream terminal;
  std::chrono::steady_clock::time_point now{};
  {
    Progress progress(&terminal, [&] { return now; });
    progress.items(100);
    EXPECT_EQ(terminal.str(), "");
    now += std::chrono::milliseconds(1000);
    progress.items(1200);
    EXPECT_EQ(terminal.str(), "\r\x1b[K1 200 items so far");
    progress.items(1234567);
    EXPECT_TRUE(terminal.str().ends_with("\r\x1b[K1 234 567 items so far"));
  }
  EXPECT_TRUE(terminal.str().ends_with("\r\x1b[K"));
}

TEST(Progress, NobodyWatches) {
  std::chrono::steady_clock::time_point now{};
  Progress progress(nullptr, [&] { return now; });
  now += std::chrono::hours(1);
  progress.items(1);
}

}  // namespace
}  // namespace amity::cli
