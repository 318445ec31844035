#include "protocol/http/message_rules.h"

#include <gtest/gtest.h>

#include <string>

namespace amity::http {
namespace {

using Found = HeaderScanner::Found;

TEST(HeaderScanner, FindsTheEndWhereverThePiecesBreak) {
  const std::string header = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
  const std::string more = header + "GET";
  for (std::size_t first = 0; first < header.size(); ++first) {
    HeaderScanner scanner;
    EXPECT_EQ(scanner.scan(std::string_view(more).substr(0, first)), Found::more) << first;
    EXPECT_EQ(scanner.scan(more), Found::end) << first;
    EXPECT_EQ(scanner.size(), header.size()) << first;
  }
}

TEST(HeaderScanner, RefusesABadLineAsSoonAsItIsThere) {
  for (std::string_view bytes :
       {"GET / HTTP/1.1\n", "\n", "GET / HTTP/1.1\r\n\n", "GET / HTTP/1.1\r\nA: b\n", "GET /\rx",
        "GET / HTTP/1.1\r\r\n", "GET / HTTP/1.1\r\n A: b\r\n", "GET / HTTP/1.1\r\nA: b\r\n\tc\r\n",
        "\r\n"}) {
    HeaderScanner at_once;
    EXPECT_EQ(at_once.scan(bytes), Found::refused) << bytes;
    EXPECT_EQ(at_once.refusal().status, 400);

    HeaderScanner byte_by_byte;
    Found found = Found::more;
    for (std::size_t size = 1; size <= bytes.size() && found == Found::more; ++size) {
      found = byte_by_byte.scan(bytes.substr(0, size));
    }
    EXPECT_EQ(found, Found::refused) << bytes;
  }
}

TEST(CheckLines, AcceptsWholeLinesAndTheStartOfOne) {
  for (std::string_view bytes : {"", "a", "a\r\n", "a\r\nb\r\n\r\n", "a\r", "\r\n5\r\n"}) {
    EXPECT_FALSE(check_lines(bytes)) << bytes;
  }
  for (std::string_view bytes : {"\n", "a\nb", "a\rb", "a\r\n b", "a\r\n\tb", "a\r\r\n"}) {
    EXPECT_TRUE(check_lines(bytes)) << bytes;
  }
}

TEST(FramingRules, KnowsAnUnknownCodingFromABodyWithoutEnd) {
  auto status = [](std::string_view coding) {
    FramingRules rules;
    rules.see_host("h");
    rules.see_transfer_encoding(coding);
    auto refusal = rules.judge(1);
    return refusal ? refusal->status : 0;
  };
  EXPECT_EQ(status("chunked"), 0);
  EXPECT_EQ(status("Chunked"), 0);
  EXPECT_EQ(status("gzip, chunked"), 501);
  EXPECT_EQ(status("gzip ,\tCHUNKED"), 501);
  EXPECT_EQ(status("gzip"), 400);
  EXPECT_EQ(status("chunked, gzip"), 400);
  EXPECT_EQ(status("chunked, chunked"), 400);
  EXPECT_EQ(status(", chunked"), 400);
  EXPECT_EQ(status("xchunked"), 400);
  EXPECT_EQ(status("identity"), 400);
  EXPECT_EQ(status(""), 400);
}

TEST(FramingRules, TakesOneHostThatIsAHost) {
  auto refused = [](std::string_view host) {
    FramingRules rules;
    rules.see_host(host);
    return rules.judge(1).has_value();
  };
  EXPECT_FALSE(refused("example.com"));
  EXPECT_FALSE(refused("127.0.0.1:9480"));
  EXPECT_FALSE(refused("[::1]:9480"));
  EXPECT_FALSE(refused(""));  // RFC 9112 §3.2: what a client sends that knows no authority
  EXPECT_TRUE(refused("a b"));
  EXPECT_TRUE(refused("a,b"));
  EXPECT_TRUE(refused("user@a"));
  EXPECT_TRUE(refused("a/b"));
}

}  // namespace
}  // namespace amity::http
