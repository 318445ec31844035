// A repeated request is answered as the first time, and changes nothing (behaviour.md §10).
#include "account/operations/api_test.h"

namespace amity::account {
namespace {

class ClientTokens : public testing::Test {
 protected:
  Outcome<CreateConnectionInvitationResponse> create(
      const Party& by, const CreateConnectionInvitationRequest& request) {
    return by.call<CreateConnectionInvitationResponse>("CreateConnectionInvitation", request);
  }
  Outcome<RejectConnectionInvitationResponse> reject(
      const Party& by, const RejectConnectionInvitationRequest& request) {
    return by.call<RejectConnectionInvitationResponse>("RejectConnectionInvitation", request);
  }

  Api api;
  Party sender = api.partner("111111111111");
  Party receiver = api.partner("222222222222");
};

TEST_F(ClientTokens, BringTheFirstAnswerBack) {
  auto request = sender.invitation_to(receiver);
  auto first = create(sender, request);
  receiver.accepts(first->id);
  api.clock.advance(hours(1));

  auto again = create(sender, request);

  ASSERT_ANSWERED(again);
  EXPECT_EQ(again.body, first.body) << "as it was then, not as it is now";
}

TEST_F(ClientTokens, OutliveARestart) {
  auto request = sender.invitation_to(receiver);
  auto first = create(sender, request);

  api.restart();

  EXPECT_EQ(create(sender, request).body, first.body);
}

TEST_F(ClientTokens, AreGoodForOneRequestOnly) {
  auto request = sender.invitation_to(receiver);
  ASSERT_ANSWERED(create(sender, request));
  request.message = InvitationMessage("Something else");

  EXPECT_REFUSED(create(sender, request), "ConflictException", "CONFLICT_CLIENT_TOKEN");
}

TEST_F(ClientTokens, BelongToAccountOperationAndCatalog) {
  auto third = api.partner("333333333333");
  auto request = sender.invitation_to(third);
  auto first = create(sender, request);
  ASSERT_ANSWERED(first);

  auto of_another = receiver.invitation_to(third);
  of_another.client_token = request.client_token;
  EXPECT_TRUE(create(receiver, of_another));
  auto in_sandbox = request;
  in_sandbox.catalog = Catalog("Sandbox");
  EXPECT_TRUE(create(sender, in_sandbox));
  auto cancel = sender.answer_to<CancelConnectionInvitationRequest>(first->id);
  cancel.client_token = request.client_token;
  EXPECT_TRUE(
      sender.call<CancelConnectionInvitationResponse>("CancelConnectionInvitation", cancel));
}

TEST_F(ClientTokens, DoNotRememberFailures) {
  auto request = sender.invitation_to(receiver);
  auto blocking = receiver.invites(sender);
  EXPECT_REFUSED(create(sender, request), "ConflictException", "DUPLICATE_CONNECTION_INVITATION");
  ASSERT_ANSWERED(sender.call<RejectConnectionInvitationResponse>(
      "RejectConnectionInvitation",
      sender.answer_to<RejectConnectionInvitationRequest>(blocking.id)));

  EXPECT_TRUE(create(sender, request));
}

TEST_F(ClientTokens, AreForgottenAfterADay) {
  auto request = receiver.answer_to<RejectConnectionInvitationRequest>(sender.invites(receiver).id);
  ASSERT_ANSWERED(reject(receiver, request));

  api.clock.advance(hours(24));
  EXPECT_TRUE(reject(receiver, request));
  api.clock.advance(milliseconds(1));
  EXPECT_REFUSED(reject(receiver, request), "ConflictException",
                 "INCOMPATIBLE_CONNECTION_INVITATION_STATE");
}

TEST_F(ClientTokens, UseNoQuotaASecondTime) {
  api.settings.quotas.connection_invitations_per_day = 1;
  api.restart();
  auto request = sender.invitation_to(receiver);
  ASSERT_ANSWERED(create(sender, request));

  EXPECT_TRUE(create(sender, request));
}

}  // namespace
}  // namespace amity::account
