#include "client/transport/curl_transport.h"

#include "client/transport/hostile_server_test.h"
#include "protocol/fetch/tls_server_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdlib.h>

#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <ostream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace amity::client {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;
using Kind = TransportError::Kind;
using Peer = HostileServer::Peer;

HttpRequest request_to(const std::string& url, std::string body = "{}") {
  return {url, {{"Host", "amity.test"}, {"X-Test", "yes"}}, std::move(body)};
}

// Sends from the test's thread and waits.
HttpAnswer exchange(Transport& transport, HttpRequest request, ExchangeLimits limits = {}) {
  std::promise<HttpAnswer> promise;
  transport.post([&] {
    transport.send(std::move(request), limits,
                   [&](HttpAnswer answer) { promise.set_value(std::move(answer)); });
  });
  return promise.get_future().get();
}

// The same, and again where a kept connection was closed as the request came.
HttpAnswer exchange_at_last(Transport& transport, const HttpRequest& request) {
  while (true) {
    HttpAnswer answer = exchange(transport, request, {.whole = 30s});
    const auto* error = std::get_if<TransportError>(&answer);
    if (error == nullptr || !error->was_idle) return answer;
  }
}

// Runs on the loop's thread and waits.
void on_loop(Transport& transport, const std::function<void()>& work) {
  std::promise<void> done;
  transport.post([&] { work(), done.set_value(); });
  done.get_future().get();
}

// "200", or the kind of the error.
std::string told(const HttpAnswer& answer) {
  if (const auto* response = std::get_if<HttpResponse>(&answer))
    return std::to_string(response->status);
  switch (std::get<TransportError>(answer).kind) {
    case Kind::could_not_connect:
      return "could not connect";
    case Kind::tls:
      return "tls";
    case Kind::connect_timed_out:
      return "connect timed out";
    case Kind::timed_out:
      return "timed out";
    case Kind::broken:
      return "broken";
    case Kind::unsendable:
      return "unsendable";
    case Kind::too_large:
      return "too large";
  }
  return "";
}

// Answers whatever comes, until the other side goes.
void serve(Peer& peer) {
  while (!peer.read().empty())
    if (!peer.send(response(200, "{}"))) return;
}

TEST(ACurlTransport, SendsThePostAsItStandsAndNothingElse) {
  std::string seen;
  HostileServer server([&](Peer& peer) { seen = peer.read(), peer.send(response(200, "yes")); });
  {
    CurlTransport transport;
    HttpRequest request{server.url() + "a/../b?c=%20d",
                        {{"Host", "amity.test"}, {"X-Empty", ""}, {"X-Amz-Target", "A.B"}},
                        "{\"a\":1}"};
    HttpAnswer answer = exchange(transport, std::move(request));
    EXPECT_EQ(std::get<HttpResponse>(answer).body, "yes");
  }
  EXPECT_EQ(seen,
            "POST /a/../b?c=%20d HTTP/1.1\r\nHost: "
            "amity.test\r\nX-Empty:\r\nX-Amz-Target: A.B\r\n"
            "Content-Length: 7\r\n\r\n{\"a\":1}");
}

TEST(ACurlTransport, GivesStatusHeadersAndBody) {
  HostileServer server([](Peer& peer) {
    peer.read();
    peer.send(response(418, "short", "x-amzn-RequestId:  abc \r\nEmpty:\r\n"));
  });
  CurlTransport transport;
  auto answer = std::get<HttpResponse>(exchange(transport, request_to(server.url())));
  EXPECT_EQ(answer.status, 418);
  EXPECT_EQ(answer.body, "short");
  EXPECT_EQ(header(answer.headers, "X-Amzn-Requestid"), "abc");
  EXPECT_EQ(header(answer.headers, "empty"), "");
}

