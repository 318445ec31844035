// Whether others can find a profile (behaviour.md §6.2).
#include "account/operations/api_test.h"

namespace amity::account {
namespace {

class ProfileVisibilityOf : public testing::Test {
 protected:
  template <class Request>
  Request about(const Party& party, const char* catalog = "AWS") {
    Request request;
    request.catalog = Catalog(catalog);
    request.identifier = PartnerIdentifier(party.partner_id().str());
    return request;
  }
  Outcome<GetProfileVisibilityResponse> get(const Party& by,
                                            const GetProfileVisibilityRequest& of) {
    return by.call<GetProfileVisibilityResponse>("GetProfileVisibility", of);
  }
  Outcome<GetProfileVisibilityResponse> get(const Party& by) {
    return get(by, about<GetProfileVisibilityRequest>(by));
  }
  Outcome<PutProfileVisibilityResponse> put(const Party& by, ProfileVisibility visibility,
                                            const char* catalog = "AWS") {
    auto request = about<PutProfileVisibilityRequest>(by, catalog);
    request.visibility = visibility;
    return by.call<PutProfileVisibilityResponse>("PutProfileVisibility", request);
  }

  Api api;
  Party owner = api.partner("111111111111");
  Party other = api.partner("222222222222");
};

TEST_F(ProfileVisibilityOf, APartnerIsToldByIdAndByArn) {
  auto outcome = get(owner);

  ASSERT_ANSWERED(outcome);
  EXPECT_EQ(outcome->catalog.str(), "AWS");
  EXPECT_EQ(outcome->id.str(), owner.partner_id().str());
  EXPECT_EQ(outcome->profile_id.str(), owner.profile());
  EXPECT_EQ(outcome->visibility, ProfileVisibility::PUBLIC);
  auto by_arn = about<GetProfileVisibilityRequest>(owner);
  by_arn.identifier = PartnerIdentifier(outcome->arn.str());
  EXPECT_EQ(get(owner, by_arn).body, outcome.body);
}

TEST_F(ProfileVisibilityOf, APartnerIsNobodyElsesBusiness) {
  EXPECT_REFUSED(get(other, about<GetProfileVisibilityRequest>(owner)), "ResourceNotFoundException",
                 "PARTNER_NOT_FOUND");
  EXPECT_REFUSED(put(api.stranger("333333333333"), ProfileVisibility::PUBLIC),
                 "ResourceNotFoundException", "PARTNER_NOT_FOUND");
}

TEST_F(ProfileVisibilityOf, APartnerNeedsAProfile) {
  auto newcomer = api.newcomer("333333333333");

  EXPECT_REFUSED(get(newcomer), "ResourceNotFoundException", "PARTNER_PROFILE_NOT_FOUND");
  EXPECT_REFUSED(put(newcomer, ProfileVisibility::PRIVATE), "ResourceNotFoundException",
                 "PARTNER_PROFILE_NOT_FOUND");
}

TEST_F(ProfileVisibilityOf, APartnerHidesItFromThoseWhoInvite) {
  auto outcome = put(owner, ProfileVisibility::PRIVATE);

  ASSERT_ANSWERED(outcome);
  EXPECT_EQ(outcome->visibility, ProfileVisibility::PRIVATE);
  api.restart();
  EXPECT_EQ(get(owner).body, outcome.body);
  auto invite = [&] {
    return other.call<CreateConnectionInvitationResponse>("CreateConnectionInvitation",
                                                          other.invitation_to(owner));
  };
  EXPECT_REFUSED(invite(), "ResourceNotFoundException", "RECEIVER_PROFILE_NOT_FOUND");
  ASSERT_ANSWERED(put(owner, ProfileVisibility::PUBLIC));
  EXPECT_TRUE(invite());
}

TEST_F(ProfileVisibilityOf, APartnerMayBePutFiveTimesADay) {
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(put(owner, ProfileVisibility::PRIVATE)) << i;

  EXPECT_REFUSED(put(owner, ProfileVisibility::PUBLIC), "ServiceQuotaExceededException",
                 "LIMIT_EXCEEDED_NUMBER_OF_PROFILE_VISIBILITY_UPDATE_PER_DAY");
  EXPECT_EQ(get(owner)->visibility, ProfileVisibility::PRIVATE);
  EXPECT_TRUE(put(other, ProfileVisibility::PUBLIC));
  EXPECT_TRUE(put(owner, ProfileVisibility::PUBLIC, "Sandbox")) << "a quota per catalog";

  api.clock.advance(hours(24));
  EXPECT_REFUSED(put(owner, ProfileVisibility::PUBLIC), "ServiceQuotaExceededException",
                 "LIMIT_EXCEEDED_NUMBER_OF_PROFILE_VISIBILITY_UPDATE_PER_DAY");
  api.clock.advance(milliseconds(1));
  EXPECT_TRUE(put(owner, ProfileVisibility::PUBLIC)) << "a day that rolls";
}

}  // namespace
}  // namespace amity::account
