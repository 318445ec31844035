#include "account/operations/api_test.h"

namespace amity::account {
namespace {

using testing::HasSubstr;

class CreateConnectionInvitation : public testing::Test {
 protected:
  Outcome<CreateConnectionInvitationResponse> send(
      const Party& from, const CreateConnectionInvitationRequest& request) {
    return from.call<CreateConnectionInvitationResponse>("CreateConnectionInvitation", request);
  }
  Outcome<CreateConnectionInvitationResponse> invite(
      const Party& from, const Party& to,
      ConnectionType type = ConnectionType::OPPORTUNITY_COLLABORATION) {
    return send(from, from.invitation_to(to, type));
  }
  std::int64_t open_invitations(const Party& of) {
    std::int64_t value = 0;
    api.write([&](WriteTx& tx) {
      value = tx.counters().value(Counter::open_invitations, of.id(), domain::CatalogId::AWS);
    });
    return value;
  }

  Api api;
  Party sender = api.partner("111111111111");
  Party receiver = api.partner("222222222222");
};

TEST_F(CreateConnectionInvitation, AnswersThePendingInvitationAsTheSenderSeesIt) {
  auto outcome = invite(sender, receiver);

  ASSERT_ANSWERED(outcome);
  EXPECT_EQ(outcome->catalog.str(), "AWS");
  EXPECT_THAT(outcome->id.str(), testing::MatchesRegex("pacinv-[a-z2-7]{13}"));
  EXPECT_EQ(outcome->arn.str(),
            "arn:aws:partnercentral:us-east-1::catalog/AWS/"
            "connection-invitation/" +
                outcome->id.str());
  EXPECT_FALSE(outcome->connection_id);
  EXPECT_EQ(outcome->connection_type, ConnectionType::OPPORTUNITY_COLLABORATION);
  EXPECT_EQ(outcome->created_at, api.clock.now());
  EXPECT_EQ(outcome->updated_at, api.clock.now());
  EXPECT_EQ(outcome->expires_at, api.clock.now() + days(15));
  EXPECT_EQ(outcome->other_participant_identifier.str(), receiver.profile());
  EXPECT_EQ(outcome->participant_type, ParticipantType::SENDER);
  EXPECT_EQ(outcome->status, InvitationStatus::PENDING);
  EXPECT_EQ(outcome->invitation_message.str(), "Shall we?");
  EXPECT_EQ(outcome->inviter_email.str(), "lead@111111111111.example");
  EXPECT_EQ(outcome->inviter_name.str(), "Lead of 111111111111");
}

TEST_F(CreateConnectionInvitation, DoesNotTellTheReceiversAccount) {
  EXPECT_THAT(invite(sender, receiver).body, testing::Not(HasSubstr("222222222222")));
}

TEST_F(CreateConnectionInvitation, NeedsASenderWithAProfile) {
  auto outsider = api.stranger("333333333333");
  EXPECT_REFUSED(invite(outsider, receiver), "ResourceNotFoundException",
                 "SENDER_PROFILE_NOT_FOUND");
}

TEST_F(CreateConnectionInvitation, NeedsAReceiverThatExists) {
  auto request = sender.invitation_to(receiver);
  request.receiver_identifier = ParticipantIdentifier("pprofile-aaaaaaaaaaaaa");
  EXPECT_REFUSED(send(sender, request), "ResourceNotFoundException", "RECEIVER_PROFILE_NOT_FOUND");
  request = sender.invitation_to(receiver, ConnectionType::SUBSIDIARY);
  request.receiver_identifier = ParticipantIdentifier("999999999999");
  EXPECT_REFUSED(send(sender, request), "ResourceNotFoundException", "RECEIVER_PROFILE_NOT_FOUND");
}

TEST_F(CreateConnectionInvitation, CannotTellAPrivateReceiverFromNone) {
  domain::AccountId hidden{333333333333};
  api.write([&](WriteTx& tx) {
    tx.accounts().put({hidden, "Hidden", {}});
    domain::Partner partner;
    partner.account = hidden;
    partner.id = PartnerId("partner-hhhhhhhhhhhhh");
    partner.legal_name = SensitiveUnicodeString("Hidden");
    partner.profile.profile_id = PartnerProfileId("pprofile-hhhhhhhhhhhhh");
    partner.visibility = ProfileVisibility::PRIVATE;
    tx.partners().insert(partner, {});
  });
  auto request = sender.invitation_to(receiver);
  request.receiver_identifier = ParticipantIdentifier("pprofile-hhhhhhhhhhhhh");

  EXPECT_REFUSED(send(sender, request), "ResourceNotFoundException", "RECEIVER_PROFILE_NOT_FOUND");
}

TEST_F(CreateConnectionInvitation, RefusesWhatCannotBeMeant) {
  auto own_profile = sender.invitation_to(sender);
  auto own_account = sender.invitation_to(sender, ConnectionType::SUBSIDIARY);
  auto account_to_collaborate = sender.invitation_to(receiver);
  account_to_collaborate.receiver_identifier = ParticipantIdentifier(receiver.account());
  auto profile_as_subsidiary = sender.invitation_to(receiver, ConnectionType::SUBSIDIARY);
  profile_as_subsidiary.receiver_identifier = ParticipantIdentifier(receiver.profile());

  for (const auto& request :
       {own_profile, own_account, account_to_collaborate, profile_as_subsidiary}) {
    auto outcome = send(sender, request);
    EXPECT_REFUSED(outcome, "ValidationException", "BUSINESS_VALIDATION_FAILED");
    EXPECT_THAT(outcome.body, HasSubstr("INCOMPATIBLE_CONNECTION_INVITATION_REQUEST"));
  }
}

TEST_F(CreateConnectionInvitation, RefusesASecondAndACrossingInvitation) {
  sender.invites(receiver);

  EXPECT_REFUSED(invite(sender, receiver), "ConflictException", "DUPLICATE_CONNECTION_INVITATION");
  EXPECT_REFUSED(invite(receiver, sender), "ConflictException", "DUPLICATE_CONNECTION_INVITATION");
  EXPECT_TRUE(invite(sender, receiver, ConnectionType::SUBSIDIARY));
}

TEST_F(CreateConnectionInvitation, IsPossibleAgainAfterTheFirstEnded) {
  auto first = sender.invites(receiver);
  ASSERT_ANSWERED(receiver.call<RejectConnectionInvitationResponse>(
      "RejectConnectionInvitation",
      receiver.answer_to<RejectConnectionInvitationRequest>(first.id)));

  EXPECT_TRUE(invite(receiver, sender));
}

TEST_F(CreateConnectionInvitation, RefusesWhatIsConnectedAlready) {
  receiver.accepts(sender.invites(receiver).id);

  EXPECT_REFUSED(invite(sender, receiver), "ConflictException", "DUPLICATE_CONNECTION");
  EXPECT_REFUSED(invite(receiver, sender), "ConflictException", "DUPLICATE_CONNECTION");
}

TEST_F(CreateConnectionInvitation, NamesTheConnectionThatItWouldExtend) {
  auto connection = receiver.accepts(sender.invites(receiver).id);

  auto outcome = invite(sender, receiver, ConnectionType::SUBSIDIARY);

  ASSERT_ANSWERED(outcome);
  EXPECT_EQ(outcome->connection_id, connection.id);
}

TEST_F(CreateConnectionInvitation, KeepsCatalogsApart) {
  sender.invites(receiver);
  auto request = sender.invitation_to(receiver);
  request.catalog = Catalog("Sandbox");

  EXPECT_TRUE(send(sender, request));

  request.catalog = Catalog("sandbox");
  auto outcome = send(sender, request);
  EXPECT_REFUSED(outcome, "ValidationException", "REQUEST_VALIDATION_FAILED");
  EXPECT_THAT(outcome.body, HasSubstr("INVALID_ENUM_VALUE"));
}

TEST_F(CreateConnectionInvitation, AllowsASubsidiaryOnePrimaryAndNoSubsidiariesOfItsOwn) {
  auto other_primary = api.partner("333333333333");
  auto third = api.partner("444444444444");
  receiver.accepts(sender.invites(receiver, ConnectionType::SUBSIDIARY).id);

  EXPECT_REFUSED(invite(other_primary, receiver, ConnectionType::SUBSIDIARY), "ValidationException",
                 "BUSINESS_VALIDATION_FAILED");
  EXPECT_REFUSED(invite(receiver, third, ConnectionType::SUBSIDIARY), "ValidationException",
                 "BUSINESS_VALIDATION_FAILED");
  EXPECT_REFUSED(invite(sender, receiver, ConnectionType::SUBSIDIARY), "ConflictException",
                 "DUPLICATE_CONNECTION");
}

TEST_F(CreateConnectionInvitation, TakesAnAccountWithoutAProfileAsSubsidiary) {
  auto seller = api.stranger("333333333333");

  auto outcome = invite(sender, seller, ConnectionType::SUBSIDIARY);

  ASSERT_ANSWERED(outcome);
  EXPECT_EQ(outcome->other_participant_identifier.str(), "333333333333");
}

TEST_F(CreateConnectionInvitation, CountsTheInvitationsOfADay) {
  api.settings.quotas.connection_invitations_per_day = 2;
  api.restart();
  auto third = api.partner("333333333333");
  auto fourth = api.partner("444444444444");
  sender.invites(receiver);
  api.clock.advance(hours(1));
  sender.invites(third);

  EXPECT_REFUSED(invite(sender, fourth), "ServiceQuotaExceededException",
                 "LIMIT_EXCEEDED_NUMBER_OF_CONNECTION_INVITATION_PER_DAY");
  EXPECT_TRUE(invite(receiver, fourth)) << "each account has its own";

  api.clock.advance(hours(23));
  api.clock.advance(seconds(1));
  EXPECT_TRUE(invite(sender, fourth));
}

TEST_F(CreateConnectionInvitation, CountsWhatIsOpen) {
  api.settings.quotas.open_connection_invitations = 1;
  api.restart();
  auto third = api.partner("333333333333");
  auto first = sender.invites(receiver);

  EXPECT_REFUSED(invite(sender, third), "ServiceQuotaExceededException",
                 "LIMIT_EXCEEDED_NUMBER_OF_OPEN_CONNECTION_INVITATION");
  EXPECT_EQ(open_invitations(sender), 1);

  ASSERT_ANSWERED(sender.call<CancelConnectionInvitationResponse>(
      "CancelConnectionInvitation", sender.answer_to<CancelConnectionInvitationRequest>(first.id)));
  EXPECT_EQ(open_invitations(sender), 0);
  EXPECT_TRUE(invite(sender, third));
}

TEST_F(CreateConnectionInvitation, DoesNotCountWhatTheClockHasEnded) {
  api.settings.quotas.open_connection_invitations = 1;
  api.restart();
  auto third = api.partner("333333333333");
  sender.invites(receiver);
  api.clock.advance(days(15));

  EXPECT_TRUE(invite(sender, third));
  EXPECT_EQ(open_invitations(sender), 1);
}

TEST_F(CreateConnectionInvitation, IsNotHinderedByAnExpiredOneOfThePair) {
  sender.invites(receiver);
  api.clock.advance(days(15));

  EXPECT_TRUE(invite(receiver, sender));
}

TEST_F(CreateConnectionInvitation, CountsActiveConnections) {
  api.settings.quotas.active_connections = 1;
  api.restart();
  auto third = api.partner("333333333333");
  receiver.accepts(sender.invites(receiver).id);

  EXPECT_REFUSED(invite(sender, third), "ServiceQuotaExceededException",
                 "LIMIT_EXCEEDED_NUMBER_OF_ACTIVE_CONNECTION");
  EXPECT_TRUE(invite(sender, receiver, ConnectionType::SUBSIDIARY))
      << "adds to the same connection";
}

}  // namespace
}  // namespace amity::account
