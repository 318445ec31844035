#include "client/transport/fake_transport.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

namespace amity::client {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using testing::ElementsAre;

HttpRequest request_of(const std::string& operation, std::string body = "{}") {
  return {"http://fake/", {{"X-Amz-Target", "Service." + operation}}, std::move(body)};
}

class AFake : public testing::Test {
 protected:
  // Sends, and notes the status or kind that comes back, and when.
  Transport::Id send(const std::string& operation, milliseconds limit = milliseconds(0)) {
    return fake.send(request_of(operation), {.whole = limit}, [this](const HttpAnswer& answer) {
      if (const auto* response = std::get_if<HttpResponse>(&answer))
        seen.push_back(std::to_string(response->status));
      else
        seen.push_back("error " +
                       std::to_string(static_cast<int>(std::get<TransportError>(answer).kind)));
      last_body = std::holds_alternative<HttpResponse>(answer) ? std::get<HttpResponse>(answer).body
                                                               : std::string();
    });
  }

  FakeTransport fake;
  std::vector<std::string> seen;
  std::string last_body;
};

TEST_F(AFake, AnswersOneCallAfterTheOtherAsItWasTold) {
  fake.answer("GetThing", error_answer(503, "Slow\"Down", "later"));
  fake.answer("GetThing", json_answer(200, "{}"));
  fake.answer("PutThing", {TransportError{TransportError::Kind::broken, "gone"}});
  fake.post([&] { send("GetThing"), send("GetThing"), send("PutThing"); });
  EXPECT_THAT(seen, ElementsAre("503", "200", "error 4"));
  EXPECT_THAT(fake.requests(), testing::SizeIs(3));
}

TEST_F(AFake, RefusesWhatItWasNotTold) {
  fake.post([&] { send("GetThing"); });
  EXPECT_THAT(seen, ElementsAre("400"));
  EXPECT_EQ(last_body, R"({"__type":"NotScripted","message":"No answer is left for GetThing."})");
}

TEST_F(AFake, AsksTheFunctionForTheOthers) {
  fake.answer_others([](const HttpRequest& request) {
    return json_answer(200 + static_cast<int>(request.body.size()), "");
  });
  fake.post([&] { send("GetThing"); });
  EXPECT_THAT(seen, ElementsAre("202"));
}

TEST_F(AFake, JumpsToTheNextTimerWhenNothingElseIsLeft) {
  const Transport::Time start = fake.now();
  std::vector<std::string> order;
  fake.post([&] {
    fake.at(start + hours(2), [&] { order.push_back("two hours"); });
    fake.at(start + hours(1), [&] {
      EXPECT_EQ(fake.now(), start + hours(1));
      order.push_back("one hour");
      fake.post([&] { order.push_back("after it"); });
    });
    fake.post([&] { order.push_back("at once"); });
  });
  EXPECT_THAT(order, ElementsAre("at once", "one hour", "after it", "two hours"));
  EXPECT_EQ(fake.now(), start + hours(2));
}

TEST_F(AFake, AnswersAfterItsOwnTime) {
  FakeAnswer late = json_answer(200, "{}");
  late.after = milliseconds(500);
  fake.answer("GetThing", late);
  const Transport::Time start = fake.now();
  fake.post([&] { send("GetThing"); });
  EXPECT_THAT(seen, ElementsAre("200"));
  EXPECT_EQ(fake.now(), start + milliseconds(500));
}

TEST_F(AFake, EndsAnExchangeThatTakesTooLong) {
  FakeAnswer late = json_answer(200, "{}");
  late.after = milliseconds(500);
  fake.answer("GetThing", late);
  fake.answer("GetThing", no_answer());
  const Transport::Time start = fake.now();
  fake.post([&] { send("GetThing", milliseconds(400)); });
  EXPECT_EQ(fake.now(), start + milliseconds(400));
  fake.post([&] { send("GetThing", milliseconds(400)); });
  EXPECT_EQ(fake.now(), start + milliseconds(800));
  EXPECT_THAT(seen, ElementsAre("error 3", "error 3"));
}

TEST_F(AFake, DropsWithoutACall) {
  fake.answer("GetThing", no_answer());
  fake.answer("GetThing", json_answer(200, "{}"));
  fake.post([&] {
    Transport::Id silent = send("GetThing"), answered = send("GetThing");
    Transport::Id timer = fake.at(fake.now() + hours(1), [] { FAIL(); });
    fake.drop(silent), fake.drop(answered), fake.drop(timer), fake.drop(timer);
  });
  EXPECT_THAT(seen, ElementsAre());
  EXPECT_EQ(fake.dropped(), 2u);
}

TEST_F(AFake, KeepsItsTimeWhileItIsHeld) {
  bool rang = false;
  auto held = fake.hold_clock();
  fake.post([&] { fake.at(fake.now() + hours(1), [&] { rang = true; }); });
  EXPECT_FALSE(rang);
  held.reset();
  EXPECT_TRUE(rang);
}

TEST_F(AFake, KnowsWhoIsAtWork) {
  EXPECT_FALSE(fake.on_loop());
  fake.post([&] { EXPECT_TRUE(fake.on_loop()); });
  EXPECT_FALSE(fake.on_loop());
}

TEST_F(AFake, ServesSeveralThreads) {
  constexpr int kThreads = 8, kCalls = 200;
  fake.answer_others([](const HttpRequest&) { return json_answer(200, "{}"); });
  std::atomic<int> answered = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < kThreads; ++i)
      threads.emplace_back([&] {
        for (int call = 0; call < kCalls; ++call)
          fake.post([&] {
            fake.send(request_of("GetThing"), {}, [&](const HttpAnswer&) { ++answered; });
          });
      });
  }
  EXPECT_EQ(answered, kThreads * kCalls);
  EXPECT_THAT(fake.requests(), testing::SizeIs(kThreads * kCalls));
}

TEST(TheEndOfAFake, MayComeInACallback) {
  auto fake = std::make_unique<FakeTransport>();
  FakeTransport& itself = *fake;
  auto owned = std::make_shared<int>(1);
  std::weak_ptr<int> watched = owned;
  itself.post([&, owned = std::move(owned)] {
    itself.at(itself.now(), [owned] { FAIL(); });
    itself.post([] { FAIL(); });
    fake.reset();
  });
  EXPECT_TRUE(watched.expired());
}

TEST(AHeader, IsFoundWithoutRegardToCase) {
  Headers headers{{"Retry-After", "3"}, {"retry-after", "4"}, {"Empty", ""}};
  EXPECT_EQ(header(headers, "retry-AFTER"), "3");
  EXPECT_EQ(header(headers, "Retry"), "");
  EXPECT_EQ(header(headers, "Empty"), "");
}

}  // namespace
}  // namespace amity::client
