#include "protocol/fetch/fetch.h"

#include "protocol/fetch/tls_server_test.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace amity::fetch {
namespace {

std::string ok(const std::string& body) {
  return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string moved_to(const std::string& url) {
  return "HTTP/1.1 302 Found\r\nLocation: " + url + "\r\nContent-Length: 0\r\n\r\n";
}

class Fetch : public testing::Test {
 protected:
  std::string answer(const std::string& path) {
    if (path == "/logo") return ok("a logo");
    if (path == "/large") return ok(std::string(limits.bytes + 1, 'x'));
    if (path == "/full") return ok(std::string(limits.bytes, 'x'));
    if (path == "/endless") return "HTTP/1.1 200 OK\r\n\r\n" + std::string(3 * limits.bytes, 'x');
    if (path == "/heads") return "HTTP/1.1 200 OK\r\nX: " + std::string(70'000, 'x') + "\r\n\r\n";
    if (path == "/silent") return "";
    if (path == "/once") return moved_to("/logo");
    if (path == "/round") return moved_to("/round");
    if (path == "/plain") return moved_to("http://localhost/logo");
    if (path == "/file") return moved_to("file:///etc/passwd");
    if (path == "/inside") return moved_to("https://169.254.169.254/latest/meta-data/");
    if (path == "/mapped") return moved_to("https://[::ffff:10.0.0.1]/");
    return "HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nnone";
  }
  Answer get(const std::string& path) { return fetch::get(server.url(path), limits, trust); }
  Failure failure_of(const std::string& path) { return get(path).failure; }

  Limits limits{std::chrono::milliseconds(5000), 20'000, 3};
  TlsServer server{[this](const std::string& path) { return answer(path); }};
  Trust trust{true, server.authority_file()};
};

TEST_F(Fetch, BringsTheFile) {
  auto answer = get("/logo");
  EXPECT_EQ(answer.failure, Failure::none);
  EXPECT_EQ(answer.body, "a logo");
  EXPECT_EQ(get("/full").body.size(), limits.bytes);
}

TEST_F(Fetch, TakesNothingButAnAnswerThatHasIt) {
  EXPECT_EQ(failure_of("/elsewhere"), Failure::not_there);
}

TEST_F(Fetch, ReadsNoMoreThanIsWanted) {
  EXPECT_EQ(failure_of("/large"), Failure::too_large) << "its head says so";
  EXPECT_EQ(failure_of("/endless"), Failure::too_large) << "its head does not";
  EXPECT_NE(failure_of("/heads"), Failure::none);
}

TEST_F(Fetch, WaitsForAllOfItTogether) {
  limits.time = std::chrono::milliseconds(300);
  auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(failure_of("/silent"), Failure::unreachable);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(3));
}

TEST_F(Fetch, FollowsAFewRedirects) {
  EXPECT_EQ(get("/once").body, "a logo");
  EXPECT_EQ(failure_of("/round"), Failure::not_there);
  EXPECT_EQ(server.connections(), 2 + 4) << "the first and three redirects";
}

TEST_F(Fetch, JudgesWhereARedirectLeads) {
  for (const char* path : {"/plain", "/file", "/inside", "/mapped"})
    EXPECT_EQ(failure_of(path), Failure::refused) << path;
}

// Names are judged by the address that is connected to, whatever they resolved to before.
TEST_F(Fetch, ConnectsToNoHostThatIsNotPublic) {
  trust.loopback = false;
  EXPECT_EQ(failure_of("/logo"), Failure::refused);
  EXPECT_EQ(server.connections(), 0) << "not a byte was sent";
  for (const char* url :
       {"https://127.0.0.1/", "https://10.0.0.1/", "https://169.254.169.254/", "https://[::1]/",
        "https://[fd00:ec2::254]/", "https://[::ffff:127.0.0.1]/", "https://2130706433/",
        "https://0x7f.1/", "https://0/"})
    EXPECT_EQ(fetch::get(url, limits, trust).failure, Failure::refused) << url;
}

TEST_F(Fetch, SpeaksHttpsOnlyAndForNobody) {
  for (const char* url : {"http://localhost/", "ftp://localhost/", "file:///etc/passwd",
                          "gopher://localhost/", "https://user:secret@localhost/", "https://", ""})
    EXPECT_EQ(fetch::get(url, limits, trust).failure, Failure::refused) << url;
}

TEST_F(Fetch, BelievesNoCertificateButThoseItShould) {
  trust.authority_file.clear();
  EXPECT_EQ(failure_of("/logo"), Failure::unreachable);
}

TEST_F(Fetch, UsesNoProxyOfTheEnvironment) {
  ::setenv("https_proxy", "http://127.0.0.1:1", 1);
  EXPECT_EQ(failure_of("/logo"), Failure::none);
  ::unsetenv("https_proxy");
}

}  // namespace
}  // namespace amity::fetch
