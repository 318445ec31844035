// Whose invitations to collaborate are let in, and what inviting makes of it (behaviour.md §1.7).
#include "account/operations/api_test.h"

namespace amity::account {
namespace {

using testing::HasSubstr;

class ConnectionPreferencesOf : public testing::Test {
 protected:
  static UpdateConnectionPreferencesRequest change(std::int64_t revision, AccessType access,
                                                   std::vector<std::string> excluded = {}) {
    UpdateConnectionPreferencesRequest request;
    request.catalog = Catalog("AWS");
    request.revision = Revision(revision);
    request.access_type = access;
    if (excluded.empty()) return request;
    request.excluded_participant_identifiers.emplace();
    for (const auto& name : excluded)
      request.excluded_participant_identifiers->items.emplace_back(name);
    return request;
  }
  Outcome<UpdateConnectionPreferencesResponse> update(
      const Party& by, const UpdateConnectionPreferencesRequest& request) {
    return by.call<UpdateConnectionPreferencesResponse>("UpdateConnectionPreferences", request);
  }
  Outcome<GetConnectionPreferencesResponse> get(const Party& by, const char* catalog = "AWS") {
    return by.call<GetConnectionPreferencesResponse>(
        "GetConnectionPreferences", GetConnectionPreferencesRequest{Catalog(catalog)});
  }
  Outcome<CreateConnectionInvitationResponse> invite(
      const Party& from, ConnectionType type = ConnectionType::OPPORTUNITY_COLLABORATION) {
    return from.call<CreateConnectionInvitationResponse>("CreateConnectionInvitation",
                                                         from.invitation_to(owner, type));
  }
  // The body as it stands, for what an SDK would not send.
  std::string refusal_of(const std::string& body) {
    return api.send(owner.account(), "PartnerCentralAccount.UpdateConnectionPreferences", body)
        .second;
  }