TEST(ACurlTransport, SendsALongBodyWithoutAskingFirst) {
  std::string seen;
  HostileServer server([&](Peer& peer) { seen = peer.read(), peer.send(response(200, "")); });
  CurlTransport transport;
  EXPECT_EQ(told(exchange(transport, request_to(server.url(), std::string(3 << 20, 'x')))), "200");
  EXPECT_THAT(seen.substr(0, 300), Not(HasSubstr("Expect")));
}

TEST(ACurlTransport, RefusesAHeaderOfTwoLines) {
  HostileServer server(serve);
  CurlTransport transport;
  for (HttpRequest request : {HttpRequest{server.url(), {{"X", "a\r\nY: b"}}, "{}"},
                              HttpRequest{server.url(), {{"X\nY", "a"}}, "{}"}})
    EXPECT_EQ(told(exchange(transport, request)), "unsendable");
  EXPECT_EQ(server.requests(), 0);
}

// Sets variables of the environment for a while.
class Variables {
 public:
  explicit Variables(std::vector<std::pair<const char*, std::string>> variables)
      : variables_(std::move(variables)) {
    for (const auto& [name, value] : variables_) ::setenv(name, value.c_str(), 1);
  }
  ~Variables() {
    for (const auto& [name, value] : variables_) ::unsetenv(name);
  }
  Variables(const Variables&) = delete;
  Variables& operator=(const Variables&) = delete;

 private:
  std::vector<std::pair<const char*, std::string>> variables_;
};

// What a hostile server does with a connection, and what comes of it.
struct Fault {
  std::string name;
  HostileServer::Script script;
  std::string told;  // a pattern
};

void PrintTo(const Fault& fault, std::ostream* out) { *out << fault.name; }

class AfterAFault : public testing::TestWithParam<Fault> {};

TEST_P(AfterAFault, TheKindIsToldAndTheLoopGoesOn) {
  std::atomic<bool> first = true;
  HostileServer server(
      [&](Peer& peer) { first.exchange(false) ? GetParam().script(peer) : serve(peer); });
  CurlTransport transport(CurlOptions{.most_response_bytes = 1 << 20});
  EXPECT_THAT(told(exchange(transport, request_to(server.url()),
                            {.whole = GetParam().told == "timed out" ? 300ms : 30s})),
              MatchesRegex(GetParam().told));
  EXPECT_EQ(told(exchange_at_last(transport, request_to(server.url()))), "200");
}

void drip(Peer& peer, std::string_view bytes) {
  for (char byte : bytes)
    if (!peer.send({&byte, 1}) || peer.gone(50ms)) return;
}

