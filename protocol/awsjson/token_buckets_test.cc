#include "protocol/awsjson/token_buckets.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace amity::awsjson {
namespace {

constexpr Timestamp kNow{1'767'225'600'000};
constexpr std::uint64_t kOwner = 111111111111;
constexpr std::uint64_t kOther = 222222222222;

int taken(TokenBuckets& buckets, std::uint64_t owner, Timestamp now, int tries = 100) {
  int count = 0;
  for (int i = 0; i < tries; ++i) count += buckets.take(owner, now) ? 1 : 0;
  return count;
}

TEST(TokenBuckets, HoldABurstAndRefillByTheSecond) {
  TokenBuckets buckets(5, 8);

  EXPECT_EQ(taken(buckets, kOwner, kNow), 8);
  EXPECT_EQ(taken(buckets, kOwner, kNow + milliseconds(199)), 0);
  EXPECT_EQ(taken(buckets, kOwner, kNow + milliseconds(200)), 1);
  EXPECT_EQ(taken(buckets, kOwner, kNow + milliseconds(1200)), 5);
  EXPECT_EQ(taken(buckets, kOwner, kNow + days(1)), 8);
}

TEST(TokenBuckets, HoldWhatASecondBringsWhenNoBurstIsGiven) {
  TokenBuckets buckets(3, 0);

  EXPECT_EQ(taken(buckets, kOwner, kNow), 3);
}

TEST(TokenBuckets, AreEachOwnersOwn) {
  TokenBuckets buckets(3, 0);
  taken(buckets, kOwner, kNow);

  EXPECT_EQ(taken(buckets, kOther, kNow), 3);
}

TEST(TokenBuckets, AreFullAgainWhenTheClockIsTurnedBack) {
  TokenBuckets buckets(3, 0);
  taken(buckets, kOwner, kNow);

  EXPECT_EQ(taken(buckets, kOwner, kNow - days(1)), 3);
}

TEST(TokenBuckets, RefuseNobodyForTheRequestsOfAMillionOthers) {
  TokenBuckets buckets(2, 0);
  for (std::uint64_t number = 0; number < 1'000'000; ++number)
    ASSERT_TRUE(buckets.take(number, kNow)) << number;
}

TEST(TokenBuckets, KeepTheirLevelWhileOthersComeAndGo) {
  TokenBuckets buckets(1, 100);
  EXPECT_EQ(taken(buckets, kOwner, kNow), 100);
  for (std::uint64_t number = 0; number < 20'000; ++number) buckets.take(number, kNow);

  EXPECT_FALSE(buckets.take(kOwner, kNow));
}

TEST(TokenBuckets, GiveOutNoMoreThanThereIsToSeveralThreads) {
  TokenBuckets buckets(1, 10'000);
  buckets.take(kOwner, kNow);  // it has its place
  std::atomic<int> count{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] { count += taken(buckets, kOwner, kNow, 10'000); });
  for (auto& thread : threads) thread.join();

  EXPECT_EQ(count, 9'999);
}

TEST(TokenBuckets, TellWhetherThereIsOneWithoutTakingIt) {
  TokenBuckets buckets(2, 0);
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(buckets.has(kOwner, kNow));
  EXPECT_EQ(taken(buckets, kOwner, kNow), 2);
  EXPECT_FALSE(buckets.has(kOwner, kNow));
  EXPECT_TRUE(buckets.has(kOwner, kNow + milliseconds(500)));
  EXPECT_TRUE(buckets.has(kOther, kNow));
}

}  // namespace
}  // namespace amity::awsjson
