// Accepting, rejecting and canceling an invitation: one story for each way and each refusal.
#include "account/operations/api_test.h"

namespace amity::account {
namespace {

class AnswerInvitation : public testing::Test {
 protected:
  Outcome<AcceptConnectionInvitationResponse> accept(const Party& by,
                                                     const ConnectionInvitationId& id) {
    return by.call<AcceptConnectionInvitationResponse>(
        "AcceptConnectionInvitation", by.answer_to<AcceptConnectionInvitationRequest>(id));
  }
  Outcome<RejectConnectionInvitationResponse> reject(const Party& by,
                                                     const ConnectionInvitationId& id) {
    return by.call<RejectConnectionInvitationResponse>(
        "RejectConnectionInvitation", by.answer_to<RejectConnectionInvitationRequest>(id));
  }
  Outcome<CancelConnectionInvitationResponse> cancel(const Party& by,
                                                     const ConnectionInvitationId& id) {
    return by.call<CancelConnectionInvitationResponse>(
        "CancelConnectionInvitation", by.answer_to<CancelConnectionInvitationRequest>(id));
  }
  ConnectionInvitationDetails seen(const Party& by, const ConnectionInvitationId& id) {
    auto outcome = by.call<GetConnectionInvitationResponse>(
        "GetConnectionInvitation", by.answer_to<GetConnectionInvitationRequest>(id));
    EXPECT_TRUE(outcome) << outcome.body;
    return outcome.response.value_or(ConnectionInvitationDetails{});
  }

