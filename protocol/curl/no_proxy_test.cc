#include "protocol/curl/no_proxy.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace amity::curl {
namespace {

class HostsWithoutProxy : public testing::Test {
 protected:
  void TearDown() override {
    unsetenv("no_proxy");
    unsetenv("NO_PROXY");
  }
  void SetUp() override { TearDown(); }
};

TEST_F(HostsWithoutProxy, AreThisMachineAndThoseNamed) {
  EXPECT_EQ(hosts_without_proxy(), "localhost,127.0.0.1,::1");
  setenv("no_proxy", "a.example", 1);
  setenv("NO_PROXY", ".example", 1);
  EXPECT_EQ(hosts_without_proxy(), "localhost,127.0.0.1,::1,a.example,.example");
}

TEST_F(HostsWithoutProxy, AreAllOfThemWhereOneVariableSaysSo) {
  setenv("no_proxy", "a.example", 1);
  setenv("NO_PROXY", "*", 1);
  EXPECT_EQ(hosts_without_proxy(), "*");
}

}  // namespace
}  // namespace amity::curl
