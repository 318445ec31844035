#include "client/call/a_call_test.h"
#include "client/call/typed.h"

#include <atomic>
#include <functional>
#include <future>
#include <new>
#include <stdexcept>
#include <thread>

namespace amity::client {
namespace {

using std::chrono::milliseconds;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

class NoKeys : public CredentialsProvider {
 public:
  std::optional<Credentials> fetch(std::stop_token) override { return std::nullopt; }
};

class BrokenKeys : public CredentialsProvider {
 public:
  std::optional<Credentials> fetch(std::stop_token) override {
    throw CredentialsError("The profile's process failed.");
  }
};

TEST_F(ACall, IsAnswered) {
  answer(json_answer(200, R"({"Name":"a"})"));
  auto outcome = call();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(*outcome, R"({"Name":"a"})");
  EXPECT_EQ(outcome.record().status, 200);
  EXPECT_EQ(outcome.record().attempts, 1);
  EXPECT_EQ(outcome.record().request_id, "00000000-0000-4000-8000-000000000000");
}

TEST_F(ACall, IsSentAsAwsClientsSendIt) {
  answer(json_answer(200, "{}"));
  config.application = "my app\r\nX: y";
  EXPECT_TRUE(call(kGetThing, {}, R"({"Name":"a"})"));
  EXPECT_EQ(fake->requests().at(0).url, "https://things.example/");
  EXPECT_EQ(fake->requests().at(0).body, R"({"Name":"a"})");
  EXPECT_EQ(sent("Host"), "things.example");
  EXPECT_EQ(sent("Content-Type"), "application/x-amz-json-1.0");
  EXPECT_EQ(sent("X-Amz-Target"), "Things.GetThing");
  EXPECT_EQ(sent("X-Amz-Date"), "20150830T123600Z");
  EXPECT_EQ(sent("amz-sdk-request"), "ttl=20150830T123630Z; attempt=1; max=3");
  EXPECT_THAT(sent("amz-sdk-invocation-id"), SizeIs(36));
  EXPECT_THAT(sent("User-Agent"), AllOf(StartsWith("amity/"), HasSubstr("app/my-app--X--y")));
  EXPECT_THAT(sent("Authorization"),
              AllOf(StartsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/things/"
                               "aws4_request, SignedHeaders=content-type;host;x-amz-date;"
                               "x-amz-target, Signature="),
                    HasSubstr("Signature=")));
}

TEST_F(ACall, GoesWhereSettingsSay) {
  answer(json_answer(200, "{}"));
  config.settings.endpoint_url = "http://localhost:8080";
  EXPECT_TRUE(call());
  EXPECT_EQ(fake->requests().at(0).url, "http://localhost:8080");
  EXPECT_EQ(sent("Host"), "localhost:8080");
}

TEST_F(ACall, MayGoUnsigned) {
  answer(json_answer(200, "{}"));
  config.unsigned_requests = true;
  config.settings.region.reset();
  ASSERT_TRUE(call());
  EXPECT_EQ(sent("Authorization"), "");
  EXPECT_EQ(sent("X-Amz-Date"), "");
}

TEST_F(ACall, CarriesTheSessionToken) {
  answer(json_answer(200, "{}"));
  config.credentials =
      std::make_shared<Keys>(std::vector<Credentials>{{"ASIA", "secret", "token", {}, "a test"}});
  EXPECT_TRUE(call());
  EXPECT_EQ(sent("X-Amz-Security-Token"), "token");
  EXPECT_THAT(sent("Authorization"), HasSubstr("x-amz-security-token"));
}

TEST_F(ACall, IsRefusedWithTheServicesError) {
  answer(error_answer(409, "ConflictException", "No."));
  auto outcome = call();
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind, Error::Kind::service);
  EXPECT_EQ(outcome.error().code, "ConflictException");
  EXPECT_FALSE(outcome.error().retryable);
  EXPECT_EQ(outcome.error().attempts, 1);
  EXPECT_THROW(outcome.value(), ServiceException);
}

TEST_F(ACall, IsBoundedAsAWhole) {
  config.attempt_timeout = milliseconds(0);
  answer(no_answer());
  auto outcome = call(kGetThing, {.call_timeout = milliseconds(1500)});
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind, Error::Kind::timeout);
  EXPECT_EQ(outcome.error().message, "The call took longer than 1500 ms.");
  EXPECT_EQ(passed(), milliseconds(1500));
  EXPECT_EQ(fake->dropped(), 1u);
}

TEST_F(ACall, TellsWhatWentWrongBeforeTheTimeWasOver) {
  answer(error_answer(500, "InternalServerException", "Later."));
  answer(no_answer());
  auto outcome = call(kGetThing, {.call_timeout = milliseconds(1500)});
  ASSERT_FALSE(outcome);
  EXPECT_THAT(outcome.error().message, HasSubstr("Later."));
  EXPECT_EQ(outcome.error().status, 500);
}

