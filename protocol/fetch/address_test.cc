#include "protocol/fetch/address.h"

#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <netinet/in.h>

namespace amity::fetch {
namespace {

sockaddr_storage address_of(const char* text) {
  sockaddr_storage storage{};
  auto& v4 = reinterpret_cast<sockaddr_in&>(storage);
  auto& v6 = reinterpret_cast<sockaddr_in6&>(storage);
  if (inet_pton(AF_INET, text, &v4.sin_addr) == 1) {
    v4.sin_family = AF_INET;
  } else {
    EXPECT_EQ(inet_pton(AF_INET6, text, &v6.sin6_addr), 1) << text;
    v6.sin6_family = AF_INET6;
  }
  return storage;
}

bool is_public(const char* text) {
  sockaddr_storage storage = address_of(text);
  return fetch::is_public(reinterpret_cast<const sockaddr&>(storage));
}

TEST(Addresses, OfThePublicInternetPass) {
  for (const char* text : {"1.1.1.1",
                           "8.8.8.8",
                           "9.255.255.255",
                           "11.0.0.0",
                           "100.63.255.255",
                           "100.128.0.0",
                           "126.255.255.255",
                           "128.0.0.0",
                           "168.63.129.15",
                           "168.63.129.17",
                           "169.253.255.255",
                           "169.255.0.0",
                           "172.15.255.255",
                           "172.32.0.0",
                           "192.0.1.0",
                           "192.0.3.0",
                           "192.167.255.255",
                           "192.169.0.0",
                           "198.17.255.255",
                           "198.20.0.0",
                           "203.0.112.255",
                           "203.0.114.0",
                           "223.255.255.255",
                           "2606:4700:4700::1111",
                           "2a00:1450:4001::200e",
                           "2001:4860:4860::8888",
                           "2001:200::1",
                           "2003::1",
                           "::ffff:8.8.8.8",
                           "64:ff9b::8.8.8.8"})
    EXPECT_TRUE(is_public(text)) << text;
}

TEST(Addresses, OfNoPublicServerDoNot) {
  for (const char* text :
       {"0.0.0.0", "0.255.255.255", "10.0.0.0", "10.255.255.255", "100.64.0.0", "100.100.100.200",
        "100.127.255.255", "127.0.0.1", "127.255.255.255", "168.63.129.16", "169.254.0.0",
        "169.254.169.254", "169.254.170.2", "172.16.0.0", "172.31.255.255", "192.0.0.192",
        "192.0.2.1", "192.88.99.1", "192.168.0.0", "192.168.255.255", "198.18.0.0",
        "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255",
        "240.0.0.1", "255.255.255.255",
        // IPv6: unspecified, this host, the link, unique local (AWS's metadata), groups, site
        "::", "::1", "fe80::1", "febf::1", "fc00::1", "fd00:ec2::254", "ff02::1", "fec0::1",
        // documentation, discard, benchmarks, ORCHID, Teredo, 6to4
        "2001:db8::1", "3fff::1", "100::1", "2001:2::1", "2001:20::1", "2001:0:1::1",
        "2002:7f00:1::1", "4000::1", "5f00::1",
        // IPv4 in disguise
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:0.0.0.0",
        "64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b:1::10.0.0.1", "::127.0.0.1",
        "::10.0.0.1", "::ffff:0:127.0.0.1"})
    EXPECT_FALSE(is_public(text)) << text;
}

TEST(Addresses, OfAnotherFamilyDoNot) {
  sockaddr address{};
  address.sa_family = AF_UNIX;
  EXPECT_FALSE(fetch::is_public(address));
  EXPECT_FALSE(is_loopback(address));
}

TEST(Addresses, OfThisHostAreTold) {
  auto loopback = [](const char* text) {
    sockaddr_storage storage = address_of(text);
    return is_loopback(reinterpret_cast<const sockaddr&>(storage));
  };
  EXPECT_TRUE(loopback("127.0.0.1"));
  EXPECT_TRUE(loopback("127.9.9.9"));
  EXPECT_TRUE(loopback("::1"));
  EXPECT_FALSE(loopback("128.0.0.1"));
  EXPECT_FALSE(loopback("::2"));
  EXPECT_FALSE(loopback("::ffff:127.0.0.1"));
}

}  // namespace
}  // namespace amity::fetch
