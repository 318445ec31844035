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

}  // namespace
}  // namespace amity::client
