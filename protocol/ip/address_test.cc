#include "protocol/ip/address.h"

#include <gtest/gtest.h>

namespace amity::ip {
namespace {

bool contains(std::string_view network, std::string_view address) {
  return Network::parse(network).value().contains(Address::parse(address).value());
}

TEST(Address, IsReadStrictly) {
  for (const char* text : {"", "10", "10.0.0", "10.0.0.256", "010.0.0.1 ", "127.0.0.1.evil.example",
                           "127.evil.example", "host", "[::1]", "fe80::1%eth0", "1.2.3.4:80",
                           ":::", "::ffff:10.0.0.1.2", "1:2:3:4:5:6:7:8:9"})
    EXPECT_FALSE(Address::parse(text)) << text;
}

TEST(Address, OfIpv4HasTwoForms) {
  EXPECT_EQ(Address::parse("::ffff:10.1.2.3"), Address::parse("10.1.2.3"));
  EXPECT_TRUE(Address::parse("::ffff:a01:203")->is_v4());
  EXPECT_FALSE(Address::parse("::10.1.2.3")->is_v4());
  EXPECT_EQ(Address::parse("2001:DB8::1"), Address::parse("2001:db8:0::1"));
}

TEST(Address, KnowsThisHost) {
  for (const char* text : {"127.0.0.1", "127.255.0.9", "::1", "::ffff:127.0.0.1"})
    EXPECT_TRUE(Address::parse(text)->is_loopback()) << text;
  for (const char* text : {"126.0.0.1", "128.0.0.1", "::", "::2", "::ffff:10.0.0.1", "7f00::1"})
    EXPECT_FALSE(Address::parse(text)->is_loopback()) << text;
}

TEST(Network, ContainsWhatItsBitsSay) {
  EXPECT_TRUE(contains("10.0.0.0/8", "10.255.1.2"));
  EXPECT_TRUE(contains("10.0.0.0/8", "::ffff:10.1.2.3"));
  EXPECT_TRUE(contains("::ffff:10.0.0.0/104", "10.1.2.3"));
  EXPECT_FALSE(contains("10.0.0.0/8", "11.0.0.0"));
  EXPECT_TRUE(contains("192.0.2.128/25", "192.0.2.255"));
  EXPECT_FALSE(contains("192.0.2.128/25", "192.0.2.127"));
  EXPECT_FALSE(contains("192.0.2.1", "192.0.2.2"));
  EXPECT_TRUE(contains("2001:db8::/32", "2001:DB8:ffff::1"));
  EXPECT_FALSE(contains("2001:db8::/32", "2001:db9::"));
  EXPECT_TRUE(contains("2001:db8::9/32", "2001:db8::1")) << "what does not count does not matter";
}

TEST(Network, OfOneFamilyContainsNoneOfTheOther) {
  EXPECT_TRUE(contains("0.0.0.0/0", "203.0.113.1"));
  EXPECT_FALSE(contains("0.0.0.0/0", "2001:db8::1"));
  EXPECT_TRUE(contains("::/0", "2001:db8::1"));
  EXPECT_FALSE(contains("::/0", "203.0.113.1"));
}

TEST(Network, IsReadStrictly) {
  for (const char* text : {"", "10", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8x",
                           "::/129", "host", "10.0.0.0/8/8", "/8"})
    EXPECT_FALSE(Network::parse(text)) << text;
  EXPECT_TRUE(Network::parse("10.0.0.0/8")->is_exact());
  for (const char* text : {"10.0.0.1/8", "2001:db8::1/32"})
    EXPECT_FALSE(Network::parse(text)->is_exact()) << text;
}

}  // namespace
}  // namespace amity::ip
