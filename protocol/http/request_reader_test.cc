#include "protocol/http/request_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <random>
#include <string>
#include <vector>

namespace amity::http {
namespace {

using Progress = RequestReader::Progress;
using ::testing::ElementsAre;

constexpr std::size_t kHeaderLimit = 16 * 1024;
constexpr std::size_t kBodyLimit = 1024 * 1024;

// Gives the reader `bytes` in pieces of `piece` and notes each request as text, with the refusal's
// status at the end if there is one.
std::vector<std::string> read_all(std::string_view bytes, std::size_t piece) {
  RequestReader reader(kHeaderLimit, kBodyLimit);
  std::vector<std::string> seen;
  for (;;) {
    Progress progress = reader.advance();
    if (progress == Progress::complete) {
      const Request& request = reader.request();
      std::string line(request.method);
      line.append(" ").append(request.target).append(" [").append(request.body).append("]");
      for (auto [name, value] : request.fields)
        line.append(" ").append(name).append("=").append(value);
      seen.push_back(line);
      reader.next();
      continue;
    }
    if (progress == Progress::refused) {
      seen.push_back(std::to_string(reader.refusal().status));
      return seen;
    }
    if (bytes.empty()) return seen;
    std::span<char> room = reader.prepare();
    std::size_t size = std::min({piece, room.size(), bytes.size()});
    std::memcpy(room.data(), bytes.data(), size);
    reader.commit(size);
    bytes.remove_prefix(size);
  }
}

std::string chunked(std::string_view chunks) {
  return "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + std::string(chunks);
}

TEST(RequestReader, KeepsMethodTargetFieldsAndBody) {
  EXPECT_THAT(
      read_all("POST /x?y HTTP/1.1\r\nHost: h\r\nA:\t b \r\nEmpty:\r\nContent-Length: 3\r\n\r\nabc",
               999),
      ElementsAre("POST /x?y [abc] Host=h A=b Empty= Content-Length=3"));
}

TEST(RequestReader, SeesTheSameInPiecesOfAnySize) {
  const std::string bytes =
      "\r\nPOST /1 HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello"
      "GET /2 HTTP/1.1\r\nHost: h\r\n\r\n" +
      chunked(
          "5;name=value;quoted=\"a;b\"\r\nhello\r\n006\r\n world\r\n0;last\r\nHost: other\r\n"
          "X-Checksum: 1\r\n\r\n") +
      "POST /4 HTTP/1.0\r\nContent-Length: 0\r\n\r\n";
  auto whole = read_all(bytes, bytes.size());

  EXPECT_THAT(whole, ElementsAre("POST /1 [hello] Host=h Content-Length=5", "GET /2 [] Host=h",
                                 "POST / [hello world] Host=h Transfer-Encoding=chunked",
                                 "POST /4 [] Content-Length=0"));
  for (std::size_t piece = 1; piece < bytes.size(); ++piece) {
    ASSERT_EQ(read_all(bytes, piece), whole) << "in pieces of " << piece;
  }
}

TEST(RequestReader, GrowsForALargeBodyAndGivesTheMemoryBack) {
  const std::string body(kBodyLimit, 'b');
  const std::string large =
      "POST /large HTTP/1.1\r\nHost: h\r\nContent-Length: " + std::to_string(body.size()) +
      "\r\n\r\n" + body;
  const std::string small = "GET /small HTTP/1.1\r\nHost: h\r\n\r\n";

  auto seen = read_all(large + small + large, 30'000);

  ASSERT_EQ(seen.size(), 3u);
  EXPECT_EQ(seen[0], "POST /large [" + body + "] Host=h Content-Length=1048576");
  EXPECT_EQ(seen[1], "GET /small [] Host=h");
  EXPECT_EQ(seen[2], seen[0]);
}

TEST(RequestReader, JoinsManyChunksOfOneByte) {
  std::string chunks;
  for (int i = 0; i < 20'000; ++i) chunks += "1\r\nx\r\n";
  EXPECT_THAT(
      read_all(chunked(chunks + "0\r\n\r\n"), 1500),
      ElementsAre("POST / [" + std::string(20'000, 'x') + "] Host=h Transfer-Encoding=chunked"));
}

TEST(RequestReader, AsksForContinueOnceAndOnlyWhileTheBodyIsHeldBack) {
  auto asks = [](std::string_view bytes) {
    RequestReader reader(kHeaderLimit, kBodyLimit);
    std::memcpy(reader.prepare().data(), bytes.data(), bytes.size());
    reader.commit(bytes.size());
    EXPECT_EQ(reader.advance(), Progress::more);
    bool first = reader.take_continue();
    EXPECT_FALSE(reader.take_continue());
    return first;
  };
  EXPECT_TRUE(
      asks("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-Continue\r\nContent-Length: 2\r\n\r\n"));
  EXPECT_TRUE(asks(
      "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n"));
  EXPECT_FALSE(
      asks("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\na"));
  EXPECT_FALSE(asks("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n"));
  EXPECT_FALSE(asks("POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"));
}

// Whatever the bytes are, the reader neither crashes nor spins, and it sees the same requests in
// whatever pieces they come: half of the inputs are noise, half a valid stream with a few changes.
TEST(RequestReader, ReadsNoiseTheSameInAnyPieces) {
  std::minstd_rand random(20250404);
  const std::string valid = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc" +
                            chunked("3;a=b\r\nabc\r\n0\r\nT: v\r\n\r\n") +
                            "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
  const std::string_view telling = "\r\n \t:;,=\"0aAfF/\x7f\xff\x01";
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes = round % 2 == 0 ? valid : std::string(random() % 64, ' ');
    std::size_t changes = round % 2 == 0 ? 1 + random() % 3 : bytes.size();
    for (std::size_t i = 0; i < changes; ++i) {
      std::size_t at = round % 2 == 0 ? random() % bytes.size() : i;
      switch (round % 2 == 0 ? random() % 3 : 0) {
        case 0:
          bytes[at] = random() % 4 == 0 ? static_cast<char>(random() % 256)
                                        : telling[random() % telling.size()];
          break;
        case 1:
          bytes.erase(at, 1);
          break;
        default:
          bytes.insert(at, 1, telling[random() % telling.size()]);
      }
    }
    auto whole = read_all(bytes, bytes.size() + 1);
    ASSERT_EQ(read_all(bytes, 1), whole) << bytes;
    ASSERT_EQ(read_all(bytes, 7), whole) << bytes;
  }
}

}  // namespace
}  // namespace amity::http
