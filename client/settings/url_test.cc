#include "client/settings/url.h"

#include <gtest/gtest.h>

#include <string>

namespace amity::client {
namespace {

std::string read(std::string_view url) {
  auto parts = read_url(url);
  if (!parts) return "none";
  std::string text = parts->encrypted ? "encrypted " : "plain ";
  return text.append(parts->host)
      .append(" ")
      .append(parts->target)
      .append(" ")
      .append(parts->hostname());
}

TEST(Url, HasHostAndTarget) {
  EXPECT_EQ(read("https://example.com"), "encrypted example.com / example.com");
  EXPECT_EQ(read("http://example.com:8080/a/b?c=d#e"),
            "plain example.com:8080 /a/b?c=d example.com");
  EXPECT_EQ(read("https://[fd00:ec2::23]:8443/"), "encrypted [fd00:ec2::23]:8443 / fd00:ec2::23");
  EXPECT_EQ(read("http://[::1]?x"), "plain [::1] ?x ::1");
}

TEST(Url, ThePortOfTheSchemeIsNotSaid) {
  EXPECT_EQ(read("https://a:443/"), "encrypted a / a");
  EXPECT_EQ(read("http://a:80"), "plain a / a");
  EXPECT_EQ(read("http://a:443"), "plain a:443 / a");
}

TEST(Url, OthersAreNone) {
  for (const char* url : {"", "example.com", "ftp://a", "http://", "http:///a", "https://:443",
                          "http://:8080", "http://user@a", "http://user:x@a/", "http://a b",
                          "http://a\\@b", "http://a\r\nX: 1", "HTTP//a"})
    EXPECT_EQ(read(url), "none") << url;
}

TEST(Url, IsShownWithoutItsUser) {
  EXPECT_EQ(without_user_info("https://user:hunter2@example.com/a@b"), "https://example.com/a@b");
  EXPECT_EQ(without_user_info("https://user:p@ss@example.com"), "https://example.com");
  EXPECT_EQ(without_user_info("ftp://user@a?b@c"), "ftp://a?b@c");
  EXPECT_EQ(without_user_info("user:hunter2@example.com"), "example.com");
  EXPECT_EQ(without_user_info("https://example.com"), "https://example.com");
  EXPECT_EQ(without_user_info(""), "");
}

}  // namespace
}  // namespace amity::client
