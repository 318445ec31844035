#include "client/transport/timers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace amity::client {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;

class TimersAt : public testing::Test {
 protected:
  void add(Timers::Id id, int milliseconds_from_start) {
    timers.add(id, start + milliseconds(milliseconds_from_start),
               [this, id] { ran.push_back(id); });
  }
  void run_due(int milliseconds_from_start) {
    while (auto work = timers.take_due(start + milliseconds(milliseconds_from_start))) work();
  }

  Timers::Time start{};
  Timers timers;
  std::vector<Timers::Id> ran;
};

TEST_F(TimersAt, RunByTimeThenByName) {
  add(3, 20), add(2, 10), add(4, 10), add(1, 30);
  EXPECT_EQ(timers.next(), start + milliseconds(10));
  run_due(20);
  EXPECT_THAT(ran, ElementsAre(2, 4, 3));
  EXPECT_EQ(timers.next(), start + milliseconds(30));
}

TEST_F(TimersAt, DoNotRunBeforeTheirTime) {
  add(1, 10);
  run_due(9);
  EXPECT_THAT(ran, ElementsAre());
}

TEST_F(TimersAt, ForgetWhatIsDropped) {
  add(1, 10), add(2, 10);
  EXPECT_NE(timers.drop(1), nullptr);
  EXPECT_EQ(timers.drop(1), nullptr);
  EXPECT_EQ(timers.drop(7), nullptr);
  run_due(10);
  EXPECT_THAT(ran, ElementsAre(2));
  EXPECT_EQ(timers.drop(2), nullptr);
  EXPECT_EQ(timers.next(), std::nullopt);
}

}  // namespace
}  // namespace amity::client
