#include "protocol/http/forwarded.h"

#include <gtest/gtest.h>

#include <string>

namespace amity::http {
namespace {

using Fields = std::vector<std::pair<std::string_view, std::string_view>>;

const std::vector<ip::Network> kTrusted{*ip::Network::parse("10.0.0.0/8"),
                                        *ip::Network::parse("192.0.2.7"),
                                        *ip::Network::parse("2001:db8:1::/48")};

std::string caller(std::string_view peer, const Fields& fields) {
  return std::string(see_through(peer, fields, kTrusted).peer);
}

TEST(Forwarded, OfAStrangerIsNotBelieved) {
  EXPECT_EQ(caller("203.0.113.9", {{"X-Forwarded-For", "198.51.100.1"}}), "203.0.113.9");
  EXPECT_FALSE(see_through("203.0.113.9", Fields{{"X-Forwarded-Proto", "https"}}, kTrusted).secure);
  EXPECT_EQ(see_through("10.0.0.1", Fields{{"X-Forwarded-For", "198.51.100.1"}}, {}).peer,
            "10.0.0.1");
}

TEST(Forwarded, OfATrustedProxyNamesTheCaller) {
  EXPECT_EQ(caller("10.0.0.1", {{"x-forwarded-for", "198.51.100.1"}}), "198.51.100.1");
  EXPECT_EQ(caller("192.0.2.7", {{"X-Forwarded-For", " 2001:db8:2::9 "}}), "2001:db8:2::9");
  EXPECT_EQ(caller("10.0.0.1", {}), "10.0.0.1");
}

TEST(Forwarded, WhatTheCallerWroteItselfIsNeverReached) {
  EXPECT_EQ(caller("10.0.0.1", {{"X-Forwarded-For", "8.8.8.8, 198.51.100.1"}}), "198.51.100.1");
  EXPECT_EQ(
      caller("10.0.0.1", {{"X-Forwarded-For", "8.8.8.8"}, {"X-Forwarded-For", "198.51.100.1"}}),
      "198.51.100.1");
}

TEST(Forwarded, GoesThroughAllProxiesThatAreTrusted) {
  EXPECT_EQ(caller("10.0.0.1", {{"X-Forwarded-For", "8.8.8.8,198.51.100.1,10.0.0.9,192.0.2.7"}}),
            "198.51.100.1");
  EXPECT_EQ(caller("10.0.0.1",
                   {{"X-Forwarded-For", "198.51.100.1"}, {"X-Forwarded-For", "2001:db8:1::2"}}),
            "198.51.100.1");
  EXPECT_EQ(caller("10.0.0.1", {{"X-Forwarded-For", "10.0.0.2, 10.0.0.3"}}), "10.0.0.2");
}

TEST(Forwarded, StopsAtWhatIsNoAddress) {
  for (const char* text : {"unknown", "", ",", "198.51.100.1:80", "[2001:db8::1]", "198.51.100.1;",
                           "198.51.100.1, unknown", "198.51.100.1,"})
    EXPECT_EQ(caller("10.0.0.1", {{"X-Forwarded-For", text}}), "10.0.0.1") << text;
  EXPECT_EQ(caller("10.0.0.1", {{"X-Forwarded-For", "unknown, 10.0.0.5"}}), "10.0.0.5");
}

TEST(Forwarded, TellsWhetherTheProxyWasReachedOverTls) {
  auto secure = [](const Fields& fields) {
    return see_through("10.0.0.1", fields, kTrusted).secure;
  };
  EXPECT_TRUE(secure({{"X-Forwarded-Proto", "https"}}));
  EXPECT_TRUE(secure({{"x-forwarded-proto", "HTTPS"}}));
  EXPECT_FALSE(secure({{"X-Forwarded-Proto", "http"}}));
  EXPECT_FALSE(secure({{"X-Forwarded-Proto", "https, http"}}));
  EXPECT_FALSE(secure({{"X-Forwarded-Proto", "https"}, {"X-Forwarded-Proto", "https"}}));
  EXPECT_FALSE(secure({}));
}

}  // namespace
}  // namespace amity::http
