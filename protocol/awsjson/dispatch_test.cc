// The front door, with a service of one operation behind it. What real clients and raw bytes meet
// is tested from outside, in tests/.
#include "protocol/awsjson/dispatch.h"

#include "protocol/awsjson/front_door.h"
#include "protocol/shape/unavailable.h"
#include "protocol/validation/decode.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <set>

namespace amity::awsjson {
namespace {

using testing::HasSubstr;

struct Name : shape::Text<Name> {
  using shape::Text<Name>::Text;
  static constexpr shape::TextLimits limits{};
};
struct EchoRequest {
  Name name;
  static constexpr auto members() {
    using Self = EchoRequest;
    return shape::fields(shape::field<&Self::name>("Name", "What to say."));
  }
};
struct Problem {
  Name message;
  static constexpr auto members() {
    using Self = Problem;
    return shape::fields(shape::field<&Self::message>("Message", "What is wrong."));
  }
};
struct Nothing {
  static constexpr auto members() { return shape::fields(); }
};
constexpr shape::ErrorKind kListed{
    .name = "ListedException", .shape_namespace = "echo", .status = 409};
constexpr shape::ErrorKind kUnlisted{
    .name = "UnlistedException", .shape_namespace = "echo", .status = 404};
constexpr shape::ErrorKind kInternal{
    .name = "InternalServerException", .shape_namespace = "echo", .status = 500};

const shape::Operation kEcho{"Echo",
                             "Says it back.",
                             shape::Access::read,
                             &shape::type_of<EchoRequest>,
                             &shape::type_of<EchoRequest>,
                             1,
                             0};

const shape::Operation kHear{"Hear",
                             "Keeps it to itself.",
                             shape::Access::write,
                             &shape::type_of<EchoRequest>,
                             &shape::type_of<Nothing>,
                             1,
                             0};

class EchoService final : public Service {
 public:
  std::string_view target_prefix() const override { return "Echo"; }
  const shape::Operation* find(std::string_view name) const override {
    if (name == "Hear") return &kHear;
    return name == "Echo" ? &kEcho : nullptr;
  }
  void serve(const shape::Operation&, const sigv4::AccessKey& caller, simdjson::dom::element body,
             const Reply& reply) override {
    EchoRequest request;
    shape::decode(shape::type_of<EchoRequest>(), body, &request);
    if (request.name.view() == "listed") throw shape::ApiError(kListed, Problem{Name("no")});
    if (request.name.view() == "unlisted") throw shape::ApiError(kUnlisted, Problem{Name("no")});
    if (request.name.view() == "broken") throw std::runtime_error("the inside");
    if (request.name.view() == "gone") throw shape::Unavailable("the disk");
    ++served;
    Reply answer = reply;
    answer.body() = caller.account + " says " + request.name.str();
    answer.succeed();
  }
  shape::ApiError internal_error() const override {
    return shape::ApiError(kInternal, Problem{Name("sorry")});
  }
  bool lists(const shape::Operation&, const shape::ErrorKind& kind) const override {
    return &kind == &kListed || &kind == &kInternal;
  }

  static inline int served = 0;
};

// The store of keys cannot be read.
class WithoutKeys final : public Authenticator {
 public:
  const sigv4::AccessKey& authenticate(const http::Request&, Timestamp) override {
    throw shape::Unavailable("the disk");
  }
};

class FrontDoor : public testing::Test {
 protected:
  class TestExchange final : public http::Exchange {
   public:
    void answer() override { ++answers; }
    int answers = 0;
  };
  struct Sent {
    std::string_view method = "POST";
    std::string_view target = "/";
    std::string_view content_type = "application/x-amz-json-1.0";
    std::string_view operation = "Echo.Echo";
    std::string_view authorization = "AWS4-HMAC-SHA256 Credential=111122223333/x";
    std::string_view coding = "";
    std::string_view body = R"({"Name":"hello"})";
  };

  http::Response send(const Sent& sent, ErrorStatus error_status = ErrorStatus::modeled) {
    std::unique_ptr<Authenticator> authenticator = std::make_unique<TrustingAuthenticator>();
    if (keys_are_gone) authenticator = std::make_unique<WithoutKeys>();
    Dispatcher dispatcher(std::make_unique<EchoService>(), std::move(authenticator), clock,
                          error_status, audit);
    std::vector<http::Field> fields;
    auto add = [&](std::string_view name, std::string_view value) {
      if (!value.empty()) fields.emplace_back(name, value);
    };
    add("content-type", sent.content_type);
    add("X-AMZ-TARGET", sent.operation);
    add("Authorization", sent.authorization);
    add("Content-Encoding", sent.coding);
    TestExchange exchange;
    exchange.request = {sent.method, sent.target, fields, sent.body, "127.0.0.1"};
    exchange.response.add_field("Vary", "Origin");  // of whoever stands before the dispatcher
    dispatcher.handle(exchange);
    EXPECT_EQ(exchange.answers, 1);
    EXPECT_THAT(exchange.response.fields, HasSubstr("Vary: Origin\r\n"));
    EXPECT_THAT(exchange.response.fields, HasSubstr("x-amzn-RequestId: "));
    return exchange.response;
  }
  void expect_error(const http::Response& response, int status, std::string_view type) {
    EXPECT_EQ(response.status, status) << response.body;
    EXPECT_THAT(response.body, HasSubstr("#" + std::string(type) + "\""));
    EXPECT_THAT(response.fields, HasSubstr("x-amzn-ErrorType: " + std::string(type) + "\r\n"));
  }

