#include "protocol/awsjson/address_throttle.h"

#include <gtest/gtest.h>

namespace amity::awsjson {
namespace {

constexpr Timestamp kNow{1'767'225'600'000};

int admitted(AddressThrottle& throttle, std::string_view address, Timestamp now = kNow) {
  int count = 0;
  for (int i = 0; i < 1000; ++i) count += throttle.admit(address, now) ? 1 : 0;
  return count;
}

TEST(AddressThrottle, AdmitsABurstAndThenSoManyASecond) {
  AddressThrottle throttle({.per_second = 10, .burst = 25});

  EXPECT_EQ(admitted(throttle, "192.0.2.1"), 25);
  EXPECT_EQ(admitted(throttle, "192.0.2.1", kNow + milliseconds(1000)), 10);
  EXPECT_EQ(admitted(throttle, "192.0.2.2"), 25) << "a neighbour's";
}

TEST(AddressThrottle, TakesTheNetworksOfSubscribersForOne) {
  AddressThrottle throttle({.per_second = 10});

  EXPECT_EQ(admitted(throttle, "2001:db8:0:1::1"), 10);
  EXPECT_EQ(admitted(throttle, "2001:db8:0:1:ffff::2"), 0);
  EXPECT_EQ(admitted(throttle, "2001:db8:0:2::1"), 10);
}

TEST(AddressThrottle, NeverRefusesThisMachine) {
  AddressThrottle throttle({.per_second = 1, .failures_per_second = 1});
  for (std::string_view address : {"127.0.0.1", "127.8.9.10", "::1"}) {
    for (int i = 0; i < 100; ++i) throttle.note_failure(address, kNow);
    EXPECT_EQ(admitted(throttle, address), 1000) << address;
  }
}

TEST(AddressThrottle, RefusesWhoFailsTooOftenWhateverItSends) {
  AddressThrottle throttle({.failures_per_second = 2});

  int tries = 0;
  while (throttle.admit("192.0.2.1", kNow)) {
    throttle.note_failure("192.0.2.1", kNow);
    ASSERT_LT(++tries, 100);
  }
  EXPECT_EQ(tries, 20);
  EXPECT_FALSE(throttle.admit("192.0.2.1", kNow + milliseconds(499)));
  EXPECT_TRUE(throttle.admit("192.0.2.1", kNow + milliseconds(500)));
  EXPECT_TRUE(throttle.admit("192.0.2.2", kNow));
  EXPECT_EQ(admitted(throttle, "192.0.2.2"), 1000) << "only failures are counted";
}

TEST(AddressThrottle, HasRoomAgainASecondLaterAtTheLowestRates) {
  AddressThrottle throttle({.per_second = 1, .failures_per_second = 1});
  throttle.admit("192.0.2.1", kNow);
  for (int i = 0; i < 10; ++i) throttle.note_failure("192.0.2.1", kNow);
  EXPECT_FALSE(throttle.admit("192.0.2.1", kNow));

  EXPECT_TRUE(throttle.admit("192.0.2.1", kNow + milliseconds(1000)));
}

TEST(AddressThrottle, WithoutRatesAdmitsEverything) {
  AddressThrottle throttle({});
  throttle.note_failure("192.0.2.1", kNow);
  EXPECT_EQ(admitted(throttle, "192.0.2.1"), 1000);
}

TEST(AddressThrottle, ToleratesWhatIsNoAddress) {
  AddressThrottle throttle({.per_second = 1});
  for (std::string_view text : {"", "unknown", "192.0.2",
                                "1234567890123456789012345678901234567890"
                                "12345678901234567890"})
    EXPECT_EQ(admitted(throttle, text), 1000);
}

}  // namespace
}  // namespace amity::awsjson
