#include "client/call/a_call_test.h"

namespace amity::client {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

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
  EXPECT_FALSE(call());
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
  EXPECT_TRUE(call(kGetThing, {}, R"({"Name":"confidential"})"));
  EXPECT_THAT(log, ElementsAre("GetThing: credentials from a test, key AKIDEXAMPLE",
                               StartsWith("GetThing: attempt 1: Busy (503) after 0 ms"),
                               StartsWith("GetThing: again in "),
                               StartsWith("GetThing: attempt 2: 200 after 0 ms")));
  for (const std::string& line : log) {
    EXPECT_THAT(line, Not(HasSubstr("secret")));
    EXPECT_THAT(line, Not(HasSubstr("confidential")));
  }
}

// Whatever a hook does to the client, the call that it is told of ends.
class AHookThatDropsTheClient : public ACall {
 protected:
  AHookThatDropsTheClient() {
    config.unsigned_requests = true;
    config.log = nullptr;
    config.metrics = nullptr;
  }
  void ends() {
    answer(json_answer(200, "{}"));
    last = std::make_unique<Caller>(kApi, std::exchange(config, {}));
    Caller& itself = *last;
    int told = 0;
    {
      auto held = fake->hold_clock();
      itself.start(kGetThing, "{}", {}, [&](const Caller::Answer&) { ++told; });
    }
    EXPECT_EQ(last, nullptr);
    EXPECT_EQ(told, 1);
  }
  std::unique_ptr<Caller> last;
};

TEST_F(AHookThatDropsTheClient, MayMeasure) {
  config.metrics = [this](const CallMetrics&) { last.reset(); };
  ends();
}

TEST_F(AHookThatDropsTheClient, MayLog) {
  config.log = [this](std::string_view) { last.reset(); };
  ends();
}

TEST_F(AHookThatDropsTheClient, MayIntercept) {
  struct Drops : Interceptor {
    explicit Drops(std::unique_ptr<Caller>& client, bool before)
        : last(client), before_sending(before) {}
    void before_signing(std::string_view, HttpRequest&) override {
      if (before_sending) last.reset();
    }
    void after_attempt(std::string_view, const HttpAnswer&) override { last.reset(); }
    std::unique_ptr<Caller>& last;
    bool before_sending;
  };
  for (bool before : {true, false}) {
    config.transport = fake;
    config.unsigned_requests = true;
    config.settings.region = "us-east-1";
    config.environment = [](const std::string&) { return std::string(); };
    config.interceptors = {std::make_shared<Drops>(last, before)};
    ends();
  }
}

TEST_F(ACall, ForgesNoLinesOfTheLog) {
  answer(error_answer(400, "No\r\nGetThing\x1b[2J\xc2\x9b\xc3\xa9", ""));
  ASSERT_FALSE(call());
  ASSERT_THAT(log, SizeIs(2));
  EXPECT_THAT(log[1],
              StartsWith("GetThing: attempt 1: No\\x0d\\x0aGetThing\\x1b[2J\\x9b\xc3\xa9 (400)"));
}

}  // namespace
}  // namespace amity::client
