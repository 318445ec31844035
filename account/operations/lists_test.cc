// Listing invitations and partners: filters, pages, and tokens that are not good.
#include "account/operations/api_test.h"

namespace amity::account {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Lists : public testing::Test {
 protected:
  ListConnectionInvitationsRequest everything() {
    ListConnectionInvitationsRequest request;
    request.catalog = Catalog("AWS");
    return request;
  }
  Outcome<ListConnectionInvitationsResponse> list(const Party& by,
                                                  const ListConnectionInvitationsRequest& request) {
    return by.call<ListConnectionInvitationsResponse>("ListConnectionInvitations", request);
  }
  std::vector<std::string> listed(const Party& by,
                                  const ListConnectionInvitationsRequest& request) {
    auto outcome = list(by, request);
    EXPECT_TRUE(outcome) << outcome.body;
    std::vector<std::string> ids;
    if (outcome)
      for (const auto& summary : outcome->connection_invitation_summaries)
        ids.push_back(summary.id.str());
    return ids;
  }
  void expect_bad_token(const Outcome<ListConnectionInvitationsResponse>& outcome) {
    EXPECT_REFUSED(outcome, "ValidationException", "REQUEST_VALIDATION_FAILED");
    EXPECT_THAT(outcome.body, HasSubstr(R"("Name":"NextToken")"));
    EXPECT_THAT(outcome.body, HasSubstr("INVALID_VALUE"));
  }
  // Five partners invite `one`, oldest first.
  std::vector<std::string> five_invitations() {
    std::vector<std::string> newest_first;
    for (int i = 0; i < 5; ++i) {
      auto from = api.partner(std::to_string(500'000'000'000 + i));
      api.clock.advance(seconds(1));
      newest_first.insert(newest_first.begin(), from.invites(one).id.str());
    }
    return newest_first;
  }

  Api api;
  Party one = api.partner("111111111111");
  Party two = api.partner("222222222222");
  Party three = api.partner("333333333333");
};

TEST_F(Lists, ShowInvitationsOfBothDirectionsNewestFirst) {
  auto sent = one.invites(two);
  api.clock.advance(seconds(1));
  auto received = three.invites(one);

  EXPECT_THAT(listed(one, everything()), ElementsAre(received.id.str(), sent.id.str()));
  EXPECT_THAT(listed(two, everything()), ElementsAre(sent.id.str()));
}

TEST_F(Lists, FilterInvitations) {
  auto sent = one.invites(two);
  auto subsidiary = one.invites(two, ConnectionType::SUBSIDIARY);
  auto received = three.invites(one);
  one.accepts(received.id);

  auto by_role = everything();
  by_role.participant_type = ParticipantType::RECEIVER;
  EXPECT_THAT(listed(one, by_role), ElementsAre(received.id.str()));
  auto by_type = everything();
  by_type.connection_type = ConnectionType::SUBSIDIARY;
  EXPECT_THAT(listed(one, by_type), ElementsAre(subsidiary.id.str()));
  auto by_status = everything();
  by_status.status = InvitationStatus::ACCEPTED;
  EXPECT_THAT(listed(one, by_status), ElementsAre(received.id.str()));
  auto all = everything();
  all.participant_type = ParticipantType::SENDER;
  all.status = InvitationStatus::PENDING;
  all.connection_type = ConnectionType::OPPORTUNITY_COLLABORATION;
  EXPECT_THAT(listed(one, all), ElementsAre(sent.id.str()));
}

TEST_F(Lists, FindInvitationsByWhatTheCallerMayKnowOfTheOther) {
  auto collaboration = one.invites(two);
  api.clock.advance(seconds(1));
  auto subsidiary = one.invites(three, ConnectionType::SUBSIDIARY);
  auto with = [&](const std::string& other) {
    auto request = everything();
    request.other_participant_identifiers.emplace();
    request.other_participant_identifiers->items.emplace_back(other);
    return request;
  };

  EXPECT_THAT(listed(one, with(two.profile())), ElementsAre(collaboration.id.str()));
  EXPECT_THAT(listed(one, with(two.account())), IsEmpty()) << "not revealed before acceptance";
  EXPECT_THAT(listed(one, with(three.account())), ElementsAre(subsidiary.id.str()))
      << "typed by the sender itself";
  EXPECT_THAT(listed(three, with(one.account())), IsEmpty());
  two.accepts(collaboration.id);
  EXPECT_THAT(listed(one, with(two.account())), ElementsAre(collaboration.id.str()));
}

TEST_F(Lists, ShowExpiryByTheClock) {
  auto invitation = one.invites(two);
  api.clock.advance(days(15));
  auto pending = everything();
  pending.status = InvitationStatus::PENDING;
  auto expired = everything();
  expired.status = InvitationStatus::EXPIRED;

  EXPECT_THAT(listed(one, pending), IsEmpty());
  EXPECT_THAT(listed(one, expired), ElementsAre(invitation.id.str()));
}

TEST_F(Lists, ComeInPagesThatMissAndRepeatNothing) {
  auto expected = five_invitations();
  auto request = everything();
  request.max_results = MaxResults(2);

  std::vector<std::string> seen;
  int pages = 0;
  do {
    auto page = list(one, request);
    ASSERT_ANSWERED(page);
    for (const auto& summary : page->connection_invitation_summaries)
      seen.push_back(summary.id.str());
    request.next_token = page->next_token;
    ++pages;
  } while (request.next_token);

  EXPECT_EQ(seen, expected);
  EXPECT_EQ(pages, 3);
}

TEST_F(Lists, EndWithoutATokenWhenThePageIsJustFull) {
  five_invitations();
  auto request = everything();
  request.max_results = MaxResults(5);

  EXPECT_FALSE(list(one, request)->next_token);
}

TEST_F(Lists, RefuseATokenThatIsNotGoodForTheRequest) {
  five_invitations();
  auto request = everything();
  request.max_results = MaxResults(2);
  NextToken token = *list(one, request)->next_token;
  request.next_token = token;

  auto other_filter = request;
  other_filter.status = InvitationStatus::PENDING;
  expect_bad_token(list(one, other_filter));
  auto other_catalog = request;
  other_catalog.catalog = Catalog("Sandbox");
  expect_bad_token(list(one, other_catalog));
  expect_bad_token(list(two, request));
  auto forged = request;
  forged.next_token->str()[5] = forged.next_token->str()[5] == 'A' ? 'B' : 'A';
  expect_bad_token(list(one, forged));
  auto invented = request;
  invented.next_token = NextToken("nonsense");
  expect_bad_token(list(one, invented));
  auto other_size = request;
  other_size.max_results = MaxResults(3);
  EXPECT_TRUE(list(one, other_size)) << "the size of a page may change";
}

TEST_F(Lists, KeepTheirTokensForADayAndOverARestart) {
  five_invitations();
  auto request = everything();
  request.max_results = MaxResults(2);
  request.next_token = list(one, request)->next_token;

  api.restart();
  EXPECT_TRUE(list(one, request));
  api.clock.advance(hours(24));
  EXPECT_TRUE(list(one, request));
  api.clock.advance(milliseconds(1));
  expect_bad_token(list(one, request));
}

TEST_F(Lists, ShowThePartnersOfTheCallerOnly) {
  ListPartnersRequest request;
  request.catalog = Catalog("Sandbox");
  auto stranger = api.stranger("444444444444");

  auto mine = one.call<ListPartnersResponse>("ListPartners", request);
  auto none = stranger.call<ListPartnersResponse>("ListPartners", request);

  ASSERT_ANSWERED(mine);
  ASSERT_EQ(mine->partner_summary_list.size(), 1U);
  EXPECT_EQ(mine->partner_summary_list.items[0].legal_name.str(), "Company 111111111111");
  ASSERT_ANSWERED(none);
  EXPECT_TRUE(none->partner_summary_list.empty());
  request.next_token = NextToken("nonsense");
  EXPECT_REFUSED(one.call<ListPartnersResponse>("ListPartners", request), "ValidationException",
                 "REQUEST_VALIDATION_FAILED");
}

TEST_F(Lists, LeadToThePartnerByIdAndByArn) {
  ListPartnersRequest list_request;
  list_request.catalog = Catalog("AWS");
  auto summary =
      one.call<ListPartnersResponse>("ListPartners", list_request)->partner_summary_list.items[0];
  auto get = [&](const Party& by, const std::string& identifier, const char* catalog = "AWS") {
    GetPartnerRequest request;
    request.catalog = Catalog(catalog);
    request.identifier = PartnerIdentifier(identifier);
    return by.call<GetPartnerResponse>("GetPartner", request);
  };

  auto by_id = get(one, summary.id.str());
  ASSERT_ANSWERED(by_id);
  EXPECT_EQ(by_id->arn, summary.arn);
  EXPECT_EQ(by_id->profile.profile_id->str(), one.profile());
  EXPECT_TRUE(get(one, summary.arn.str()));
  EXPECT_REFUSED(get(one, summary.arn.str(), "Sandbox"), "ResourceNotFoundException",
                 "PARTNER_NOT_FOUND");
  EXPECT_REFUSED(get(two, summary.id.str()), "ResourceNotFoundException", "PARTNER_NOT_FOUND");
  EXPECT_REFUSED(get(two, summary.arn.str()), "ResourceNotFoundException", "PARTNER_NOT_FOUND");
}

}  // namespace
}  // namespace amity::account
