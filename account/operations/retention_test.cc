// What is kept for a while only, and taken away by the scheduler.
#include "account/operations/retention.h"

#include "account/operations/api_test.h"
#include "account/service/scheduler.h"

#include <algorithm>

namespace amity::account {
namespace {

using domain::CatalogId;

class RetentionTest : public testing::Test {
 protected:
  void pass(Duration time) {
    api.clock.advance(time);
    Scheduler(api.environment(), {}).run_due();
  }
  // How often a chore finds something, `at_most` items a time, until nothing is left.
  std::vector<std::size_t> rounds(std::size_t (*chore)(WriteTx&, const Moment&, std::size_t),
                                  std::size_t at_most) {
    std::vector<std::size_t> all;
    Moment moment{api.clock.now(), api.settings, api.identifiers};
    do {
      api.write([&](WriteTx& tx) { all.push_back(chore(tx, moment, at_most)); });
    } while (all.back() != 0);
    return all;
  }
  bool remembers(const Party& party, const CreateConnectionInvitationRequest& request) {
    auto outcome =
        party.call<CreateConnectionInvitationResponse>("CreateConnectionInvitation", request);
    return outcome.status == 200;  // a new call finds the invitation that waits
  }
  void withdraw(const Party& party, const ConnectionInvitationId& id) {
    auto request = party.answer_to<CancelConnectionInvitationRequest>(id);
    ASSERT_ANSWERED(
        party.call<CancelConnectionInvitationResponse>("CancelConnectionInvitation", request));
  }
  bool has(const Party& party, const ConnectionInvitationId& id) {
    GetConnectionInvitationRequest request;
    request.catalog = Catalog("AWS");
    request.identifier = id;
    return party.call<GetConnectionInvitationResponse>("GetConnectionInvitation", request).status ==
           200;
  }
  bool has(const Party& party, const ConnectionId& id) {
    GetConnectionRequest request;
    request.catalog = Catalog("AWS");
    request.identifier = id;
    return party.call<GetConnectionResponse>("GetConnection", request).status == 200;
  }

  Api api;
  Party owner = api.partner("111111111111");
  Party other = api.partner("222222222222");
  Party third = api.partner("333333333333");
};

TEST_F(RetentionTest, KeepsATokenForItsLifetimeAndNoLonger) {
  auto request = owner.invitation_to(other);
  ASSERT_TRUE(remembers(owner, request));

  pass(api.settings.token_lifetime);
  EXPECT_TRUE(remembers(owner, request)) << "the very last moment";
  pass(milliseconds(1));
  EXPECT_FALSE(remembers(owner, request));

  EXPECT_THAT(rounds(forget_old_tokens, 10), testing::ElementsAre(0)) << "the row is gone";
}

TEST_F(RetentionTest, KeepsATokenThatWasUsedAnewForItsLifetime) {
  auto request = owner.invitation_to(other);
  auto first =
      owner.call<CreateConnectionInvitationResponse>("CreateConnectionInvitation", request);
  ASSERT_ANSWERED(first);
  owner.invites(third);
  auto reject = other.answer_to<RejectConnectionInvitationRequest>(first->id);
  ASSERT_ANSWERED(
      other.call<RejectConnectionInvitationResponse>("RejectConnectionInvitation", reject));
  api.clock.advance(api.settings.token_lifetime);
  api.clock.advance(milliseconds(1));
  ASSERT_TRUE(remembers(owner, request)) << "a new invitation under the old token";

  EXPECT_THAT(rounds(forget_old_tokens, 10), testing::ElementsAre(2, 0));
  EXPECT_TRUE(remembers(owner, request));
}

TEST_F(RetentionTest, TakesSmallBatchesOnce) {
  for (int i = 0; i < 5; ++i) withdraw(owner, owner.invites(other).id);
  api.clock.advance(days(60));

  EXPECT_THAT(rounds(forget_old_tokens, 4), testing::ElementsAre(4, 4, 2, 0));
  EXPECT_THAT(rounds(forget_old_events, 4), testing::ElementsAre(4, 4, 2, 0));
}

TEST_F(RetentionTest, KeepsEventsForTheirTime) {
  owner.invites(other);
  pass(api.settings.event_retention);
  EXPECT_THAT(rounds(forget_old_events, 10), testing::ElementsAre(0));

  api.settings.event_retention = days(0);
  api.clock.advance(days(1000));
  EXPECT_THAT(rounds(forget_old_events, 10), testing::ElementsAre(0)) << "0 keeps them";
}

TEST_F(RetentionTest, KeepsWhatHasEndedUnlessToldOtherwise) {
  auto invitation = owner.invites(other);
  auto connection = other.accepts(invitation.id);
  owner.cancels(connection.id, ConnectionType::OPPORTUNITY_COLLABORATION);

  pass(days(3650));

  EXPECT_TRUE(has(owner, invitation.id));
  EXPECT_TRUE(has(owner, connection.id));
}

TEST_F(RetentionTest, TakesAwayWhatHasEndedLongAgo) {
  api.settings.ended_rows_retention = days(30);
  auto expired = owner.invites(third);
  auto accepted = owner.invites(other);
  auto connection = other.accepts(accepted.id);
  pass(days(20));
  owner.cancels(connection.id, ConnectionType::OPPORTUNITY_COLLABORATION);
  auto waiting = owner.invites(third);
  auto live = third.accepts(other.invites(third).id);

  api.clock.advance(days(25));
  pass(milliseconds(1));
  EXPECT_FALSE(has(owner, expired.id)) << "30 days after the day it expired";
  EXPECT_FALSE(has(owner, accepted.id));
  EXPECT_TRUE(has(owner, waiting.id));
  EXPECT_TRUE(has(owner, connection.id));

  pass(days(5));
  EXPECT_FALSE(has(owner, connection.id));
  EXPECT_TRUE(has(other, live.id));
  EXPECT_TRUE(has(owner, waiting.id));
}

// Were the row taken away first, its entry would stand in the way of all later ones.
TEST_F(RetentionTest, LeavesAnAnsweredInvitationUntilItsExpiryWasLookedAt) {
  api.settings.ended_rows_retention = days(30);
  auto invitation = owner.invites(other);
  withdraw(owner, invitation.id);
  api.clock.advance(days(100));

  EXPECT_THAT(rounds(forget_ended_invitations, 10), testing::ElementsAre(0));
  EXPECT_TRUE(has(owner, invitation.id));

  pass(milliseconds(1));
  EXPECT_FALSE(has(owner, invitation.id));
  api.write(
      [&](WriteTx& tx) { EXPECT_TRUE(tx.invitations().take_due(api.clock.now(), 10).empty()); });
}

}  // namespace
}  // namespace amity::account
