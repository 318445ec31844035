#include "client/call/caller.h"

#include "client/call/api_test.h"
#include "client/transport/fake_transport.h"
#include "protocol/sigv4/date.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <list>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace amity::client {
namespace {

using std::chrono::milliseconds;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

constexpr Timestamp kNow{1'440'938'160'000};  // 20150830T123600Z

// Gives one key after the other; the last one for ever.
class Keys : public CredentialsProvider {
 public:
  explicit Keys(std::vector<Credentials> keys) : keys_(std::move(keys)) {}
  std::optional<Credentials> fetch(std::stop_token) override {
    Credentials key = keys_.front();
    if (keys_.size() > 1) keys_.erase(keys_.begin());
    return key;
  }

 private:
  std::vector<Credentials> keys_;
};

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

class ACall : public testing::Test {
 protected:
  ACall() {
    config.settings.region = "us-east-1";
    config.credentials = std::make_shared<Keys>(
        std::vector<Credentials>{{"AKIDEXAMPLE", "secret", "", {}, "a test"}});
    config.transport = fake;
    config.clock = [] { return kNow; };
    config.environment = [](const std::string&) { return std::string(); };
    config.log = [this](std::string_view line) { log.emplace_back(line); };
    config.metrics = [this](const CallMetrics& one) {
      metrics.push_back(one);
      metrics.back().error_code = error_codes.emplace_back(one.error_code);
    };
  }

  Caller::Answer call(const shape::Operation& operation = kGetThing,
                      const CallOptions& options = {}, std::string body = "{}") {
    if (!caller) caller.emplace(kApi, config);
    return caller->call(operation, std::move(body), options);
  }

  void answer(const FakeAnswer& one, std::string operation = "GetThing") {
    fake->answer(std::move(operation), one);
  }
  void breaks(TransportError::Kind kind, std::string operation = "GetThing") {
    answer({TransportError{kind, "It broke."}}, std::move(operation));
  }
  std::string sent(std::string_view name, std::size_t request = 0) const {
    return std::string(header(fake->requests().at(request).headers, name));
  }
  milliseconds passed() const {
    return std::chrono::duration_cast<milliseconds>(fake->now() - begun);
  }

  std::shared_ptr<FakeTransport> fake = std::make_shared<FakeTransport>();
  Transport::Time begun = fake->now();
  std::vector<std::string> log;
  std::vector<CallMetrics> metrics;
  std::list<std::string> error_codes;
  Config config;
  std::optional<Caller> caller;
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
  call(kGetThing, {}, R"({"Name":"a"})");
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
  call();
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
  call();
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

TEST_F(ACall, IsRepeatedWithPausesUntilItSucceeds) {
  breaks(TransportError::Kind::broken);
  answer(error_answer(500, "InternalServerException", "Later."));
  answer(json_answer(200, "{}"));
  auto outcome = call();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome.record().attempts, 3);
  EXPECT_LE(passed(), milliseconds(150));
  EXPECT_EQ(sent("amz-sdk-request", 2), "ttl=20150830T123630Z; attempt=3; max=3");
  EXPECT_EQ(sent("amz-sdk-invocation-id", 0), sent("amz-sdk-invocation-id", 2));
}

TEST_F(ACall, EndsWithTheLastErrorWhenNoAttemptIsLeft) {
  for (int i = 0; i < 3; ++i) answer(error_answer(429, "ThrottlingException", "Slower."));
  auto outcome = call();
  ASSERT_FALSE(outcome);
  EXPECT_TRUE(outcome.error().retryable);
  EXPECT_EQ(outcome.error().attempts, 3);
  EXPECT_EQ(outcome.error().sentence(),
            "An error occurred (ThrottlingException) when calling the GetThing operation (reached "
            "max retries: 2): Slower.");
  EXPECT_THAT(fake->requests(), SizeIs(3));
}

TEST_F(ACall, HasAsManyAttemptsAsSettingsSay) {
  config.settings.max_attempts = 1;
  breaks(TransportError::Kind::could_not_connect);
  auto outcome = call();
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind, Error::Kind::connection);
  EXPECT_EQ(outcome.error().code, "EndpointConnectionError");
  EXPECT_EQ(outcome.error().message, "It broke.");
  EXPECT_EQ(outcome.error().status, 0);
}