const Fault kFaults[] = {
    {"ResetAtOnce", [](Peer& peer) { peer.reset(); }, "broken|could not connect"},
    {"CloseAtOnce", [](Peer&) {}, "broken"},
    {"ResetAfterTheRequest", [](Peer& peer) { peer.read(), peer.reset(); }, "broken"},
    {"CloseAfterTheRequest", [](Peer& peer) { peer.read(); }, "broken"},
    {"CloseAmidHeaders",
     [](Peer& peer) { peer.read(), peer.send("HTTP/1.1 200 OK\r\nContent-Le"); }, "broken"},
    {"CloseAfterHeaders",
     [](Peer& peer) { peer.read(), peer.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"); },
     "broken"},
    {"HalfABody",
     [](Peer& peer) { peer.read(), peer.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab"); },
     "broken"},
    {"MoreThanContentLength",
     [](Peer& peer) {
       peer.read(), peer.send(response(200, "abc") + "HTTP/1.1 500 Left Over\r\n\r\n"),
           peer.wait_until_gone();
     },
     "200"},
    {"SlowHeaders", [](Peer& peer) { peer.read(), drip(peer, response(200, "abc")); }, "timed out"},
    {"SlowBody",
     [](Peer& peer) {
       peer.read(), peer.send("HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n"),
           drip(peer, std::string(90, 'a'));
     },
     "timed out"},
    {"NoAnswer", [](Peer& peer) { peer.read(), peer.wait_until_gone(); }, "timed out"},
    {"NoHttp", [](Peer& peer) { peer.read(), peer.send("SSH-2.0-OpenSSH_9.2\r\n"); }, "broken"},
    {"BinaryRubbish", [](Peer& peer) { peer.read(), peer.send(std::string(5'000, '\xff')); },
     "broken"},
    {"TwoContentLengths",
     [](Peer& peer) {
       peer.read(), peer.send(
                        "HTTP/1.1 200 OK\r\nContent-Length: "
                        "3\r\nContent-Length: x\r\n\r\nabc");
     },
     "broken"},
    {"Chunked",
     [](Peer& peer) {
       peer.read(), peer.send(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: "
                        "chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
     },
     "200"},
    {"HalfAChunk",
     [](Peer& peer) {
       peer.read(), peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab");
     },
     "broken"},
    {"ChunkedWithoutAnEnd",
     [](Peer& peer) {
       peer.read(), peer.send(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: "
                        "chunked\r\n\r\n3\r\nabc\r\n");
     },
     "broken"},
    {"UntilClose", [](Peer& peer) { peer.read(), peer.send("HTTP/1.1 200 OK\r\n\r\nabc"); }, "200"},
    {"Continue",
     [](Peer& peer) {
       peer.read(), peer.send("HTTP/1.1 100 Continue\r\n\r\n" + response(201, "abc"));
     },
     "201"},
    {"EndlessContinue",
     [](Peer& peer) {
       for (peer.read(); peer.send("HTTP/1.1 100 Continue\r\n\r\n");) {
       }
     },
     "too large"},
    {"EndlessHeaders",
     [](Peer& peer) {
       peer.read(), peer.send("HTTP/1.1 200 OK\r\n");
       while (peer.send("X-More: " + std::string(1'000, 'a') + "\r\n")) {
       }
     },
     "too large"},
    {"EndlessHeader",
     [](Peer& peer) {
       peer.read(), peer.send("HTTP/1.1 200 OK\r\nX-More: ");
       while (peer.send("aaaaaaaaaa")) {
       }
     },
     "broken"},
    {"EndlessBody",
     [](Peer& peer) {
       peer.read(), peer.send("HTTP/1.1 200 OK\r\n\r\n");
       while (peer.send(std::string(1'000, 'a'))) {
       }
     },
     "too large"},
    {"TooLongABody",
     [](Peer& peer) { peer.read(), peer.send(response(200, std::string((1 << 20) + 1, 'a'))); },
     "too large"},
    {"Redirect",
     [](Peer& peer) {
       peer.read(), peer.send(response(307, "", "Location: http://127.0.0.1:1/\r\n"));
     },
     "307"},
    {"UnknownEncoding",
     [](Peer& peer) {
       peer.read(), peer.send(response(200, "abc", "Content-Encoding: rot13\r\n"));
     },
     "200"},
    {"NoContent",
     [](Peer& peer) { peer.read(), peer.send("HTTP/1.1 204 None\r\n\r\n"), serve(peer); }, "204"},
};
INSTANTIATE_TEST_SUITE_P(Of, AfterAFault, testing::ValuesIn(kFaults),
                         [](const auto& fault) { return fault.param.name; });

TEST(ACurlTransport, KeepsItsConnectionWhateverTheStatus) {
  std::atomic<int> status = 200;
  HostileServer server([&](Peer& peer) {
    while (!peer.read().empty()) peer.send(response(status, "{}"));
  });
  CurlTransport transport;
  for (int each : {200, 400, 403, 404, 413, 429, 500, 503, 200}) {
    status = each;
    EXPECT_EQ(told(exchange(transport, request_to(server.url()))), std::to_string(each));
  }
  EXPECT_EQ(server.connections(), 1);
}

TEST(ACurlTransport, ConnectsAgainWhereAKeptConnectionWasClosed) {
  std::promise<void> closed;
  std::atomic<bool> first = true;
  HostileServer server([&](Peer& peer) {
    if (!first.exchange(false)) return serve(peer);
    peer.read(), peer.send(response(200, "{}"));
    closed.set_value();
  });
  CurlTransport transport;
  EXPECT_EQ(told(exchange(transport, request_to(server.url()))), "200");
  closed.get_future().get();
  EXPECT_EQ(told(exchange_at_last(transport, request_to(server.url()))), "200");
  EXPECT_GE(server.connections(), 2);
}

// The service may have carried it out: only the caller knows whether a repeat
// does harm.
TEST(ACurlTransport, RepeatsNothingByItself) {
  HostileServer server([](Peer& peer) {
    if (!peer.read().empty() && peer.send(response(200, "{}"))) peer.read();
  });
  CurlTransport transport;
  EXPECT_EQ(told(exchange(transport, request_to(server.url()))), "200");
  auto error = std::get<TransportError>(exchange(transport, request_to(server.url())));
  EXPECT_EQ(error.kind, Kind::broken);
  EXPECT_TRUE(error.was_idle);
  EXPECT_EQ(server.requests(), 2);
}

TEST(ACurlTransport, SaysWhenAFreshConnectionBroke) {
  HostileServer server([](Peer& peer) { peer.read(); });
  CurlTransport transport;
  auto error = std::get<TransportError>(exchange(transport, request_to(server.url())));
  EXPECT_EQ(error.kind, Kind::broken);
  EXPECT_FALSE(error.was_idle);
  EXPECT_EQ(server.requests(), 1);
}

TEST(ACurlTransport, TellsWhenThereIsNobody) {
  std::string url;
  {
    HostileServer gone(serve);
    url = gone.url();
  }
  CurlTransport transport;
  EXPECT_EQ(told(exchange(transport, request_to(url))), "could not connect");
  for (const char* no_url : {"", "ftp://127.0.0.1/", "http://", "http://user:word@127.0.0.1/"})
    EXPECT_EQ(told(exchange(transport, request_to(no_url))), "could not connect") << no_url;
}

TEST(ACurlTransport, TellsWhenThePeerSpeaksNoTls) {
  HostileServer server(
      [](Peer& peer) { peer.send("HTTP/1.1 400 No\r\n\r\n"), peer.wait_until_gone(); });
  CurlTransport transport;
  EXPECT_EQ(told(exchange(transport, request_to("https://" + server.host()))), "tls");
}

TEST(ACurlTransport, AsksTheProxyButNotForThisMachineOrWhereNoneIsWanted) {
  std::vector<std::string> lines;
  HostileServer proxy([&](Peer& peer) {
    for (std::string request; !(request = peer.read()).empty();) {
      lines.push_back(request.substr(0, request.find('\r')));
      peer.send(response(299, ""));
    }
  });
  HostileServer server(serve);
  Variables variables({{"http_proxy", proxy.url()}, {"no_proxy", "direct.invalid"}});
  CurlTransport transport;
  EXPECT_EQ(told(exchange(transport, request_to("http://far.invalid/a"))), "299");
  EXPECT_EQ(told(exchange(transport, request_to("http://direct.invalid/"))), "could not connect");
  EXPECT_EQ(told(exchange(transport, request_to(server.url()))), "200");
  EXPECT_THAT(lines, ElementsAre("POST http://far.invalid/a HTTP/1.1"));
}

TEST(ACurlTransport, SpeaksTlsWithWhomItMayBelieve) {
  fetch::TlsServer server([](const std::string& path) { return response(200, path); });
  CurlTransport believing(CurlOptions{.ca_bundle = server.authority_file()});
  HttpAnswer answer = exchange(believing, request_to(server.url("/a")));
  ASSERT_EQ(told(answer), "200") << std::get<TransportError>(answer).message;
  EXPECT_EQ(std::get<HttpResponse>(answer).body, "/a");
  CurlTransport others;
  EXPECT_EQ(told(exchange(others, request_to(server.url("/a")))), "tls");
}

TEST(ACurlTransport, BoundsConnecting) {
  HostileServer server([](Peer& peer) { peer.wait_until_gone(); });
  CurlTransport transport;
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(told(exchange(transport, request_to("https://" + server.host()), {.connect = 100ms})),
            "connect timed out");
  EXPECT_EQ(told(exchange(transport, request_to("https://" + server.host()), {.whole = 100ms})),
            "connect timed out");
  EXPECT_LT(std::chrono::steady_clock::now() - start, 10s);
}

TEST(ACurlTransport, ClosesWhatIsDroppedAndCallsNobody) {
  std::promise<void> asked, gone;
  std::atomic<bool> first = true;
  HostileServer server([&](Peer& peer) {
    if (!first.exchange(false)) return serve(peer);
    peer.read();
    asked.set_value();
    peer.wait_until_gone();
    gone.set_value();
  });
  CurlTransport transport;
  Transport::Id id = 0;
  on_loop(transport, [&] {
    id = transport.send(request_to(server.url()), {.whole = 10s},
                        [](const HttpAnswer&) { FAIL() << "it was dropped"; });
  });
  asked.get_future().get();
  on_loop(transport, [&] { transport.drop(id), transport.drop(id), transport.drop(0); });
  EXPECT_EQ(gone.get_future().wait_for(5s), std::future_status::ready);
  EXPECT_EQ(told(exchange(transport, request_to(server.url()))), "200");
}

TEST(ACurlTransport, LetsWhatIsTooManyWait) {
  std::promise<void> go_on;
  std::shared_future<void> may_answer = go_on.get_future().share();
  HostileServer server([&](Peer& peer) {
    while (!peer.read().empty()) may_answer.wait(), peer.send(response(200, "{}"));
  });
  CurlTransport transport(CurlOptions{.most_connections = 2});
  std::vector<std::string> seen;
  std::promise<void> all;
  on_loop(transport, [&] {
    auto note = [&](const std::string& what) {
      seen.push_back(what);
      if (seen.size() == 4) all.set_value();
    };
    for (int i = 0; i < 2; ++i)
      transport.send(request_to(server.url()), {}, [=](const HttpAnswer& a) { note(told(a)); });
    transport.send(request_to(server.url()), {.whole = 50ms}, [&, note](const HttpAnswer& answer) {
      note(told(answer));
      go_on.set_value();
    });
    Transport::Id dropped = transport.send(request_to(server.url()), {},
                                           [](const HttpAnswer&) { FAIL() << "it was dropped"; });
    transport.send(request_to(server.url()), {}, [=](const HttpAnswer& a) { note(told(a)); });
    transport.drop(dropped);
  });
  all.get_future().get();
  EXPECT_THAT(seen, ElementsAre("connect timed out", "200", "200", "200"));
  EXPECT_EQ(server.most_at_once(), 2);
  EXPECT_EQ(server.requests(), 3);
}

TEST(ACurlTransport, TakesTheLongestTimeForWithoutEnd) {
  HostileServer server(serve);
  CurlTransport transport(CurlOptions{.most_connections = 0});
  constexpr auto longest = std::chrono::milliseconds::max();
  EXPECT_EQ(told(exchange(transport, request_to(server.url()), {longest, longest})), "200");
}

TEST(ACurlTransport, CarriesAThousandAtOnce) {
  constexpr int kExchanges = 1'000;
  HostileServer server(serve);
  CurlTransport transport(CurlOptions{.most_connections = 16});
  std::atomic<int> answered = 0, wrong = 0;
  std::promise<void> all;
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 4; ++thread)
      threads.emplace_back([&] {
        for (int i = 0; i < kExchanges / 4; ++i)
          transport.post([&] {
            transport.send(request_to(server.url()), {.whole = 60s}, [&](const HttpAnswer& answer) {
              if (told(answer) != "200") ++wrong;
              if (++answered == kExchanges) all.set_value();
            });
          });
      });
  }
  all.get_future().get();
  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(server.requests(), kExchanges);
  EXPECT_LE(server.connections(), 16);
}

TEST(ACurlTransport, RunsTimersInOrder) {
  CurlTransport transport;
  const Transport::Time now = transport.now();
  std::vector<int> order;
  std::promise<void> last;
  on_loop(transport, [&] {
    transport.at(now + 30ms, [&] {
      EXPECT_GE(transport.now(), now + 30ms);
      order.push_back(3);
      last.set_value();
    });
    Transport::Id dropped = transport.at(now + 15ms, [] { FAIL() << "it was dropped"; });
    transport.at(now + 20ms, [&] { order.push_back(2); });
    transport.at(now - 1h, [&] { order.push_back(1); });
    transport.drop(dropped);
  });
  last.get_future().get();
  EXPECT_THAT(order, ElementsAre(1, 2, 3));
}

TEST(ACurlTransport, RunsManyTimers) {
  constexpr int kTimers = 10'000;
  CurlTransport transport;
  int ran = 0;
  std::promise<void> all;
  on_loop(transport, [&] {
    for (int i = 0; i < kTimers; ++i)
      transport.at(transport.now() + std::chrono::microseconds(i), [&] {
        if (++ran == kTimers) all.set_value();
      });
  });
  all.get_future().get();
}

TEST(ACurlTransport, RunsWorkInTheOrderOfPosting) {
  CurlTransport transport;
  std::vector<int> order;
  std::promise<void> last;
  EXPECT_FALSE(transport.on_loop());
  transport.post([&] {
    EXPECT_TRUE(transport.on_loop());
    transport.post([&] { order.push_back(3), last.set_value(); });
    order.push_back(1);
  });
  transport.post([&] { order.push_back(2); });
  last.get_future().get();
  EXPECT_THAT(order, testing::AnyOf(ElementsAre(1, 2, 3), ElementsAre(1, 3, 2)));
}

TEST(TheEndOfACurlTransport, IsQuietWhenItWasNeverUsed) { CurlTransport transport; }

TEST(TheEndOfACurlTransport, DropsWhatIsUnderWay) {
  HostileServer server([](Peer& peer) { peer.read(), peer.wait_until_gone(); });
  auto owned = std::make_shared<int>(0);
  {
    CurlTransport transport(CurlOptions{.most_connections = 2});
    on_loop(transport, [&] {
      for (int i = 0; i < 5; ++i)
        transport.send(request_to(server.url()), {.whole = 10s},
                       [owned](const HttpAnswer&) { FAIL() << "it was dropped"; });
      transport.at(transport.now() + 10s, [owned] { FAIL() << "it was dropped"; });
    });
    EXPECT_EQ(owned.use_count(), 7);
  }
  EXPECT_EQ(owned.use_count(), 1);
}

// The last owner lets go where the answer is told.
TEST(TheEndOfACurlTransport, MayComeInACallback) {
  HostileServer server(serve);
  for (const char* where : {"work", "timer", "answer"}) {
    auto transport = std::make_unique<CurlTransport>();
    CurlTransport& itself = *transport;
    auto owned = std::make_shared<int>(0);
    std::promise<void> ended;
    auto end = [&] {
      itself.post([owned] { FAIL() << "it was dropped"; });
      transport.reset();
      ended.set_value();
    };
    itself.post([&, owned] {
      for (int i = 0; i < 3; ++i) {
        itself.send(request_to("http://127.0.0.1:1/"), {.whole = 10s},
                    [owned](const HttpAnswer&) {});
        itself.at(itself.now() + 10s, [owned] { FAIL() << "it was dropped"; });
      }
      if (where == std::string("work")) return end();
      if (where == std::string("timer")) itself.at(itself.now() + 1ms, end);
      if (where == std::string("answer"))
        itself.send(request_to(server.url()), {}, [=](const HttpAnswer&) { end(); });
    });
    ended.get_future().get();
    while (owned.use_count() > 1) std::this_thread::yield();  // else ctest ends the wait
  }
}

}  // namespace
}  // namespace amity::client