  SystemClock clock;
  Audit audit;
  bool keys_are_gone = false;
};

TEST_F(FrontDoor, LetsAProperRequestIn) {
  auto response = send({});
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "111122223333 says hello");
  EXPECT_EQ(response.content_type, "application/x-amz-json-1.0");
  EXPECT_EQ(send({.content_type = "Application/X-Amz-Json-1.0 ; charset=utf-8"}).status, 200);
  EXPECT_EQ(send({.coding = "identity"}).status, 200);
}

TEST_F(FrontDoor, AnswersWithoutABodyWhenThereIsNothingToSay) {
  auto response = send({.operation = "Echo.Hear"});
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "");
  EXPECT_EQ(response.content_type, "application/x-amz-json-1.0");
}

TEST_F(FrontDoor, SaysThatItIsHealthy) {
  EXPECT_THAT(send({.method = "GET"}).body, HasSubstr("healthy"));
}

TEST_F(FrontDoor, KnowsNothingElse) {
  expect_error(send({.method = "PUT"}), 404, "UnknownOperationException");
  expect_error(send({.target = "/other"}), 404, "UnknownOperationException");
  expect_error(send({.content_type = "application/json"}), 404, "UnknownOperationException");
  expect_error(send({.content_type = ""}), 404, "UnknownOperationException");
  for (std::string_view target : {"", "Echo", "Echo.", "Echo.echo", "Ech.Echo", "EchoX.Echo"})
    expect_error(send({.operation = target}), 404, "UnknownOperationException");
}

TEST_F(FrontDoor, ReadsJsonBeforeItAsksWhoIsThere) {
  for (std::string_view body : {"{", "[]", "10", "\"x\"", "{\"a\":1}x", "\xff"})
    expect_error(send({.authorization = "", .body = body}), 400, "SerializationException");
  expect_error(send({.authorization = ""}), 403, "MissingAuthenticationTokenException");
  EXPECT_EQ(send({.body = ""}).status, 200) << "an empty body is an empty object";
}

TEST_F(FrontDoor, TakesNoCompressedBodies) {
  expect_error(send({.coding = "gzip"}), 400, "MalformedHttpRequestException");
}

