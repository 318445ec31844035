#include "account/service/request_rate.h"

#include "protocol/shape/api_error.h"

#include <gtest/gtest.h>

namespace amity::account {
namespace {

constexpr Timestamp kNow{1'767'225'600'000};
constexpr domain::AccountId kOwner{111111111111};
constexpr domain::AccountId kOther{222222222222};

TEST(RequestRates, WithoutALimitKeepNoBuckets) { EXPECT_FALSE(RequestRates(Settings{}).any()); }

TEST(RequestRates, AreEachAccountsOwnAndForReadsAndWritesApart) {
  Settings settings;
  settings.read_rate.per_second = 2;
  settings.write_rate.per_second = 1;
  RequestRates rates(settings);
  rates.require(shape::Access::read, kOwner, kNow);
  rates.require(shape::Access::read, kOwner, kNow);
  EXPECT_THROW(rates.require(shape::Access::read, kOwner, kNow), shape::ApiError);

  EXPECT_NO_THROW(rates.require(shape::Access::read, kOther, kNow));
  EXPECT_NO_THROW(rates.require(shape::Access::write, kOwner, kNow));
  EXPECT_THROW(rates.require(shape::Access::write, kOwner, kNow), shape::ApiError);
}

}  // namespace
}  // namespace amity::account
