#include "client/call/a_call_test.h"

namespace amity::client {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::SizeIs;

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

TEST_F(ACall, GivesItsTurnBackWhenItEndsBefore) {
  config.settings.retry_mode = RetryMode::adaptive;
  config.settings.max_attempts = 1;
  config.unsigned_requests = true;
  answer(error_answer(429, "ThrottlingException", "Slower."));
  EXPECT_FALSE(call());
  std::stop_source stop;
  int canceled = 0;
  {
    auto held = fake->hold_clock();
    for (int i = 0; i < 100; ++i)
      caller->start(kGetThing, "{}", {.stop = stop.get_token()},
                    [&](const Caller::Answer&) { ++canceled; });
    stop.request_stop();
  }
  EXPECT_EQ(canceled, 100);
  answer(json_answer(200, "{}"));
  EXPECT_TRUE(call());
  EXPECT_LE(passed(), milliseconds(4000));
}

TEST_F(ACall, DoesNotWaitForATurnThatComesTooLate) {
  config.settings.retry_mode = RetryMode::adaptive;
  config.settings.max_attempts = 1;
  answer(error_answer(429, "ThrottlingException", "Slower."));
  EXPECT_FALSE(call());
  for (int i = 0; i < 100; ++i) {
    auto outcome = call(kGetThing, {.call_timeout = milliseconds(1000)});
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().kind, Error::Kind::timeout);
    EXPECT_TRUE(outcome.error().retryable);
    EXPECT_EQ(outcome.error().attempts, 0);
  }
  EXPECT_EQ(passed(), milliseconds(0));
  answer(json_answer(200, "{}"));
  EXPECT_TRUE(call());
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

}  // namespace
}  // namespace amity::client
