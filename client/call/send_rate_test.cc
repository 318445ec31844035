#include "client/call/send_rate.h"

#include <gtest/gtest.h>

namespace amity::client {
namespace {

using std::chrono::milliseconds;

// Sends as fast as it may, or every `gap`, for a while; how many requests that were.
class ARate : public testing::Test {
 protected:
  int send_for(milliseconds time, milliseconds gap) {
    int sent = 0;
    for (auto end = now + time; now < end; now += gap, ++sent) {
      now += rate.reserve(now);
      rate.ended(false, now);
    }
    return sent;
  }

  SendRate::Time now{};
  SendRate rate{now};
};

TEST_F(ARate, BoundsNothingUntilTheServiceThrottles) {
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(rate.reserve(now), milliseconds(0));
  EXPECT_EQ(send_for(milliseconds(2000), milliseconds(10)), 200);
  EXPECT_FALSE(rate.limits());
}

TEST_F(ARate, FallsToSeventyPercentOfWhatWasMeasured) {
  send_for(milliseconds(5000), milliseconds(10));  // 100 a second
  rate.ended(true, now);
  EXPECT_TRUE(rate.limits());
  EXPECT_NEAR(rate.per_second(), 70, 2);
  send_for(milliseconds(1000), milliseconds(1));  // what the bucket had
  EXPECT_NEAR(send_for(milliseconds(1000), milliseconds(1)), 85, 10);
}

TEST_F(ARate, ComesBackToWhatItWasAndGoesBeyond) {
  send_for(milliseconds(5000), milliseconds(10));
  rate.ended(true, now);
  // The cube root of 100 * 0.3 / 0.4: when the curve is back at 100.
  send_for(milliseconds(4217), milliseconds(1));
  EXPECT_NEAR(rate.per_second(), 100, 5);
  send_for(milliseconds(6000), milliseconds(1));
  EXPECT_GT(rate.per_second(), 130);
}

TEST_F(ARate, GrowsToTwiceWhatIsSentAtMost) {
  send_for(milliseconds(5000), milliseconds(10));
  rate.ended(true, now);
  send_for(milliseconds(60'000), milliseconds(100));
  EXPECT_NEAR(rate.per_second(), 20, 2);
}

TEST_F(ARate, IsOneInTwoSecondsAtLeast) {
  for (int i = 0; i < 50; ++i) rate.ended(true, now += milliseconds(1000));
  EXPECT_EQ(rate.per_second(), 0.5);
  rate.reserve(now);
  EXPECT_LE(rate.reserve(now), milliseconds(4000));
}

TEST_F(ARate, MakesThoseWhoComeTogetherWaitOneAfterTheOther) {
  send_for(milliseconds(5000), milliseconds(100));  // 10 a second
  rate.ended(true, now);
  milliseconds last(0);
  for (int i = 0; i < 30; ++i) last = rate.reserve(now);
  EXPECT_NEAR(static_cast<double>(last.count()), 30 / 7.0 * 1000, 1100);
}

TEST_F(ARate, TakesBackWhatIsNotUsed) {
  send_for(milliseconds(5000), milliseconds(100));
  rate.ended(true, now);
  for (int i = 0; i < 1000; ++i) rate.reserve(now);
  for (int i = 0; i < 1000; ++i) rate.give_back();
  EXPECT_LE(rate.reserve(now), milliseconds(200));
  for (int i = 0; i < 1000; ++i) rate.give_back();
  int at_once = 0;
  while (rate.reserve(now) <= milliseconds(0)) ++at_once;
  EXPECT_LE(at_once, 7);  // what a second brings
}

}  // namespace
}  // namespace amity::client