  Api api;
  Party sender = api.partner("111111111111");
  Party receiver = api.partner("222222222222");
  Party outsider = api.partner("333333333333");
};

TEST_F(AnswerInvitation, RejectingEndsItForBoth) {
  auto invitation = sender.invites(receiver);
  api.clock.advance(minutes(5));
  auto request = receiver.answer_to<RejectConnectionInvitationRequest>(invitation.id);
  request.reason = RejectionReason("Not this quarter");

  auto outcome =
      receiver.call<RejectConnectionInvitationResponse>("RejectConnectionInvitation", request);

  ASSERT_ANSWERED(outcome);
  EXPECT_EQ(outcome->status, InvitationStatus::REJECTED);
  EXPECT_EQ(outcome->participant_type, ParticipantType::RECEIVER);
  EXPECT_EQ(outcome->other_participant_identifier.str(), sender.profile());
  EXPECT_EQ(outcome->updated_at, api.clock.now());
  EXPECT_EQ(outcome->expires_at, invitation.expires_at);
  EXPECT_THAT(outcome.body, testing::Not(testing::HasSubstr("Not this quarter")));
  EXPECT_EQ(seen(sender, invitation.id).status, InvitationStatus::REJECTED);
  EXPECT_EQ(seen(sender, invitation.id).updated_at, api.clock.now());
}

TEST_F(AnswerInvitation, CancelingEndsItForBoth) {
  auto invitation = sender.invites(receiver);

  auto outcome = cancel(sender, invitation.id);

  ASSERT_ANSWERED(outcome);
  EXPECT_EQ(outcome->status, InvitationStatus::CANCELED);
  EXPECT_EQ(seen(receiver, invitation.id).status, InvitationStatus::CANCELED);
}

TEST_F(AnswerInvitation, AcceptingConnectsTheTwo) {
  auto invitation = sender.invites(receiver);

  auto outcome = accept(receiver, invitation.id);

  ASSERT_ANSWERED(outcome);
  const Connection& connection = outcome->connection;
  EXPECT_EQ(connection.other_participant_account_id.str(), sender.account());
  const auto* entry = connection.connection_types.find(ConnectionType::OPPORTUNITY_COLLABORATION);
  ASSERT_NE(entry, nullptr);
  EXPECT_EQ(entry->status, ConnectionTypeStatus::ACTIVE);
  EXPECT_EQ(entry->inviter_email, invitation.inviter_email);
  EXPECT_EQ(entry->other_participant.partner_profile->id.str(), sender.profile());
  EXPECT_EQ(entry->other_participant.partner_profile->name.str(), "Partner 111111111111");
  auto accepted = seen(sender, invitation.id);
  EXPECT_EQ(accepted.status, InvitationStatus::ACCEPTED);
  EXPECT_EQ(accepted.connection_id, connection.id);
}

TEST_F(AnswerInvitation, IsNotForTheOtherSide) {
  auto invitation = sender.invites(receiver);

  EXPECT_REFUSED(accept(sender, invitation.id), "AccessDeniedException", "ACCESS_DENIED");
  EXPECT_REFUSED(reject(sender, invitation.id), "AccessDeniedException", "ACCESS_DENIED");
  EXPECT_REFUSED(cancel(receiver, invitation.id), "AccessDeniedException", "ACCESS_DENIED");
  EXPECT_EQ(seen(sender, invitation.id).status, InvitationStatus::PENDING);
}

TEST_F(AnswerInvitation, DoesNotExistForAThirdAccountNorInTheOtherCatalog) {
  auto invitation = sender.invites(receiver);

  EXPECT_REFUSED(accept(outsider, invitation.id), "ResourceNotFoundException",
                 "CONNECTION_INVITATION_NOT_FOUND");
  EXPECT_REFUSED(reject(outsider, invitation.id), "ResourceNotFoundException",
                 "CONNECTION_INVITATION_NOT_FOUND");
  EXPECT_REFUSED(cancel(outsider, invitation.id), "ResourceNotFoundException",
                 "CONNECTION_INVITATION_NOT_FOUND");
  auto request = receiver.answer_to<RejectConnectionInvitationRequest>(invitation.id);
  request.catalog = Catalog("Sandbox");
  EXPECT_REFUSED(
      receiver.call<RejectConnectionInvitationResponse>("RejectConnectionInvitation", request),
      "ResourceNotFoundException", "CONNECTION_INVITATION_NOT_FOUND");
}

TEST_F(AnswerInvitation, IsNotFoundUnderAnIdThatNobodyMade) {
  for (std::string_view id :
       {"pacinv-AAAAAAAAAAAAA", "pacinv-zzzzzzzzzzzzz", "pacinv-2222222222222"})
    EXPECT_REFUSED(reject(receiver, ConnectionInvitationId(id)), "ResourceNotFoundException",
                   "CONNECTION_INVITATION_NOT_FOUND");
}

// Every way to end an invitation, then every answer to it.
class EndedInvitation : public AnswerInvitation,
                        public testing::WithParamInterface<InvitationStatus> {
 protected:
  ConnectionInvitationId ended() {
    auto id = sender.invites(receiver).id;
    switch (GetParam()) {
      case InvitationStatus::PENDING:
        break;
      case InvitationStatus::ACCEPTED:
        receiver.accepts(id);
        break;
      case InvitationStatus::REJECTED:
        EXPECT_TRUE(reject(receiver, id));
        break;
      case InvitationStatus::CANCELED:
        EXPECT_TRUE(cancel(sender, id));
        break;
      case InvitationStatus::EXPIRED:
        api.clock.advance(days(15));
        break;
    }
    return id;
  }
};

TEST_P(EndedInvitation, TakesNoFurtherAnswer) {
  auto id = ended();

  EXPECT_REFUSED(accept(receiver, id), "ConflictException",
                 "INCOMPATIBLE_CONNECTION_INVITATION_STATE");
  EXPECT_REFUSED(reject(receiver, id), "ConflictException",
                 "INCOMPATIBLE_CONNECTION_INVITATION_STATE");
  EXPECT_REFUSED(cancel(sender, id), "ConflictException",
                 "INCOMPATIBLE_CONNECTION_INVITATION_STATE");
  EXPECT_EQ(seen(sender, id).status, GetParam());
}

INSTANTIATE_TEST_SUITE_P(Statuses, EndedInvitation,
                         testing::Values(InvitationStatus::ACCEPTED, InvitationStatus::REJECTED,
                                         InvitationStatus::CANCELED, InvitationStatus::EXPIRED),
                         [](const auto& row) { return std::string(shape::name_of(row.param)); });

TEST_F(AnswerInvitation, IsExpiredFromTheVeryMillisecond) {
  auto invitation = sender.invites(receiver);
  api.clock.advance(milliseconds(days(15).milliseconds - 1));
  EXPECT_EQ(seen(receiver, invitation.id).status, InvitationStatus::PENDING);

  api.clock.advance(milliseconds(1));

  EXPECT_EQ(seen(receiver, invitation.id).status, InvitationStatus::EXPIRED);
  EXPECT_EQ(seen(receiver, invitation.id).updated_at, *invitation.expires_at);
}

TEST_F(AnswerInvitation, AddsTheTypeToTheConnectionThatIsThere) {
  auto first = receiver.accepts(sender.invites(receiver).id);

  auto second = receiver.accepts(sender.invites(receiver, ConnectionType::SUBSIDIARY).id);

  EXPECT_EQ(second.id, first.id);
  EXPECT_EQ(second.connection_types.entries.size(), 2U);
}

TEST_F(AnswerInvitation, ReplacesACanceledTypeWhileAnotherIsActive) {
  auto connection = receiver.accepts(sender.invites(receiver).id);
  receiver.accepts(sender.invites(receiver, ConnectionType::SUBSIDIARY).id);
  sender.cancels(connection.id, ConnectionType::OPPORTUNITY_COLLABORATION);

  auto again = sender.accepts(receiver.invites(sender).id);

  EXPECT_EQ(again.id, connection.id);
  const auto* entry = again.connection_types.find(ConnectionType::OPPORTUNITY_COLLABORATION);
  EXPECT_EQ(entry->status, ConnectionTypeStatus::ACTIVE);
  EXPECT_EQ(entry->inviter_email.str(), "lead@222222222222.example");
  EXPECT_FALSE(entry->canceled_at);
  EXPECT_FALSE(entry->canceled_by);
}

TEST_F(AnswerInvitation, BeginsANewConnectionAfterTheOldOneWasTerminated) {
  auto old = receiver.accepts(sender.invites(receiver).id);
  sender.cancels(old.id, ConnectionType::OPPORTUNITY_COLLABORATION);

  auto fresh = receiver.accepts(sender.invites(receiver).id);

  EXPECT_NE(fresh.id, old.id);
}

TEST_F(AnswerInvitation, RefusesASecondPrimary) {
  auto first = sender.invites(receiver, ConnectionType::SUBSIDIARY);
  auto second = outsider.invites(receiver, ConnectionType::SUBSIDIARY);
  receiver.accepts(first.id);

  EXPECT_REFUSED(accept(receiver, second.id), "ConflictException",
                 "INCOMPATIBLE_CONNECTION_INVITATION_RECEIVER");
}

TEST_F(AnswerInvitation, RefusesAConnectionBeyondTheQuotaOfEitherSide) {
  auto fourth = api.partner("444444444444");
  auto busy_receiver = outsider.invites(receiver);
  auto busy_sender = sender.invites(fourth);
  auto connecting = sender.invites(receiver);
  api.settings.quotas.active_connections = 1;
  api.restart();
  receiver.accepts(connecting.id);

  EXPECT_REFUSED(accept(receiver, busy_receiver.id), "ServiceQuotaExceededException",
                 "LIMIT_EXCEEDED_NUMBER_OF_ACTIVE_CONNECTION");
  EXPECT_REFUSED(accept(fourth, busy_sender.id), "ServiceQuotaExceededException",
                 "LIMIT_EXCEEDED_NUMBER_OF_ACTIVE_CONNECTION");
  EXPECT_EQ(seen(fourth, busy_sender.id).status, InvitationStatus::PENDING);

  sender.cancels(*seen(sender, connecting.id).connection_id,
                 ConnectionType::OPPORTUNITY_COLLABORATION);
  EXPECT_TRUE(accept(fourth, busy_sender.id));
}

}  // namespace
}  // namespace amity::account
