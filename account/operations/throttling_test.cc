// Request rates: a token bucket for each account, reads and writes apart.
#include "account/operations/api_test.h"

namespace amity::account {
namespace {

using testing::HasSubstr;

Settings with_rates() {
  Settings settings;
  settings.read_rate = {.per_second = 2};
  settings.write_rate = {.per_second = 1};
  return settings;
}

class Throttling : public testing::Test {
 protected:
  Outcome<ListPartnersResponse> read(const Party& party) {
    ListPartnersRequest request;
    request.catalog = Catalog("AWS");
    return party.call<ListPartnersResponse>("ListPartners", request);
  }
  Outcome<CreateConnectionInvitationResponse> write(const Party& party, const Party& to) {
    return party.call<CreateConnectionInvitationResponse>("CreateConnectionInvitation",
                                                          party.invitation_to(to));
  }

  Api api{with_rates()};
  Party owner = api.partner("111111111111");
  Party other = api.partner("222222222222");
};

TEST_F(Throttling, RefusesMoreThanTheRateAndSaysWhich) {
  ASSERT_ANSWERED(read(owner));
  ASSERT_ANSWERED(read(owner));

  auto outcome = read(owner);

  EXPECT_EQ(outcome.status, 429);
  EXPECT_EQ(outcome.type, "ThrottlingException");
  EXPECT_THAT(outcome.body, HasSubstr("\"ServiceCode\":\"partnercentral-account\""));
  EXPECT_THAT(outcome.body, HasSubstr("\"QuotaCode\":\"read-rate\""));
  EXPECT_THAT(outcome.body, HasSubstr("\"Message\":\"Rate exceeded"));
}

TEST_F(Throttling, CountsReadsAndWritesAndAccountsApart) {
  ASSERT_ANSWERED(write(owner, other));

  EXPECT_THAT(write(owner, other).body, HasSubstr("\"QuotaCode\":\"write-rate\""));
  ASSERT_ANSWERED(read(owner));
  ASSERT_ANSWERED(read(other));
}

TEST_F(Throttling, EndsWithTime) {
  ASSERT_ANSWERED(write(owner, other));
  EXPECT_EQ(write(owner, other).status, 429);

  api.clock.advance(seconds(1));

  EXPECT_REFUSED(write(owner, other), "ConflictException", "DUPLICATE_CONNECTION_INVITATION");
}

TEST_F(Throttling, ComesAfterWhoItIsAndBeforeWhatItSays) {
  auto send = [&](std::string_view account) {
    return api.send(account, "PartnerCentralAccount.ListPartners", R"({"Catalog": 1})").second;
  };
  EXPECT_THAT(send(owner.account()), HasSubstr("SerializationException"));
  EXPECT_THAT(send(owner.account()), HasSubstr("SerializationException"));
  EXPECT_THAT(send(owner.account()), HasSubstr("ThrottlingException"));
  EXPECT_THAT(send("nobody"), HasSubstr("UnrecognizedClientException"));
}

TEST(WithoutThrottling, NobodyWaits) {
  Api api;
  Party owner = api.partner("111111111111");
  for (int i = 0; i < 100; ++i) {
    ListPartnersRequest request;
    request.catalog = Catalog("AWS");
    ASSERT_ANSWERED(owner.call<ListPartnersResponse>("ListPartners", request));
  }
}

}  // namespace
}  // namespace amity::account