TEST_F(ACall, BoundsEachAttempt) {
  for (int i = 0; i < 3; ++i) answer(no_answer());
  auto outcome = call(kGetThing, {.attempt_timeout = milliseconds(100)});
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, "ReadTimeoutError");
  EXPECT_EQ(outcome.error().attempts, 3);
  EXPECT_GE(passed(), milliseconds(300));
}

TEST_F(ACall, IsCanceledAtOnce) {
  answer(no_answer());
  caller.emplace(kApi, config);
  std::stop_source stop;
  std::optional<Caller::Answer> outcome;
  auto held = fake->hold_clock();
  // The first key is fetched by another thread.
  std::jthread elsewhere([&] {
    while (fake->requests().empty()) std::this_thread::yield();
    stop.request_stop();
  });
  outcome = caller->call(kGetThing, "{}", {.stop = stop.get_token()});
  ASSERT_FALSE(*outcome);
  EXPECT_EQ(outcome->error().kind, Error::Kind::canceled);
  EXPECT_EQ(fake->dropped(), 1u);
}

TEST_F(ACall, ThatIsCanceledBeforeItBeginsSendsNothing) {
  std::stop_source stop;
  stop.request_stop();
  auto outcome = call(kGetThing, {.stop = stop.get_token()});
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind, Error::Kind::canceled);
  EXPECT_THAT(fake->requests(), IsEmpty());
}

TEST_F(ACall, NeedsCredentials) {
  config.credentials = std::make_shared<NoKeys>();
  auto outcome = call();
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind, Error::Kind::credentials);
  EXPECT_EQ(outcome.error().code, "NoCredentials");
  EXPECT_THAT(fake->requests(), IsEmpty());
}

TEST_F(ACall, TellsWhyThereAreNoCredentials) {
  config.credentials = std::make_shared<BrokenKeys>();
  auto outcome = call();
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().message, "The profile's process failed.");
}

TEST_F(ACall, NeedsSettingsThatCanBeUsed) {
  config.settings.region.reset();
  auto outcome = call();
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind, Error::Kind::configuration);
  EXPECT_EQ(outcome.error().message, "You must specify a region.");

  caller.reset();
  config.settings.profile = "absent";
  EXPECT_THAT(call().error().message, HasSubstr("absent"));
  caller.reset();
  config.settings = {.region = "us-east-1", .endpoint_url = "things.example"};
  EXPECT_EQ(call().error().kind, Error::Kind::configuration);
}

TEST_F(ACall, MustNotWaitOnTheLoop) {
  bool thrown = false;
  answer(json_answer(200, "{}"));
  caller.emplace(kApi, config);
  caller->start(kGetThing, "{}", {}, [&](const Caller::Answer&) {
    try {
      static_cast<void>(caller->call(kGetThing, "{}"));
    } catch (const std::logic_error&) {
      thrown = true;
    }
  });
  answer(json_answer(200, "{}"));
  EXPECT_TRUE(call());  // the one before has ended
  EXPECT_TRUE(thrown);
}

TEST_F(ACall, IsCanceledWhenTheLastCopyGoes) {
  config.unsigned_requests = true;
  answer(no_answer());
  caller.emplace(kApi, config);
  std::optional<Caller::Answer> outcome;
  auto held = fake->hold_clock();
  caller->start(kGetThing, "{}", {}, [&](Caller::Answer answer) { outcome = std::move(answer); });
  Caller copy = *caller;
  caller.reset();
  EXPECT_FALSE(outcome);
  { Caller last = std::move(copy); }
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->error().kind, Error::Kind::canceled);
  EXPECT_EQ(fake->dropped(), 1u);
}

TEST_F(ACall, MayHaveTheLastCopy) {
  config.unsigned_requests = true;
  answer(json_answer(200, "{}"));
  bool answered = false;
  auto last = std::make_shared<Caller>(kApi, config);
  Caller& itself = *last;
  std::weak_ptr<Caller> watched = last;
  auto held = fake->hold_clock();
  itself.start(kGetThing, "{}", {}, [&answered, last](const Caller::Answer&) mutable {
    answered = true;
    last.reset();
  });
  last.reset();
  held.reset();
  EXPECT_TRUE(answered);
  EXPECT_TRUE(watched.expired());
}

TEST_F(ACall, IsMadeByManyThreads) {
  fake->answer_others([](const HttpRequest& request) { return json_answer(200, request.body); });
  caller.emplace(kApi, config);
  std::atomic<int> right = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i)
      threads.emplace_back([&, i] {
        for (int j = 0; j < 100; ++j) {
          std::string body = R"({"Name":")" + std::to_string(i * 100 + j) + "\"}";
          auto outcome = Caller(*caller).call(kGetThing, body);
          if (outcome && *outcome == body) ++right;
        }
      });
  }
  EXPECT_EQ(right, 800);
}