TEST_F(ACall, ThatMustNotBeRepeatedIsNotWhenItMayHaveTakenEffect) {
  breaks(TransportError::Kind::broken, "SendThing");
  auto outcome = call(kSendThing);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().attempts, 1);
  EXPECT_TRUE(outcome.error().retryable);
  EXPECT_FALSE(outcome.error().out_of_attempts);
}

TEST_F(ACall, ThatMustNotBeRepeatedIsWhenItCannotHaveTakenEffect) {
  breaks(TransportError::Kind::could_not_connect, "SendThing");
  answer(error_answer(429, "ThrottlingException", "Slower."), "SendThing");
  answer(json_answer(200, "{}"), "SendThing");
  EXPECT_TRUE(call(kSendThing));
}

TEST_F(ACall, HasTheSameTokenInEveryAttempt) {
  breaks(TransportError::Kind::broken, "MakeThing");
  answer(json_answer(200, "{}"), "MakeThing");
  ASSERT_TRUE(call(kMakeThing));
  EXPECT_THAT(fake->requests().at(0).body, HasSubstr("ClientToken"));
  EXPECT_EQ(fake->requests().at(0).body, fake->requests().at(1).body);
}

TEST_F(ACall, WaitsAsLongAsTheServiceAsks) {
  FakeAnswer busy = error_answer(503, "ServiceUnavailable", "Busy.");
  std::get<HttpResponse>(busy.answer).headers.emplace_back("Retry-After", "7");
  answer(busy);
  answer(json_answer(200, "{}"));
  ASSERT_TRUE(call());
  EXPECT_EQ(passed(), milliseconds(7000));
}

TEST_F(ACall, DoesNotWaitForAPauseThatEndsTooLate) {
  FakeAnswer busy = error_answer(503, "ServiceUnavailable", "Busy.");
  std::get<HttpResponse>(busy.answer).headers.emplace_back("Retry-After", "7");
  answer(busy);
  auto outcome = call(kGetThing, {.call_timeout = milliseconds(6000)});
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, "ServiceUnavailable");
  EXPECT_EQ(passed(), milliseconds(0));
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

TEST_F(ACall, AsksForNewCredentialsWhenTheOldAreRefused) {
  config.credentials = std::make_shared<Keys>(
      std::vector<Credentials>{{"OLD", "secret", "t", {}, ""}, {"NEW", "secret", "t", {}, ""}});
  answer(error_answer(400, "ExpiredTokenException", "Expired."));
  answer(json_answer(200, "{}"));
  auto outcome = call();
  ASSERT_TRUE(outcome);
  EXPECT_THAT(sent("Authorization", 1), HasSubstr("Credential=NEW/"));
  EXPECT_EQ(passed(), milliseconds(0));
}

TEST_F(ACall, EndsWhenTheNewCredentialsAreTheOld) {
  answer(error_answer(403, "UnrecognizedClientException", "Who?"));
  auto outcome = call();
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, "UnrecognizedClientException");
  EXPECT_THAT(fake->requests(), SizeIs(1));
}

FakeAnswer refused_at(const char* date) {
  FakeAnswer refused = error_answer(403, "InvalidSignatureException", "Signature expired");
  std::get<HttpResponse>(refused.answer).headers.emplace_back("Date", date);
  return refused;
}

TEST_F(ACall, CorrectsTheClock) {
  answer(refused_at("Sun, 30 Aug 2015 14:36:00 GMT"));
  for (int i = 0; i < 2; ++i) answer(json_answer(200, "{}"));
  ASSERT_TRUE(call());
  EXPECT_EQ(sent("X-Amz-Date", 1), "20150830T143600Z");
  ASSERT_TRUE(call());
  EXPECT_EQ(sent("X-Amz-Date", 2), "20150830T143600Z") << "it is kept";
}

TEST_F(ACall, CorrectsTheClockOnce) {
  answer(refused_at("Sun, 30 Aug 2015 14:36:00 GMT"));
  answer(refused_at("Sun, 30 Aug 2015 16:36:00 GMT"));
  auto outcome = call();
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().attempts, 2);
}

TEST_F(ACall, BelievesAWrongSignatureWhenTheClockIsRight) {
  answer(refused_at("Sun, 30 Aug 2015 12:33:00 GMT"));
  auto outcome = call();
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().attempts, 1);
}