  Api api;
  Party owner = api.partner("111111111111");
  Party sender = api.partner("222222222222");
};

TEST_F(ConnectionPreferencesOf, APartnerLetEverybodyInAtFirst) {
  auto outcome = get(owner);

  ASSERT_ANSWERED(outcome);
  EXPECT_EQ(outcome->catalog.str(), "AWS");
  EXPECT_EQ(outcome->arn.str(),
            "arn:aws:partnercentral:us-east-1:111111111111:catalog/AWS/connection-preferences");
  EXPECT_EQ(outcome->access_type, AccessType::ALLOW_ALL);
  EXPECT_FALSE(outcome->excluded_participant_ids);
  EXPECT_EQ(outcome->updated_at, api.clock.now()) << "when the partner was registered";
  EXPECT_EQ(outcome->revision.value, 1);
}

TEST_F(ConnectionPreferencesOf, AnAccountWithoutPartnerAreNone) {
  auto stranger = api.stranger("333333333333");

  EXPECT_REFUSED(get(stranger), "AccessDeniedException", "INCOMPATIBLE_BENEFIT_AWS_PARTNER_STATE");
  EXPECT_REFUSED(update(stranger, change(1, AccessType::DENY_ALL)), "AccessDeniedException",
                 "INCOMPATIBLE_BENEFIT_AWS_PARTNER_STATE");
}

TEST_F(ConnectionPreferencesOf, APartnerChangeAndStay) {
  api.clock.advance(hours(1));
  auto outcome = update(
      owner, change(1, AccessType::ALLOW_BY_DEFAULT_DENY_SOME, {"seller-x", sender.account()}));

  ASSERT_ANSWERED(outcome);
  EXPECT_EQ(outcome->revision.value, 2);
  EXPECT_EQ(outcome->updated_at, api.clock.now());
  EXPECT_THAT(outcome->excluded_participant_ids.value().items,
              testing::ElementsAre(ParticipantIdentifier("seller-x"),
                                   ParticipantIdentifier(sender.account())));
  api.restart();
  EXPECT_EQ(get(owner).body, outcome.body);
  EXPECT_EQ(get(owner, "Sandbox")->revision.value, 1) << "the other catalog's are others";
  EXPECT_EQ(get(sender)->revision.value, 1) << "and so are another account's";
}

TEST_F(ConnectionPreferencesOf, APartnerForgetTheListWithTheNextAccessType) {
  ASSERT_ANSWERED(update(owner, change(1, AccessType::ALLOW_BY_DEFAULT_DENY_SOME, {"seller-x"})));
  auto outcome = update(owner, change(2, AccessType::ALLOW_ALL));

  ASSERT_ANSWERED(outcome);
  EXPECT_FALSE(outcome->excluded_participant_ids);
  EXPECT_FALSE(get(owner)->excluded_participant_ids);
}

TEST_F(ConnectionPreferencesOf, APartnerCountEveryUpdate) {
  ASSERT_ANSWERED(update(owner, change(1, AccessType::ALLOW_ALL)));
  EXPECT_EQ(get(owner)->revision.value, 2) << "although nothing changed";
}

TEST_F(ConnectionPreferencesOf, APartnerNeedTheLatestRevision) {
  for (std::int64_t stale : {std::int64_t{0}, std::int64_t{2}, std::int64_t{-1}})
    EXPECT_REFUSED(update(owner, change(stale, AccessType::DENY_ALL)), "ConflictException",
                   "INCOMPATIBLE_CONNECTION_PREFERENCES_REVISION");
  ASSERT_ANSWERED(update(owner, change(1, AccessType::DENY_ALL)));
  EXPECT_REFUSED(update(owner, change(1, AccessType::ALLOW_ALL)), "ConflictException",
                 "INCOMPATIBLE_CONNECTION_PREFERENCES_REVISION");
  EXPECT_EQ(get(owner)->access_type, AccessType::DENY_ALL);
}

TEST_F(ConnectionPreferencesOf, APartnerTellAllThatIsWrongAtOnce) {
  auto refused = refusal_of(
      R"({"Catalog":"AWS","AccessType":"ALLOW_ALL","ExcludedParticipantIdentifiers":["a","b","a"]})");

  EXPECT_THAT(refused, HasSubstr("3 validation errors detected"));
  EXPECT_THAT(refused, HasSubstr("\"Name\":\"Revision\",\"Message\""));
  EXPECT_THAT(refused, HasSubstr("REQUIRED_FIELD_MISSING"));
  EXPECT_THAT(refused, HasSubstr("DUPLICATE_VALUE"));
  EXPECT_THAT(refused, HasSubstr("ACTION_NOT_PERMITTED"));
}

TEST_F(ConnectionPreferencesOf, APartnerHaveAListThatFitsTheAccessType) {
  auto excluded = [&](AccessType access, std::vector<std::string> names) {
    return update(owner, change(1, access, std::move(names))).body;
  };
  EXPECT_THAT(excluded(AccessType::DENY_ALL, {"a"}), HasSubstr("ACTION_NOT_PERMITTED"));
  EXPECT_THAT(excluded(AccessType::ALLOW_BY_DEFAULT_DENY_SOME, {}),
              HasSubstr("REQUIRED_FIELD_MISSING"));
  std::vector<std::string> many;
  for (int i = 0; i < 101; ++i) many.push_back("p" + std::to_string(i));
  EXPECT_THAT(excluded(AccessType::ALLOW_BY_DEFAULT_DENY_SOME, many), HasSubstr("TOO_MANY_VALUES"));
  many.pop_back();
  EXPECT_TRUE(update(owner, change(1, AccessType::ALLOW_BY_DEFAULT_DENY_SOME, many)));
}

TEST_F(ConnectionPreferencesOf, APartnerAcceptAnEmptyListAsNone) {
  auto [status, body] =
      api.send(owner.account(), "PartnerCentralAccount.UpdateConnectionPreferences",
               R"({"Catalog":"AWS","Revision":1,"AccessType":"DENY_ALL",
                   "ExcludedParticipantIdentifiers":[]})");
  EXPECT_EQ(status, 200) << body;
}

TEST_F(ConnectionPreferencesOf, APartnerDoNotGuessWhatAnUnknownAccessTypeMeant) {
  auto refused = refusal_of(R"({"Catalog":"AWS","Revision":1,"AccessType":"SOME",
                                "ExcludedParticipantIdentifiers":["a"]})");
  EXPECT_THAT(refused, HasSubstr("1 validation error detected"));
  EXPECT_THAT(refused, HasSubstr("INVALID_ENUM_VALUE"));
}

