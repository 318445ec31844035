#include "server/secrets.h"

#include <gtest/gtest.h>

#include <set>

namespace amity::server {
namespace {

TEST(Secrets, AreBelowTheirBoundAndDifferent) {
  Secrets secrets;
  std::set<std::uint64_t> dice;
  std::set<std::uint64_t> large;
  for (int i = 0; i < 1000; ++i) {
    dice.insert(secrets.below(6));
    large.insert(secrets.below(UINT64_MAX));
  }

  EXPECT_EQ(dice, (std::set<std::uint64_t>{0, 1, 2, 3, 4, 5}));
  EXPECT_EQ(large.size(), 1000U);
  EXPECT_EQ(secrets.below(1), 0U);
}

}  // namespace
}  // namespace amity::server
