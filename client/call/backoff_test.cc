#include "client/call/backoff.h"

#include <gtest/gtest.h>

namespace amity::client {
namespace {

using std::chrono::milliseconds;

constexpr Timestamp kNow{1'440'938'160'000};  // Sun, 30 Aug 2015 12:36:00 GMT

std::optional<milliseconds> wait(int attempt, Failure failure, double chance,
                                 const Headers& response = {}) {
  return backoff(attempt, failure, response, kNow, chance);
}

TEST(ABackoff, DoublesUpToTwentySeconds) {
  EXPECT_EQ(wait(1, Failure::transient, 1), milliseconds(50));
  EXPECT_EQ(wait(2, Failure::transient, 1), milliseconds(100));
  EXPECT_EQ(wait(5, Failure::transient, 1), milliseconds(800));
  EXPECT_EQ(wait(1, Failure::throttled, 1), milliseconds(1000));
  EXPECT_EQ(wait(4, Failure::throttled, 1), milliseconds(8000));
  EXPECT_EQ(wait(6, Failure::throttled, 1), milliseconds(20'000));
  EXPECT_EQ(wait(2000, Failure::transient, 1), milliseconds(20'000));
}

TEST(ABackoff, IsAnyPartOfThat) {
  EXPECT_EQ(wait(3, Failure::throttled, 0), milliseconds(0));
  EXPECT_EQ(wait(3, Failure::throttled, 0.25), milliseconds(1000));
}

TEST(ABackoff, IsRaisedToWhatTheResponseAsksFor) {
  EXPECT_EQ(wait(1, Failure::transient, 1, {{"Retry-After", "2"}}), milliseconds(2000));
  EXPECT_EQ(wait(3, Failure::throttled, 1, {{"Retry-After", "1"}}), milliseconds(4000));
  EXPECT_EQ(wait(1, Failure::transient, 1, {{"Retry-After", "Sun, 30 Aug 2015 12:36:07 GMT"}}),
            milliseconds(7000));
  EXPECT_EQ(wait(1, Failure::transient, 1, {{"retry-after", "Sun, 30 Aug 2015 12:00:00 GMT"}}),
            milliseconds(50));
  EXPECT_EQ(wait(1, Failure::transient, 0, {{"x-amz-retry-after", "1500"}}), milliseconds(1500));
}

TEST(ABackoff, IsRaisedByFiveSecondsAtMostByTheHeaderOfAws) {
  EXPECT_EQ(wait(1, Failure::transient, 1, {{"x-amz-retry-after", "99999"}}), milliseconds(5050));
}

TEST(ABackoff, IsNotHadFromWhoAsksForTooMuch) {
  EXPECT_EQ(wait(1, Failure::transient, 1, {{"Retry-After", "21"}}), std::nullopt);
  EXPECT_EQ(wait(1, Failure::transient, 1, {{"Retry-After", "9223372036854775807"}}), std::nullopt);
}

TEST(ABackoff, TakesNoNotionOfWhatIsNoTime) {
  for (const char* value : {"soon", "-1", "1.5", "", "99999999999999999999"}) {
    EXPECT_EQ(wait(1, Failure::transient, 1, {{"Retry-After", value}}), milliseconds(50)) << value;
    EXPECT_EQ(wait(1, Failure::transient, 1, {{"x-amz-retry-after", value}}), milliseconds(50))
        << value;
  }
}

}  // namespace
}  // namespace amity::client