TEST_F(ACall, IsNotTheOnlyThingThatIsWaitedFor) {
  caller.emplace(kApi, config);
  std::vector<bool> passed_by;
  caller->pause(milliseconds(500), {}, [&](bool ended) { passed_by.push_back(ended); });
  EXPECT_EQ(passed(), milliseconds(500));

  auto held = fake->hold_clock();
  std::stop_source stop;
  caller->pause(milliseconds(500), stop.get_token(),
                [&](bool ended) { passed_by.push_back(ended); });
  stop.request_stop();
  caller->pause(milliseconds(500), {}, [&](bool ended) { passed_by.push_back(ended); });
  EXPECT_THAT(passed_by, ElementsAre(true, false));
  caller.reset();
  EXPECT_THAT(passed_by, ElementsAre(true, false, false));
}

TEST_F(ACall, HasNoLimitThatIsTooLong) {
  config.unsigned_requests = true;
  config.attempt_timeout = milliseconds::max();
  config.call_timeout = milliseconds::max();
  answer(json_answer(200, "{}"));
  EXPECT_TRUE(call());
  EXPECT_TRUE(sent("amz-sdk-request").starts_with("ttl=20160829T123600Z;"));
  bool ended = false;
  caller->pause(milliseconds::max(), {}, [&](bool passed) { ended = passed; });
  EXPECT_TRUE(ended);
  EXPECT_EQ(passed(), kLongestTime);
}

TEST_F(ACall, ShowsNoPasswordOfItsEndpoint) {
  config.settings.endpoint_url = "https://user:hunter2@things.example";
  EXPECT_EQ(call().error().message, "Invalid endpoint: https://things.example");
}

// A transport that has no memory left.
class FullTransport : public FakeTransport {
 public:
  void post(std::function<void()> work) override {
    if (full) throw std::bad_alloc();
    FakeTransport::post(std::move(work));
  }
  bool full = false;
};

TEST_F(ACall, ThatCannotBeginIsNotUnderWay) {
  auto transport = std::make_shared<FullTransport>();
  config.transport = transport;
  caller.emplace(kApi, config);
  int told = 0;
  transport->full = true;
  EXPECT_THROW(caller->start(kGetThing, "{}", {}, [&](const Caller::Answer&) { ++told; }),
               std::bad_alloc);
  EXPECT_THROW(caller->pause(milliseconds(1), {}, [&](bool) { ++told; }), std::bad_alloc);
  transport->full = false;
  caller.reset();
  EXPECT_EQ(told, 0);
}

TEST_F(ACall, SurvivesACallbackThatThrows) {
  caller.emplace(kApi, config);
  caller->pause(milliseconds(1), {}, [](bool) { throw std::runtime_error("no"); });
  answer(json_answer(200, "{}"));
  EXPECT_TRUE(call());
}

struct Unmakeable {
  Unmakeable() { throw std::bad_alloc(); }
  Name name;
  static constexpr auto members() {
    return shape::fields(shape::field<&Unmakeable::name>("Name", "Never there."));
  }
};

TEST_F(ACall, EndsWhenThereIsNoMemoryForItsAnswer) {
  answer(json_answer(200, "{}"));
  caller.emplace(kApi, config);
  auto outcome = start<Unmakeable>(*caller, kGetThing, Thing(), {}).get();
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind, Error::Kind::response);
}

// Keys that are held back until they may be given.
class HeldKeys : public CredentialsProvider {
 public:
  std::optional<Credentials> fetch(std::stop_token) override {
    may_give.get_future().wait();
    return Credentials{"AKIDEXAMPLE", "secret", "", {}, "a test"};
  }
  std::promise<void> may_give;
};

TEST_F(ACall, MayEndWhileItsCredentialsAreHandedOut) {
  for (int round = 0; round < 20; ++round) {
    auto keys = std::make_shared<HeldKeys>();
    config.transport.reset();
    config.credentials = keys;
    config.settings.endpoint_url = "http://127.0.0.1:1";
    config.settings.max_attempts = 1;
    config.log = nullptr;
    config.metrics = nullptr;
    caller.emplace(kApi, config);
    config.credentials.reset();
    constexpr int calls = 200;
    std::atomic<int> ended = 0;
    for (int i = 0; i < calls; ++i)
      caller->start(kGetThing, "{}", {}, [&](const Caller::Answer&) { ++ended; });
    keys->may_give.set_value();
    caller.reset();
    EXPECT_EQ(ended, calls);
  }
}

}  // namespace
}  // namespace amity::client
