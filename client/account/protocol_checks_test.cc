// The checks of ../shared/oracles/protocol that are about clients: how answers are read, what
// requests look like.
#include "client/account/api.h"
#include "client/account/operation_of.h"
#include "client/call/typed.h"
#include "client/transport/fake_transport.h"
#include "protocol/jmespath/value.h"
#include "protocol/shape/encode.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace amity::account {
namespace {

using client::HttpRequest;
using jmespath::Value;

const std::filesystem::path kChecks =
    std::filesystem::path(AMITY_SHARED_DIR) / "oracles/protocol/checks.json";

std::string text(const Value& value) { return value.text() ? *value.text() : std::string(); }

std::string json(const Value& value) {
  std::string out;
  value.append_json(out);
  return out;
}

// We write milliseconds, also where there are none.
std::string without_zero_milliseconds(std::string text) {
  constexpr std::string_view kNone = ".000Z";
  for (std::size_t at; (at = text.find(kNone)) != text.npos;) text.replace(at, kNone.size(), "Z");
  return text;
}

// What a program gets from a call.
struct Got {
  std::string error;  // empty when it was answered
  std::string message;
  std::string output;  // the structure, as JSON again
};

template <class Request>
Got call(const client::Caller& caller, const std::string& parameters) {
  Request request;
  EXPECT_TRUE(client::decode_body(parameters, shape::type_of<Request>(), &request));
  auto outcome = client::call<ResponseOf<Request>>(caller, operation_of<Request>(), request, {});
  if (!outcome) return {outcome.error().code, outcome.error().message, {}};
  Got got;
  shape::encode(*outcome, got.output);
  return got;
}

const std::map<std::string, Got (*)(const client::Caller&, const std::string&)> kCalls{
    {"GetConnection", call<GetConnectionRequest>},
    {"GetConnectionInvitation", call<GetConnectionInvitationRequest>},
    {"ListConnectionInvitations", call<ListConnectionInvitationsRequest>},
    {"ListConnections", call<ListConnectionsRequest>},
    {"RejectConnectionInvitation", call<RejectConnectionInvitationRequest>},
    {"SendEmailVerificationCode", call<SendEmailVerificationCodeRequest>},
    {"StartVerification", call<StartVerificationRequest>},
    {"TagResource", call<TagResourceRequest>},
    {"UntagResource", call<UntagResourceRequest>},
};

client::FakeAnswer answer_of(const Value& response) {
  client::HttpResponse answer;
  answer.status = static_cast<int>(*response.member("status").whole());
  const Value headers = response.member("headers");
  for (const auto& [name, value] : *headers.object())
    answer.headers.emplace_back(name, text(value));
  answer.body = text(response.member("body"));
  return {answer};
}

void expect_got(const Value& check, const Got& got) {
  Value error = check.member("expect_error");
  if (!error.is_null()) {
    EXPECT_FALSE(got.error.empty());
    if (!text(error).empty()) {
      EXPECT_EQ(got.error, text(error));
    }
  } else if (check.member("expect_no_crash").is_null()) {
    EXPECT_EQ(got.error, "") << got.message;
  }
  if (Value message = check.member("expect_message"); !message.is_null()) {
    EXPECT_EQ(got.message, text(message));
  }
  if (Value output = check.member("expect_output"); !output.is_null()) {
    std::string got_output = without_zero_milliseconds(got.output);
    EXPECT_TRUE(Value::parse(got_output) == output) << got_output << "\n" << json(output);
  }
  if (Value instant = check.member("expect_instant"); !instant.is_null()) {
    std::string member = text(Value::parse(got.output).member(text(instant.member("member"))));
    auto time = parse_iso8601(member);
    ASSERT_TRUE(time) << member;
    EXPECT_EQ(time->milliseconds / 1000, *instant.member("epoch").whole());
  }
}

void expect_sent(const Value& expected, const HttpRequest& request) {
  Value body = Value::parse(request.body);
  if (Value exactly = expected.member("body"); !exactly.is_null()) {
    EXPECT_TRUE(body == exactly) << request.body;
  }
  if (!expected.member("body_is_object").is_null()) {
    EXPECT_NE(body.object(), nullptr);
  }
  if (Value keys = expected.member("body_keys_subset"); !keys.is_null())
    for (const auto& [name, value] : *body.object()) {
      const auto& allowed = *keys.array();
      EXPECT_NE(std::find(allowed.begin(), allowed.end(), Value(name)), allowed.end()) << name;
    }
  if (!expected.member("host_is_endpoint").is_null()) {
    EXPECT_EQ(request.url, "http://127.0.0.1:8000/");
    EXPECT_EQ(client::header(request.headers, "Host"), "127.0.0.1:8000");
  }
}

TEST(ProtocolChecks, OfClientsHold) {
  if (!exists(kChecks)) GTEST_SKIP() << "no " << kChecks;
  std::ifstream file(kChecks);
  std::string all{std::istreambuf_iterator<char>(file), {}};
  int checks = 0;
  const Value list = Value::parse(all).member("checks");
  for (const Value& check : *list.array()) {
    if (text(check.member("side")) != "client") continue;
    ++checks;
    SCOPED_TRACE(text(check.member("id")) + ": " + text(check.member("text")));
    auto transport = std::make_shared<client::FakeTransport>();
    transport->answer_others(
        [&](const HttpRequest&) { return answer_of(check.member("response")); });
    client::Config config;
    config.settings.endpoint_url = "http://127.0.0.1:8000/";
    config.settings.region = "us-east-1";
    config.unsigned_requests = true;
    config.environment = [](const std::string&) { return std::string(); };
    config.transport = transport;

    Value wanted = check.member("call");
    Got got = kCalls.at(text(wanted.member("operation")))(client::Caller(api(), config),
                                                          json(wanted.member("params")));
    expect_got(check, got);
    ASSERT_FALSE(transport->requests().empty());
    if (Value sent = check.member("expect_request"); !sent.is_null())
      expect_sent(sent, transport->requests().back());
  }
  EXPECT_GE(checks, 21);
}

}  // namespace
}  // namespace amity::account
