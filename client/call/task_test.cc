#include "client/call/task.h"

#include "client/call/call.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <string>
#include <thread>

namespace amity::client {
namespace {

using testing::ElementsAre;

using Number = Call<int>;

std::shared_ptr<Number::State> under_way() {
  return std::make_shared<Number::State>(
      nullptr, [] {}, std::stop_token());
}

Task<int> doubled(std::shared_ptr<Number::State> state) {
  Number call(std::move(state));
  Outcome<int> outcome = co_await call;
  co_return outcome.value() * 2;
}

Task<std::string> text(int number) { co_return std::to_string(number); }

Task<> throws(const char* what) {
  throw std::runtime_error(what);
  co_return;
}

TEST(ATask, IsWaitedFor) { EXPECT_EQ(sync_wait(text(7)), "7"); }

TEST(ATask, ThrowsWhereItIsAwaited) { EXPECT_THROW(sync_wait(throws("it")), std::runtime_error); }

TEST(ATask, DoesNothingUntilItIsAwaited) {
  bool begun = false;
  auto begin = [](bool* flag) -> Task<> {
    *flag = true;
    co_return;
  };
  Task<> task = begin(&begun);
  EXPECT_FALSE(begun);
  sync_wait(std::move(task));
  EXPECT_TRUE(begun);
}

TEST(ATask, GoesOnOnAnotherThread) {
  auto state = under_way();
  std::jthread other([&] { state->finish({21, {}}); });
  EXPECT_EQ(sync_wait(doubled(state)), 42);
}

TEST(Tasks, RunAtTheSameTime) {
  auto first = under_way();
  auto second = under_way();
  std::vector<Task<int>> tasks;
  tasks.push_back(doubled(first));
  tasks.push_back(doubled(second));
  std::jthread other([&] {
    second->finish({2, {}});
    first->finish({1, {}});
  });
  EXPECT_THAT(sync_wait(when_all(std::move(tasks))), ElementsAre(2, 4));
  EXPECT_THAT(sync_wait(when_all(std::vector<Task<int>>())), ElementsAre());
}

TEST(Tasks, AllEndBeforeOneThrows) {
  auto first = under_way();
  auto second = under_way();
  std::vector<Task<int>> tasks;
  tasks.push_back(doubled(first));
  tasks.push_back(doubled(second));
  bool second_ended = false;
  std::jthread other([&] {
    first->finish(Error{.message = "no"});
    second_ended = true;
    second->finish({2, {}});
  });
  EXPECT_THROW(sync_wait(when_all(std::move(tasks))), ServiceException);
  EXPECT_TRUE(second_ended);
}

TEST(Tasks, MayHaveNoResults) {
  int count = 0;
  auto counts = [](int* number) -> Task<> {
    ++*number;
    co_return;
  };
  std::vector<Task<>> tasks;
  for (int i = 0; i < 3; ++i) tasks.push_back(counts(&count));
  sync_wait(when_all(std::move(tasks)));
  EXPECT_EQ(count, 3);

  std::vector<Task<>> failing;
  failing.push_back(throws("it"));
  EXPECT_THROW(sync_wait(when_all(std::move(failing))), std::runtime_error);
}

TEST(Tasks, AreDestroyedWithWhatTheyWaitFor) {
  auto state = under_way();
  std::stop_token stop = state->stop_token();
  {
    std::vector<Task<int>> tasks;
    tasks.push_back(doubled(state));
    detail::Result<std::vector<int>> result;
    auto run = detail::run(when_all(std::move(tasks)), result);
    run.start([] { FAIL(); });
  }
  EXPECT_TRUE(stop.stop_requested());
  state->finish({1, {}});
}

TEST(ACallUnderWay, MayEndAsItIsAwaited) {
  // Which is first differs from time to time; all must end.
  for (int i = 0; i < 2000; ++i) {
    auto state = under_way();
    std::jthread other([&] { state->finish({i, {}}); });
    EXPECT_EQ(sync_wait(doubled(state)), 2 * i);
  }
}

TEST(ACallUnderWay, MayEndBeforeItsFutureIsAskedFor) {
  auto state = under_way();
  state->finish({3, {}});
  EXPECT_EQ(*Number(state).future().get(), 3);
}

TEST(ATask, EndsWhatItWasWhenItBecomesAnother) {
  auto state = under_way();
  std::stop_token stop = state->stop_token();
  Task<int> task = [](Task<int> inner) -> Task<int> { co_return co_await inner; }(doubled(state));
  state.reset();
  auto other = under_way();
  Task<int> next = doubled(other);
  task = std::move(next);
  EXPECT_FALSE(stop.stop_possible());  // nobody holds the state
  other->finish({4, {}});
  EXPECT_EQ(sync_wait(std::move(task)), 8);
}

TEST(ACallUnderWay, GoesOnHereWhenTheExecutorTakesNoWork) {
  auto state = std::make_shared<Number::State>(
      [](const std::function<void()>&) { throw std::runtime_error("shut down"); }, [] {},
      std::stop_token());
  std::jthread other([&] { state->finish({21, {}}); });
  EXPECT_EQ(sync_wait(doubled(state)), 42);
}

}  // namespace
}  // namespace amity::client
