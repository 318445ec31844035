#include "client/call/api_test.h"
#include "client/call/caller.h"
#include "client/transport/hostile_server_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <ostream>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

// Whole calls, over real connections, to a server that does them wrong.
namespace amity::client {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::steady_clock;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;
using Peer = HostileServer::Peer;
using ErrorKind = Error::Kind;

constexpr std::string_view kJson = "Content-Type: application/x-amz-json-1.0\r\n";
constexpr std::string_view kHtml = "Content-Type: text/html\r\n";

class OneKey : public CredentialsProvider {
 public:
  std::optional<Credentials> fetch(std::stop_token) override {
    return Credentials{.access_key_id = "AKIDEXAMPLE", .secret_access_key = "secret"};
  }
};

Config config_for(const HostileServer& server, int max_attempts = 3) {
  Config config;
  config.settings.endpoint_url = server.url();
  config.settings.region = "us-east-1";
  config.settings.max_attempts = max_attempts;
  config.credentials = std::make_shared<OneKey>();
  config.environment = [](const std::string&) { return std::string(); };
  config.call_timeout = 30s;
  return config;
}

Caller::Answer call(const Config& config, const shape::Operation& operation = kGetThing,
                    const CallOptions& options = {}) {
  return Caller(kApi, config).call(operation, "{}", options);
}

// What a server does after each request; whether it stays connected.
using Reply = std::function<bool(Peer& peer)>;

Reply sends(std::string bytes) {
  return [bytes = std::move(bytes)](Peer& peer) { return peer.send(bytes); };
}
// Sends this and closes.
Reply ends_with(std::string bytes) {
  return [bytes = std::move(bytes)](Peer& peer) { return peer.send(bytes), false; };
}
Reply succeeds() { return sends(response(200, "{\"Name\":\"a\"}", kJson)); }

HostileServer::Script always(Reply reply) {
  return [reply = std::move(reply)](Peer& peer) {
    while (!peer.read().empty() && reply(peer)) {
    }
  };
}
// The first request is met so, all others succeed.
HostileServer::Script once(Reply reply) {
  return always([reply = std::move(reply), good = succeeds(),
                 first = std::make_shared<std::atomic<bool>>(true)](Peer& peer) {
    return first->exchange(false) ? reply(peer) : good(peer);
  });
}

// What a server does, and what a call comes to that may make two attempts.
struct Fault {
  std::string name;
  Reply reply;
  ErrorKind kind;
  std::string code;
  int status = 0;
  int attempts = 2;
};

void PrintTo(const Fault& fault, std::ostream* out) { *out << fault.name; }

const std::string kNotFound = "{\"__type\":\"ResourceNotFoundException\",\"Message\":\"No.\"}";
const std::string kExpired =
    "{\"__type\":\"InvalidSignatureException\",\"message\":\"Signature expired: 20261125T123456Z "
    "is now earlier than 20261125T132956Z (20261125T133456Z - 5 min.)\"}";
const std::string kThrottled = "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}";

const Fault kFaults[] = {
    {"Reset", [](Peer& peer) { return peer.reset(), false; }, ErrorKind::connection,
     "ConnectionClosedError"},
    {"Close", ends_with(""), ErrorKind::connection, "ConnectionClosedError"},
    {"HalfTheHeaders", ends_with("HTTP/1.1 200 OK\r\nContent-Le"), ErrorKind::connection,
     "ConnectionClosedError"},
    {"HalfTheBody", ends_with("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"),
     ErrorKind::connection, "ConnectionClosedError"},
    {"NoHttp", ends_with("220 mail.example ESMTP\r\n"), ErrorKind::connection,
     "ConnectionClosedError"},
    {"SlowBytes",
     [](Peer& peer) {
       for (char byte : response(200, "{}", kJson))
         if (!peer.send({&byte, 1}) || peer.gone(20ms)) return false;
       return true;
     },
     ErrorKind::connection, "ReadTimeoutError"},
    {"Silence", [](Peer& peer) { return peer.wait_until_gone(), false; }, ErrorKind::connection,
     "ReadTimeoutError"},
    {"EndlessBody",
     [](Peer& peer) {
       peer.send("HTTP/1.1 200 OK\r\n\r\n");
       while (peer.send(std::string(1 << 20, ' '))) {
       }
       return false;
     },
     ErrorKind::connection, "ResponseTooLarge", 0, 1},
    {"InternalServerException",
     sends(response(500, "{\"__type\":\"InternalServerException\"}", kJson)), ErrorKind::service,
     "InternalServerException", 500},
    {"Unavailable", sends(response(503, "", "Retry-After: 0\r\n")), ErrorKind::service, "HTTP503",
     503},
    {"UnavailableForLong", sends(response(503, "", "Retry-After: 3600\r\n")), ErrorKind::service,
     "HTTP503", 503, 1},
    {"Throttled", sends(response(400, kThrottled, kJson)), ErrorKind::service,
     "ThrottlingException", 400},
    {"TooMany", sends(response(429, kThrottled, kJson)), ErrorKind::service, "ThrottlingException",
     429},
    {"BadGatewayInHtml", sends(response(502, "<html>Bad Gateway</html>", kHtml)),
     ErrorKind::service, "HTTP502", 502},
    {"Refused", sends(response(400, kNotFound, kJson)), ErrorKind::service,
     "ResourceNotFoundException", 400, 1},
    {"Redirect", sends(response(307, "", "Location: http://127.0.0.1:1/\r\n")), ErrorKind::service,
     "HTTP307", 307, 1},
    {"HtmlInsteadOfAnAnswer", sends(response(200, "<html>Sign in</html>", kHtml)),
     ErrorKind::response, "UnreadableResponse", 200, 1},
    {"HalfOfTheJson", sends(response(200, "{\"Name\":\"a", kJson)), ErrorKind::response,
     "UnreadableResponse", 200, 1},
    {"NoObject", sends(response(200, "[1]", kJson)), ErrorKind::response, "UnreadableResponse", 200,
     1},
};

class AServersFault : public testing::TestWithParam<Fault> {};
INSTANTIATE_TEST_SUITE_P(Of, AServersFault, testing::ValuesIn(kFaults),
                         [](const auto& fault) { return fault.param.name; });

TEST_P(AServersFault, IsToldAsWhatItIs) {
  const Fault& fault = GetParam();
  HostileServer server(always(fault.reply));
  Config config = config_for(server, 2);
  if (fault.code == "ReadTimeoutError") config.attempt_timeout = 200ms;
  Caller::Answer answer = call(config);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, fault.kind) << answer.error().sentence();
  EXPECT_EQ(answer.error().code, fault.code);
  EXPECT_EQ(answer.error().status, fault.status);
  EXPECT_EQ(answer.error().attempts, fault.attempts);
  EXPECT_EQ(server.requests(), fault.attempts);
}

