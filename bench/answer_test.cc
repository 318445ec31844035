#include "bench/answer.h"

#include <gmock/gmock.h>

#include <stdexcept>
#include <string>

namespace amity::bench {
namespace {

TEST(ReadAnswer, WaitsUntilTheLastByteIsThere) {
  std::string whole = "HTTP/1.1 200 OK\r\nServer: x\r\nContent-Length: 5\r\n\r\n{\"a\"}";

  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(read_answer(whole.substr(0, size))) << size;
  }

  auto answer = read_answer(whole);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->body, "{\"a\"}");
  EXPECT_EQ(answer->size, whole.size());
  EXPECT_FALSE(answer->closes);
}

TEST(ReadAnswer, ReadsFieldNamesInAnyCaseAndStopsAtTheBodysEnd) {
  auto answer =
      read_answer("HTTP/1.1 503 \r\nCONNECTION: close\r\ncontent-length:2\r\n\r\n{}HTTP/1.1");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 503);
  EXPECT_EQ(answer->body, "{}");
  EXPECT_TRUE(answer->closes);
}

TEST(ReadAnswer, RefusesWhatItCannotMeasure) {
  EXPECT_THROW(read_answer("SSH-2.0-OpenSSH\r\n\r\n"), std::runtime_error);
  EXPECT_THROW(read_answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
               std::runtime_error);
  EXPECT_THROW(read_answer("HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\n"), std::runtime_error);
}

}  // namespace
}  // namespace amity::bench
