#include "account/service/request_rate.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace amity::account {
namespace {

constexpr Timestamp kNow{1'767'225'600'000};
constexpr domain::AccountId kOwner{111111111111};
constexpr domain::AccountId kOther{222222222222};

int taken(TokenBuckets& buckets, domain::AccountId account, Timestamp now, int tries = 100) {
  int count = 0;
  for (int i = 0; i < tries; ++i) count += buckets.take(account, now) ? 1 : 0;
  return count;
}

TEST(TokenBuckets, HoldABurstAndRefillByTheSecond) {
  TokenBuckets buckets({.per_second = 5, .burst = 8});

  EXPECT_EQ(taken(buckets, kOwner, kNow), 8);
  EXPECT_EQ(taken(buckets, kOwner, kNow + milliseconds(199)), 0);
  EXPECT_EQ(taken(buckets, kOwner, kNow + milliseconds(200)), 1);
  EXPECT_EQ(taken(buckets, kOwner, kNow + milliseconds(1200)), 5);
  EXPECT_EQ(taken(buckets, kOwner, kNow + days(1)), 8);
}

TEST(TokenBuckets, HoldWhatASecondBringsWhenNoBurstIsGiven) {
  TokenBuckets buckets({.per_second = 3});

  EXPECT_EQ(taken(buckets, kOwner, kNow), 3);
}

TEST(TokenBuckets, AreEachAccountsOwn) {
  TokenBuckets buckets({.per_second = 3});
  taken(buckets, kOwner, kNow);

  EXPECT_EQ(taken(buckets, kOther, kNow), 3);
}

TEST(TokenBuckets, AreFullAgainWhenTheClockIsTurnedBack) {
  TokenBuckets buckets({.per_second = 3});
  taken(buckets, kOwner, kNow);

  EXPECT_EQ(taken(buckets, kOwner, kNow - days(1)), 3);
}

TEST(TokenBuckets, RefuseNobodyForTheRequestsOfAMillionOthers) {
  TokenBuckets buckets({.per_second = 2});
  for (std::int64_t number = 0; number < 1'000'000; ++number)
    ASSERT_TRUE(buckets.take(domain::AccountId{number}, kNow)) << number;
}

TEST(TokenBuckets, KeepTheirLevelWhileOthersComeAndGo) {
  TokenBuckets buckets({.per_second = 1, .burst = 100});
  EXPECT_EQ(taken(buckets, kOwner, kNow), 100);
  for (std::int64_t number = 0; number < 20'000; ++number)
    buckets.take(domain::AccountId{number}, kNow);

  EXPECT_FALSE(buckets.take(kOwner, kNow));
}

TEST(TokenBuckets, GiveOutNoMoreThanThereIsToSeveralThreads) {
  TokenBuckets buckets({.per_second = 1, .burst = 10'000});
  buckets.take(kOwner, kNow);  // it has its place
  std::atomic<int> count{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] { count += taken(buckets, kOwner, kNow, 10'000); });
  for (auto& thread : threads) thread.join();

  EXPECT_EQ(count, 9'999);
}

TEST(RequestRates, WithoutALimitKeepNoBuckets) { EXPECT_FALSE(RequestRates(Settings{}).any()); }

}  // namespace
}  // namespace amity::account