// Sanitizers make everything slower, not the clock.
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
constexpr milliseconds kLate = 2'000ms;
#else
constexpr milliseconds kLate = 200ms;
#endif

TEST_P(AServersFault, DoesNotOutlastTheCallsTime) {
  HostileServer server(always(GetParam().reply));
  Config config = config_for(server, 1'000);
  config.call_timeout = 300ms;
  config.attempt_timeout = 0ms;
  const auto start = steady_clock::now();
  EXPECT_FALSE(call(config));
  EXPECT_LT(steady_clock::now() - start, 300ms + kLate);
}

TEST_P(AServersFault, IsGotOverWhenItPasses) {
  if (GetParam().attempts == 1) return;  // nobody knows that it will pass
  HostileServer server(once(GetParam().reply));
  Config config = config_for(server, 2);
  config.attempt_timeout = 200ms;
  Caller::Answer answer = call(config);
  ASSERT_TRUE(answer) << answer.error().sentence();
  EXPECT_EQ(*answer, "{\"Name\":\"a\"}");
  EXPECT_EQ(answer.record().attempts, 2);
  EXPECT_EQ(server.requests(), 2);
}

// Who cannot bear a repeat gets one only where certainly nothing was carried out.
TEST_P(AServersFault, IsNotMadeWorseByARepeat) {
  const Fault& fault = GetParam();
  HostileServer server(once(fault.reply));
  Config config = config_for(server, 2);
  config.attempt_timeout = 200ms;
  static_cast<void>(call(config, kSendThing));
  EXPECT_EQ(server.requests(), fault.code == "ThrottlingException" ? 2 : 1);
}

TEST(ACallOverTheNetwork, TellsWhatTheHeadersSay) {
  HostileServer refusing(
      always(sends(response(400, "",
                            "X-Amzn-Errortype: a.b#ConflictException:http://c/\r\n"
                            "x-amzn-RequestId: r-1\r\n"))));
  Error error = call(config_for(refusing)).error();
  EXPECT_EQ(error.code, "ConflictException");
  EXPECT_EQ(error.request_id, "r-1");
  HostileServer elsewhere(always(sends(response(307, "", "Location: http://else.where/\r\n"))));
  EXPECT_THAT(call(config_for(elsewhere)).error().message, HasSubstr("http://else.where/"));
}

TEST(ACallOverTheNetwork, IsNotRepeatedOnAKeptConnectionThatBrokeEither) {
  std::atomic<int> answers = 0;
  HostileServer server(always([&](Peer& peer) { return answers++ == 0 && succeeds()(peer); }));
  Caller caller(kApi, config_for(server));
  EXPECT_TRUE(caller.call(kSendThing, "{}"));
  Caller::Answer answer = caller.call(kSendThing, "{}");
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, "ConnectionClosedError");
  EXPECT_EQ(server.requests(), 2);
}