TEST_F(ACall, SpendsTheQuotaOfItsClient) {
  config.settings.max_attempts = 1000;
  config.call_timeout = milliseconds(0);
  fake->answer_others([](const HttpRequest&) { return error_answer(500, "X", "Down."); });
  auto outcome = call();
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().attempts, 1 + 500 / 14);
  EXPECT_FALSE(outcome.error().out_of_attempts);
  // What is left is not enough for others either.
  EXPECT_EQ(call().error().attempts, 1);
}

TEST_F(ACall, WaitsForItsTurnInTheAdaptiveMode) {
  config.settings.retry_mode = RetryMode::adaptive;
  config.settings.max_attempts = 1;
  answer(error_answer(429, "ThrottlingException", "Slower."));
  for (int i = 0; i < 4; ++i) answer(json_answer(200, "{}"));
  EXPECT_FALSE(call());
  for (int i = 0; i < 4; ++i) EXPECT_TRUE(call());
  EXPECT_GE(passed(), milliseconds(3000));
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

TEST_F(ACall, IsShownToInterceptors) {
  struct Adds : Interceptor {
    void before_signing(std::string_view operation, HttpRequest& request) override {
      request.headers.emplace_back("X-Extra", operation);
    }
    void after_attempt(std::string_view, const HttpAnswer& answer) override {
      statuses.push_back(std::get<HttpResponse>(answer).status);
    }
    std::vector<int> statuses;
  };
  auto adds = std::make_shared<Adds>();
  config.interceptors.push_back(adds);
  answer(error_answer(500, "X", ""));
  answer(json_answer(200, "{}"));
  ASSERT_TRUE(call());
  EXPECT_EQ(sent("X-Extra", 1), "GetThing");
  EXPECT_THAT(sent("Authorization"), HasSubstr("x-extra"));
  EXPECT_THAT(adds->statuses, ElementsAre(500, 200));
}

TEST_F(ACall, SurvivesHooksThatThrow) {
  struct Throws : Interceptor {
    void after_attempt(std::string_view, const HttpAnswer&) override { throw 1; }
  };
  config.interceptors.push_back(std::make_shared<Throws>());
  config.log = [](std::string_view) { throw std::runtime_error("full"); };
  config.metrics = [](const CallMetrics&) { throw std::runtime_error("gone"); };
  answer(json_answer(200, "{}"));
  EXPECT_TRUE(call());
}

TEST_F(ACall, IsNotSentWhenAnInterceptorThrows) {
  struct Throws : Interceptor {
    void before_signing(std::string_view, HttpRequest&) override {
      throw std::runtime_error("no token");
    }
  };
  config.interceptors.push_back(std::make_shared<Throws>());
  EXPECT_EQ(call().error().message, "An interceptor failed: no token");
  EXPECT_THAT(fake->requests(), IsEmpty());
}

TEST_F(ACall, IsMeasured) {
  answer(error_answer(503, "Busy", ""));
  answer(error_answer(409, "ConflictException", ""));
  call();
  ASSERT_THAT(metrics, SizeIs(1));
  EXPECT_EQ(metrics[0].operation, "GetThing");
  EXPECT_EQ(metrics[0].error_code, "ConflictException");
  EXPECT_EQ(metrics[0].status, 409);
  EXPECT_EQ(metrics[0].attempts, 2);
  EXPECT_EQ(std::chrono::duration_cast<milliseconds>(metrics[0].duration), passed());
}

TEST_F(ACall, IsLoggedWithoutSecrets) {
  answer(error_answer(503, "Busy", ""));
  answer(json_answer(200, R"({"Name":"confidential"})"));
  call(kGetThing, {}, R"({"Name":"confidential"})");
  EXPECT_THAT(log, ElementsAre("GetThing: credentials from a test, key AKIDEXAMPLE",
                               StartsWith("GetThing: attempt 1: Busy (503) after 0 ms"),
                               StartsWith("GetThing: again in "),
                               StartsWith("GetThing: attempt 2: 200 after 0 ms")));
  for (const std::string& line : log) {
    EXPECT_THAT(line, Not(HasSubstr("secret")));
    EXPECT_THAT(line, Not(HasSubstr("confidential")));
  }
}

TEST_F(ACall, MustNotWaitOnTheLoop) {
  bool thrown = false;
  answer(json_answer(200, "{}"));
  caller.emplace(kApi, config);
  caller->start(kGetThing, "{}", {}, [&](const Caller::Answer&) {
    try {
      caller->call(kGetThing, "{}");
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

}  // namespace
}  // namespace amity::client