TEST_F(ConnectionPreferencesOf, AReceiverKeepEverybodyOut) {
  ASSERT_ANSWERED(update(owner, change(1, AccessType::DENY_ALL)));

  EXPECT_REFUSED(invite(sender), "ConflictException",
                 "INCOMPATIBLE_CONNECTION_INVITATION_RECEIVER");
  EXPECT_TRUE(invite(sender, ConnectionType::SUBSIDIARY)) << "they are about collaboration";
  EXPECT_TRUE(owner.call<CreateConnectionInvitationResponse>("CreateConnectionInvitation",
                                                             owner.invitation_to(sender)))
      << "whoever lets nobody in may still invite";
}

TEST_F(ConnectionPreferencesOf, AReceiverKeepSomeOutByEachOfTheirNames) {
  api.write([&](WriteTx& tx) {
    tx.accounts().put({sender.id(), "Sender",
                       SellerProfileSummary{SellerProfileId("seller-222"), UnicodeString("S")}});
  });
  auto friendly = api.partner("333333333333");
  std::int64_t revision = 1;
  for (const std::string& name : {sender.profile(), sender.account(), std::string("seller-222")}) {
    ASSERT_ANSWERED(update(
        owner, change(revision++, AccessType::ALLOW_BY_DEFAULT_DENY_SOME, {"nobody", name})));
    EXPECT_REFUSED(invite(sender), "ConflictException",
                   "INCOMPATIBLE_CONNECTION_INVITATION_RECEIVER");
  }
  EXPECT_TRUE(invite(friendly));
  ASSERT_ANSWERED(update(owner, change(revision, AccessType::ALLOW_ALL)));
  EXPECT_TRUE(invite(sender));
}

TEST_F(ConnectionPreferencesOf, AReceiverLeaveWhatIsThereAlready) {
  auto invitation = sender.invites(owner);
  ASSERT_ANSWERED(update(owner, change(1, AccessType::DENY_ALL)));

  owner.accepts(invitation.id);
}

TEST_F(ConnectionPreferencesOf, AReceiverAreOfOneCatalog) {
  auto request = change(1, AccessType::DENY_ALL);
  request.catalog = Catalog("Sandbox");
  ASSERT_ANSWERED(update(owner, request));

  EXPECT_TRUE(invite(sender));
}

TEST_F(ConnectionPreferencesOf, AReceiverRefuseBeforeWhatIsOpenIsTold) {
  sender.invites(owner);
  ASSERT_ANSWERED(update(owner, change(1, AccessType::DENY_ALL)));

  EXPECT_REFUSED(invite(sender), "ConflictException",
                 "INCOMPATIBLE_CONNECTION_INVITATION_RECEIVER");
}

// No operation takes a profile away; whoever does it by hand meets these.
TEST_F(ConnectionPreferencesOf, ALostProfileCannotAcceptToCollaborate) {
  auto invitation = sender.invites(owner);
  auto accept = [&] {
    return owner.call<AcceptConnectionInvitationResponse>(
        "AcceptConnectionInvitation",
        owner.answer_to<AcceptConnectionInvitationRequest>(invitation.id));
  };
  auto lose_profile = [&](const Party& party) {
    api.write([&](WriteTx& tx) {
      auto partner = tx.partners().of(party.id(), domain::CatalogId::AWS).value();
      partner.profile.profile_id.reset();
      tx.partners().update(partner);
    });
  };
  lose_profile(sender);
  EXPECT_REFUSED(accept(), "ResourceNotFoundException", "SENDER_PROFILE_NOT_FOUND");
  lose_profile(owner);
  EXPECT_REFUSED(accept(), "ConflictException", "INCOMPATIBLE_CONNECTION_INVITATION_RECEIVER");
}

}  // namespace
}  // namespace amity::account