TEST(ACallOverTheNetwork, SaysTheSameTokenAtEveryAttempt) {
  std::vector<std::string> bodies;
  std::atomic<bool> first = true;
  HostileServer server([&](Peer& peer) {
    for (std::string request; !(request = peer.read()).empty();) {
      bodies.push_back(request.substr(request.find("\r\n\r\n")));
      if (first.exchange(false)) return;
      succeeds()(peer);
    }
  });
  EXPECT_TRUE(call(config_for(server), kMakeThing));
  ASSERT_THAT(bodies, SizeIs(2));
  EXPECT_THAT(bodies[0], HasSubstr("\"ClientToken\":\""));
  EXPECT_EQ(bodies[0], bodies[1]);
}

// The service's clock is an hour ahead of ours.
TEST(ACallOverTheNetwork, IsSignedWithTheTimeOfTheService) {
  std::vector<std::string> dates;
  HostileServer server([&](Peer& peer) {
    for (std::string request; !(request = peer.read()).empty();) {
      std::size_t date = request.find("X-Amz-Date: ");
      ASSERT_NE(date, request.npos);
      dates.push_back(request.substr(date + 12, 16));
      if (dates.back() >= "20261125T133000Z")
        succeeds()(peer);
      else
        peer.send(response(403, kExpired, "Date: Wed, 25 Nov 2026 13:34:56 GMT\r\n"));
    }
  });
  Config config = config_for(server);
  config.clock = [] { return *parse_iso8601("2026-11-25T12:34:56Z"); };
  Caller caller(kApi, config);
  Caller::Answer answer = caller.call(kSendThing, "{}");
  ASSERT_TRUE(answer) << answer.error().sentence();
  EXPECT_TRUE(caller.call(kSendThing, "{}"));
  EXPECT_THAT(dates, ElementsAre("20261125T123456Z", "20261125T133456Z", "20261125T133456Z"));
}

TEST(ACallOverTheNetwork, ClosesItsConnectionWhenItIsCanceled) {
  std::promise<void> asked, gone;
  HostileServer server([&](Peer& peer) {
    peer.read();
    asked.set_value();
    peer.wait_until_gone();
    gone.set_value();
  });
  std::stop_source stop;
  Caller caller(kApi, config_for(server));
  std::promise<Caller::Answer> promise;
  caller.start(kGetThing, "{}", {.stop = stop.get_token()},
               [&](Caller::Answer answer) { promise.set_value(std::move(answer)); });
  asked.get_future().get();
  stop.request_stop();
  Caller::Answer answer = promise.get_future().get();
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::canceled);
  EXPECT_EQ(gone.get_future().wait_for(10s), std::future_status::ready);
}

TEST(ACallOverTheNetwork, EndsWithTheLastCopyOfItsCaller) {
  std::promise<void> asked, gone;
  HostileServer server([&](Peer& peer) {
    peer.read();
    asked.set_value();
    peer.wait_until_gone();
    gone.set_value();
  });
  std::promise<Caller::Answer> promise;
  {
    Caller caller(kApi, config_for(server));
    caller.start(kGetThing, "{}", {},
                 [&](Caller::Answer answer) { promise.set_value(std::move(answer)); });
    asked.get_future().get();
  }
  EXPECT_EQ(promise.get_future().get().error().kind, ErrorKind::canceled);
  EXPECT_EQ(gone.get_future().wait_for(10s), std::future_status::ready);
}

TEST(ACallOverTheNetwork, KeepsItsConnectionForTheNext) {
  HostileServer server(once(sends(response(400, kNotFound, kJson))));
  Caller caller(kApi, config_for(server));
  EXPECT_FALSE(caller.call(kGetThing, "{}"));
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(caller.call(kGetThing, "{}"));
  EXPECT_EQ(server.connections(), 1);
}

}  // namespace
}  // namespace amity::client
