#include "client/credentials/inquiry.h"

#include "client/credentials/local_server_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>

namespace amity::client {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

TEST(Inquiry, IsSentAsItIs) {
  LocalServer server([](const std::string&) { return response(200, "the answer"); });
  Reply reply = ask({.url = server.url() + "/a?b=c", .headers = {{"X-Own", "one"}}}, {});
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, "the answer");
  EXPECT_THAT(server.requests().at(0),
              AllOf(StartsWith("GET /a?b=c HTTP/1.1\r\n"), HasSubstr("\r\nX-Own: one\r\n")));

  ask({.url = server.url(), .method = "PUT"}, {});
  EXPECT_THAT(server.requests().at(1), StartsWith("PUT / HTTP/1.1\r\n"));

  std::string body("x\0y", 3);
  ask({.url = server.url(), .method = "POST", .body = body}, {});
  EXPECT_THAT(server.requests().at(2),
              AllOf(StartsWith("POST / HTTP/1.1\r\n"), EndsWith("\r\n\r\n" + body)));
}

TEST(Inquiry, IsRepeatedWhereThatMayHelp) {
  int asked = 0;
  LocalServer server([&asked](const std::string&) {
    return response(++asked == 1 ? 503 : asked == 2 ? 429 : 200, "");
  });
  EXPECT_EQ(ask({.url = server.url()}, {}).status, 200);
  EXPECT_EQ(server.requests().size(), 3U);
}

TEST(Inquiry, IsNotRepeatedForEver) {
  LocalServer server([](const std::string&) { return response(500, "why"); });
  Reply reply = ask({.url = server.url(), .attempts = 2}, {});
  EXPECT_EQ(reply.status, 500);
  EXPECT_EQ(reply.body, "why");
  EXPECT_EQ(server.requests().size(), 2U);
}

TEST(Inquiry, ARefusalAndARedirectAreAnswers) {
  LocalServer server([](const std::string& request) {
    return request.starts_with("GET /moved")
               ? "HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n"
               : response(403, "");
  });
  EXPECT_EQ(ask({.url = server.url()}, {}).status, 403);
  EXPECT_EQ(ask({.url = server.url() + "/moved"}, {}).status, 302);
  EXPECT_EQ(server.requests().size(), 2U);
}

TEST(Inquiry, NoAnswerIsTold) {
  std::string gone = LocalServer([](const std::string&) { return ""; }).url();
  Reply reply = ask({.url = gone, .attempts = 1}, {});
  EXPECT_EQ(reply.status, 0);
  EXPECT_THAT(reply.failure, HasSubstr("connect"));

  EXPECT_NE(ask({.url = "file:///etc/hostname", .attempts = 1}, {}).failure, "");

  HostileServer torn([](HostileServer::Peer& peer) {
    peer.read();
    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx");
  });
  reply = ask({.url = torn.url(), .attempts = 1}, {});
  EXPECT_EQ(reply.status, 0);
  EXPECT_NE(reply.failure, "");
}

TEST(Inquiry, TakesNoMoreThanCredentialsMayHave) {
  LocalServer server([](const std::string&) { return response(200, std::string(2 << 20, 'x')); });
  EXPECT_EQ(ask({.url = server.url(), .attempts = 1}, {}).status, 0);
}

TEST(Inquiry, EndsInTime) {
  LocalServer server([](const std::string&) { return ""; });
  Reply reply =
      ask({.url = server.url(), .attempts = 1, .timeout = std::chrono::milliseconds(50)}, {});
  EXPECT_THAT(reply.failure, HasSubstr("timed out"));
}

TEST(Inquiry, EndsWhenItIsStopped) {
  LocalServer server([](const std::string&) { return ""; });
  std::stop_source stop;
  auto reply = std::async(std::launch::async, [&] {
    return ask({.url = server.url() + "/?x", .timeout = std::chrono::hours(1)}, stop.get_token());
  });
  server.wait_for_request();
  stop.request_stop();
  EXPECT_EQ(reply.get().failure, "stopped (" + server.url() + "/)");
  EXPECT_EQ(server.requests().size(), 1U);
}

}  // namespace
}  // namespace amity::client