TEST_F(FrontDoor, TrustsAccountIdsOnly) {
  expect_error(send({.authorization = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/x"}), 403,
               "UnrecognizedClientException");
  expect_error(send({.authorization = "Bearer x"}), 403, "MissingAuthenticationTokenException");
  EXPECT_THAT(send({.target = "/?X-Amz-Credential=444455556666%2F2026", .authorization = ""}).body,
              HasSubstr("444455556666"));
}

TEST_F(FrontDoor, SendsTheErrorsOfTheModelWithEitherStatus) {
  expect_error(send({.body = R"({"Name":"listed"})"}), 409, "ListedException");
  auto flat = send({.body = R"({"Name":"listed"})"}, ErrorStatus::always_400);
  expect_error(flat, 400, "ListedException");
  EXPECT_EQ(flat.body, R"({"__type":"echo#ListedException","Message":"no"})");
  expect_error(send({.operation = "Echo.No"}, ErrorStatus::always_400), 404,
               "UnknownOperationException");
}

TEST_F(FrontDoor, SendsNothingThatTheOperationDoesNotList) {
  expect_error(send({.body = R"({"Name":"unlisted"})"}), 500, "InternalServerException");
}

TEST_F(FrontDoor, TellsNothingOfTheInside) {
  auto response = send({.body = R"({"Name":"broken"})"});
  expect_error(response, 500, "InternalServerException");
  EXPECT_THAT(response.body, testing::Not(HasSubstr("the inside")));
}

TEST_F(FrontDoor, SaysThatItCannotServeNow) {
  auto response = send({.body = R"({"Name":"gone"})"});
  expect_error(response, 503, "ServiceUnavailable");
  EXPECT_THAT(response.body, testing::Not(HasSubstr("the disk")));
  keys_are_gone = true;
  expect_error(send({}), 503, "ServiceUnavailable");
}

// --- what the auditor is told --------------------------------------------------------------------

// Notes what it is told as lines of text.
class Listening final : public Auditor {
 public:
  bool admits_changes() const noexcept override { return admits; }
  void identify(const sigv4::AccessKey& caller, std::string& identity) const override {
    identity = caller.account;
  }
  void record(const AuditedCall& call, std::shared_ptr<RecordWaiter> waiter) noexcept override {
    EXPECT_EQ(call.request_id.size(), 36u);
    EXPECT_EQ(call.peer, "127.0.0.1");
    EXPECT_EQ(call.source, "echo");
    std::string line(call.operation != nullptr ? call.operation->name : "?");
    line += ' ' + std::string(call.identity) + '(' + std::string(call.claimed_key) + ") ";
    line += std::string(call.error) + ' ' + std::string(call.request);
    lines.push_back(line);
    responses.emplace_back(call.response);
    if (waiter != nullptr) waiter->recorded(keeps);
  }

  bool admits = true;
  bool keeps = true;
  std::vector<std::string> lines;
  std::vector<std::string> responses;
};

class AuditedFrontDoor : public FrontDoor {
 protected:
  AuditedFrontDoor() {
    audit.auditor = &listening;
    audit.source = "echo";
  }
  std::string last() const { return listening.lines.empty() ? "" : listening.lines.back(); }

  Listening listening;
};

TEST_F(AuditedFrontDoor, TellsWhoCalledWhatAndHowItEnded) {
  send({});
  EXPECT_EQ(last(), R"(Echo 111122223333()  {"Name":"hello"})");
  EXPECT_EQ(listening.responses.back(), "") << "what was read is nobody's business";
  send({.operation = "Echo.Hear"});
  EXPECT_EQ(last(), R"(Hear 111122223333()  {"Name":"hello"})");
  send({.body = R"({"Name":"listed"})"});
  EXPECT_EQ(last(), R"(Echo 111122223333() ListedException {"Name":"listed"})");
  EXPECT_THAT(listening.responses.back(), HasSubstr(R"("Message":"no")"));
  EXPECT_EQ(listening.lines.size(), 3u);
}

TEST_F(AuditedFrontDoor, TellsOfThoseWhoDidNotGetIn) {
  send({.authorization = ""});
  EXPECT_EQ(last(), R"(Echo () MissingAuthenticationTokenException {"Name":"hello"})");
  send({.authorization = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/x"});
  EXPECT_EQ(last(), R"(Echo (AKIDEXAMPLE) UnrecognizedClientException {"Name":"hello"})");
  send({.operation = "Echo.No"});
  EXPECT_EQ(last(), R"(? (111122223333) UnknownOperationException )");
  send({.body = "{"});
  EXPECT_EQ(last(), R"(? (111122223333) SerializationException )");
  send({.method = "GET"});
  EXPECT_EQ(listening.lines.size(), 4u) << "health is no call";
}

TEST_F(AuditedFrontDoor, LeavesReadsOutThatSucceeded) {
  audit.reads = false;
  send({});
  EXPECT_EQ(listening.lines.size(), 0u);
  send({.operation = "Echo.Hear"});
  send({.body = R"({"Name":"listed"})"});
  send({.authorization = ""});
  EXPECT_EQ(listening.lines.size(), 3u);
}

TEST_F(AuditedFrontDoor, ChangesNothingWhileRecordsCannotBeKept) {
  listening.admits = false;
  int before = EchoService::served;
  expect_error(send({.operation = "Echo.Hear"}), 503, "ServiceUnavailable");
  EXPECT_EQ(EchoService::served, before);
  EXPECT_EQ(last(), R"(Hear 111122223333() ServiceUnavailable {"Name":"hello"})");
  EXPECT_EQ(send({}).status, 200) << "reads go on";
}

TEST_F(AuditedFrontDoor, DoesNotAcknowledgeAChangeThatIsNotOnRecord) {
  listening.keeps = false;
  auto response = send({.operation = "Echo.Hear"});
  expect_error(response, 503, "ServiceUnavailable");
  EXPECT_EQ(response.fields.find("x-amzn-RequestId"), response.fields.rfind("x-amzn-RequestId"));
  EXPECT_EQ(send({}).status, 200);
}

TEST_F(AuditedFrontDoor, TellsOfMessagesThatAreNoHttp) {
  http::Request sender;
  sender.peer = "127.0.0.1";
  http::Response response;
  refuse_message(413, sender, response, audit, clock.now());
  response.status = 413;  // the listener's doing
  expect_error(response, 413, "RequestEntityTooLargeException");
  EXPECT_THAT(response.fields, HasSubstr("x-amzn-RequestId: "));
  EXPECT_EQ(last(), "? () RequestEntityTooLargeException ");
}

TEST(RequestIdTest, IsARandomUuid) {
  RequestIds ids;
  std::set<std::string> seen;
  for (int i = 0; i < 1'000; ++i) {
    RequestId id = ids.next();
    EXPECT_THAT(std::string(id.text()),
                testing::MatchesRegex(
                    "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
    EXPECT_TRUE(seen.insert(std::string(id.text())).second);
  }
}

}  // namespace
}  // namespace amity::awsjson
