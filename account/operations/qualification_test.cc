// Qualifications associations, from the subsidiary's and the primary's side.
#include "account/model/qualification.h"

#include "account/operations/api_test.h"
#include "account/operations/profile_test.h"
#include "account/service/scheduler.h"

namespace amity::account {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

using AssociationTask = Outcome<StartQualificationsAssociationTaskResponse>;
using DisassociationTask = Outcome<StartQualificationsDisassociationTaskResponse>;

#define EXPECT_BREAKS(outcome, code)                                               \
  do {                                                                             \
    const auto broken = (outcome);                                                 \
    EXPECT_REFUSED(broken, "ValidationException", "BUSINESS_VALIDATION_FAILED");   \
    EXPECT_THAT(broken.body, HasSubstr("\"Code\":\"" + std::string(code) + "\"")); \
  } while (false)

class QualificationsTest : public testing::Test {
 protected:
  PartnerIdentifier partner_of(const Party& party) {
    return PartnerIdentifier("partner-" + domain::base32(party.id().number));
  }
  static QualificationsAssociationPartner by_profile(const Party& party) {
    return {PartnerProfileId(party.profile()), std::nullopt};
  }
  static QualificationsAssociationPartner by_account(const Party& party) {
    return {std::nullopt, AwsAccountId(party.account())};
  }
  static QualificationsAssociationPartner by_both(const Party& party) {
    return {PartnerProfileId(party.profile()), AwsAccountId(party.account())};
  }

  // Makes the one a subsidiary of the other.
  Connection connect(const Party& below, const Party& above) {
    auto invitation = above.invitation_to(below, ConnectionType::SUBSIDIARY);
    invitation.catalog = Catalog(catalog);
    auto invited =
        above.call<CreateConnectionInvitationResponse>("CreateConnectionInvitation", invitation);
    EXPECT_TRUE(invited) << invited.body;
    auto answer = below.answer_to<AcceptConnectionInvitationRequest>(invited->id);
    answer.catalog = Catalog(catalog);
    auto accepted =
        below.call<AcceptConnectionInvitationResponse>("AcceptConnectionInvitation", answer);
    EXPECT_TRUE(accepted) << accepted.body;
    return accepted->connection;
  }

  AssociationTask associate(const Party& below, QualificationsAssociationPartner above,
                            std::optional<ClientToken> token = {}) {
    StartQualificationsAssociationTaskRequest request;
    request.catalog = Catalog(catalog);
    request.identifier = partner_of(below);
    request.client_token = std::move(token);
    request.primary_partner = std::move(above);
    return below.call<StartQualificationsAssociationTaskResponse>(
        "StartQualificationsAssociationTask", request);
  }
  DisassociationTask disassociate(const Party& below, QualificationsAssociationPartner above,
                                  std::optional<ClientToken> token = {}) {
    StartQualificationsDisassociationTaskRequest request;
    request.catalog = Catalog(catalog);
    request.identifier = partner_of(below);
    request.client_token = std::move(token);
    request.associated_partner = std::move(above);
    return below.call<StartQualificationsDisassociationTaskResponse>(
        "StartQualificationsDisassociationTask", request);
  }
  template <class Response, class Request>
  Outcome<Response> ask(const Party& party, std::string_view operation) {
    Request request;
    request.catalog = Catalog(catalog);
    request.identifier = partner_of(party);
    return party.call<Response>(operation, request);
  }
  Outcome<GetQualificationsAssociationTaskResponse> association_of(const Party& party) {
    return ask<GetQualificationsAssociationTaskResponse, GetQualificationsAssociationTaskRequest>(
        party, "GetQualificationsAssociationTask");
  }
  Outcome<GetQualificationsDisassociationTaskResponse> disassociation_of(const Party& party) {
    return ask<GetQualificationsDisassociationTaskResponse,
               GetQualificationsDisassociationTaskRequest>(party,
                                                           "GetQualificationsDisassociationTask");
  }
  GetQualificationsAssociationDetailsResponse details_of(const Party& party) {
    return *ask<GetQualificationsAssociationDetailsResponse,
                GetQualificationsAssociationDetailsRequest>(party,
                                                            "GetQualificationsAssociationDetails");
  }
  std::string name_of(const Party& party) {
    auto partner = ask<GetPartnerResponse, GetPartnerRequest>(party, "GetPartner");
    return partner->profile.display_name.value().str();
  }
  // As a profile update does.
  void rename(const Party& party, std::string_view name) {
    api.write([&](WriteTx& tx) {
      auto partner = tx.partners().of(party.id(), catalog_id()).value();
      partner.profile.display_name = UnicodeString(name);
      tx.partners().update(partner);
    });
  }

  // Lets the time pass that tasks take, and ends them.
  void finish_tasks() {
    api.clock.advance(api.settings.qualification_task_duration);
    Scheduler(api.environment(), {}).run_due();
  }
  void join(const Party& below, const Party& above) {
    connect(below, above);
    ASSERT_ANSWERED(associate(below, by_both(above)));
    finish_tasks();
  }
  domain::CatalogId catalog_id() const { return domain::catalog_of(Catalog(catalog)).value(); }

  std::string catalog = "AWS";
  Api api;
  Party primary = api.partner("111111111111");
  Party subsidiary = api.partner("222222222222");
  Party other = api.partner("333333333333");
};

class InBothCatalogs : public QualificationsTest, public testing::WithParamInterface<std::string> {
 protected:
  InBothCatalogs() { catalog = GetParam(); }
};

TEST_P(InBothCatalogs, ATaskAssociatesASubsidiaryWithItsPrimary) {
  connect(subsidiary, primary);

  auto started = associate(subsidiary, by_profile(primary));

  ASSERT_ANSWERED(started);
  EXPECT_THAT(started->task_id.str(), testing::MatchesRegex("pqatask-[a-z2-7]{13}"));
  EXPECT_EQ(started->status, QualificationsAssociationTaskStatus::IN_PROGRESS);
  EXPECT_EQ(started->started_at, api.clock.now());
  EXPECT_EQ(started->primary_partner.account_id, AwsAccountId(primary.account()));
  EXPECT_EQ(started->primary_partner.profile_id, PartnerProfileId(primary.profile()));
  EXPECT_EQ(association_of(subsidiary)->ended_at, std::nullopt);
  EXPECT_EQ(details_of(subsidiary).status, QualificationsAssociationStatus::NOT_ASSOCIATED);
  EXPECT_EQ(details_of(primary).status, QualificationsAssociationStatus::NOT_ASSOCIATED);
  EXPECT_EQ(name_of(subsidiary), "Partner 222222222222");

  finish_tasks();

  auto task = association_of(subsidiary);
  EXPECT_EQ(task->task_id, started->task_id);
  EXPECT_EQ(task->status, QualificationsAssociationTaskStatus::SUCCEEDED);
  EXPECT_EQ(task->ended_at, api.clock.now());
  EXPECT_EQ(task->primary_partner.account_id, AwsAccountId(primary.account()));
  EXPECT_EQ(name_of(subsidiary), "Partner 222222222222 by Partner 111111111111");
  EXPECT_EQ(name_of(primary), "Partner 111111111111");
}

TEST_P(InBothCatalogs, BothSidesSeeTheAssociation) {
  join(subsidiary, primary);

  auto below = details_of(subsidiary);
  EXPECT_EQ(below.status, QualificationsAssociationStatus::ASSOCIATED);
  EXPECT_EQ(below.primary_partner->account_id, AwsAccountId(primary.account()));
  EXPECT_EQ(below.associated_partners, std::nullopt);
  EXPECT_EQ(below.updated_at, api.clock.now());
  auto above = details_of(primary);
  EXPECT_EQ(above.status, QualificationsAssociationStatus::ASSOCIATED);
  EXPECT_EQ(above.primary_partner->account_id, AwsAccountId(primary.account()));
  ASSERT_EQ(above.associated_partners->size(), 1U);
  EXPECT_EQ(above.associated_partners->items[0].profile_id, PartnerProfileId(subsidiary.profile()));
  EXPECT_EQ(above.updated_at, api.clock.now());
  EXPECT_EQ(details_of(other).status, QualificationsAssociationStatus::NOT_ASSOCIATED);
}

TEST_P(InBothCatalogs, ATaskUndoesTheAssociation) {
  join(subsidiary, primary);

  auto started = disassociate(subsidiary, by_account(primary));

  ASSERT_ANSWERED(started);
  EXPECT_THAT(started->task_id.str(), testing::MatchesRegex("pqdtask-[a-z2-7]{13}"));
  EXPECT_EQ(started->associated_partner.profile_id, PartnerProfileId(primary.profile()));
  EXPECT_EQ(details_of(subsidiary).status, QualificationsAssociationStatus::ASSOCIATED);
  EXPECT_EQ(disassociation_of(subsidiary)->status,
            QualificationsDisassociationTaskStatus::IN_PROGRESS);

  finish_tasks();

  auto task = disassociation_of(subsidiary);
  EXPECT_EQ(task->status, QualificationsDisassociationTaskStatus::SUCCEEDED);
  EXPECT_EQ(task->ended_at, api.clock.now());
  for (const Party& party : {subsidiary, primary}) {
    auto details = details_of(party);
    EXPECT_EQ(details.status, QualificationsAssociationStatus::NOT_ASSOCIATED);
    EXPECT_EQ(details.primary_partner, std::nullopt);
    EXPECT_EQ(details.associated_partners, std::nullopt);
    EXPECT_EQ(details.updated_at, std::nullopt);
  }
  EXPECT_EQ(name_of(subsidiary), "Partner 222222222222");
  ASSERT_ANSWERED(associate(subsidiary, by_both(primary)));
}

INSTANTIATE_TEST_SUITE_P(Catalogs, InBothCatalogs, testing::Values("AWS", "Sandbox"),
                         [](const auto& catalog) { return catalog.param; });

class Qualifications : public QualificationsTest {};

TEST_F(Qualifications, AreOfOneCatalog) {
  join(subsidiary, primary);
  catalog = "Sandbox";

  EXPECT_EQ(details_of(subsidiary).status, QualificationsAssociationStatus::NOT_ASSOCIATED);
  EXPECT_EQ(name_of(subsidiary), "Partner 222222222222");
  EXPECT_EQ(association_of(subsidiary).status, 404);
}

TEST_F(Qualifications, GiveTheNameThatOthersSee) {
  auto connection = connect(subsidiary, primary);
  auto seen = [&] {
    GetConnectionRequest request;
    request.catalog = Catalog(catalog);
    request.identifier = connection.id;
    auto outcome = primary.call<GetConnectionResponse>("GetConnection", request);
    auto* entry = outcome.response->connection_types.find(ConnectionType::SUBSIDIARY);
    return entry->other_participant.partner_profile->name.str();
  };
  EXPECT_EQ(seen(), "Partner 222222222222");

  ASSERT_ANSWERED(associate(subsidiary, by_both(primary)));
  finish_tasks();

  EXPECT_EQ(seen(), "Partner 222222222222 by Partner 111111111111");
}

TEST_F(Qualifications, FollowBothNamesAndGiveTheOwnOneBack) {
  join(subsidiary, primary);

  rename(subsidiary, "Twig");
  EXPECT_EQ(name_of(subsidiary), "Twig by Partner 111111111111");
  rename(primary, "Tree");
  EXPECT_EQ(name_of(subsidiary), "Twig by Tree");

  ASSERT_ANSWERED(disassociate(subsidiary, by_both(primary)));
  rename(subsidiary, "Branch");
  finish_tasks();
  EXPECT_EQ(name_of(subsidiary), "Branch");
}

TEST_F(Qualifications, TasksSurviveARestartAndEndOnce) {
  connect(subsidiary, primary);
  ASSERT_ANSWERED(associate(subsidiary, by_both(primary)));

  api.restart();
  finish_tasks();
  auto ended_at = api.clock.now();
  finish_tasks();

  EXPECT_EQ(association_of(subsidiary)->ended_at, ended_at);
  EXPECT_EQ(details_of(primary).associated_partners->size(), 1U);
  api.write([&](WriteTx& tx) {
    EXPECT_EQ(tx.partners().of(primary.id(), catalog_id())->qualifications.associates, 1);
  });
}

TEST_F(Qualifications, TasksTakeTheTimeThatIsSet) {
  connect(subsidiary, primary);
  api.settings.qualification_task_duration = seconds(5);
  ASSERT_ANSWERED(associate(subsidiary, by_both(primary)));

  api.clock.advance(milliseconds(4999));
  Scheduler(api.environment(), {}).run_due();

  EXPECT_EQ(association_of(subsidiary)->status, QualificationsAssociationTaskStatus::IN_PROGRESS);
}

TEST_F(Qualifications, HaveOneTaskAtATime) {
  connect(subsidiary, primary);
  ASSERT_ANSWERED(associate(subsidiary, by_both(primary)));

  constexpr auto reason = "INCOMPATIBLE_QUALIFICATIONS_ASSOCIATION_TASK_STATE";
  EXPECT_REFUSED(associate(subsidiary, by_both(primary)), "ConflictException", reason);
  EXPECT_REFUSED(disassociate(subsidiary, by_both(primary)), "ConflictException", reason);
  finish_tasks();
  ASSERT_ANSWERED(disassociate(subsidiary, by_both(primary)));
  EXPECT_REFUSED(associate(subsidiary, by_both(primary)), "ConflictException", reason);
  EXPECT_REFUSED(disassociate(subsidiary, by_both(primary)), "ConflictException", reason);
}

TEST_F(Qualifications, TasksLetNoProfileUpdateBegin) {
  connect(subsidiary, primary);
  ASSERT_ANSWERED(associate(subsidiary, by_both(primary)));
  StartProfileUpdateTaskRequest request;
  request.catalog = Catalog(catalog);
  request.identifier = partner_of(subsidiary);
  request.task_details = details_named("Twig");
  auto update = [&] {
    return subsidiary.call<StartProfileUpdateTaskResponse>("StartProfileUpdateTask", request);
  };
  EXPECT_REFUSED(update(), "ConflictException", "INCOMPATIBLE_PROFILE_STATE");
  finish_tasks();

  ASSERT_ANSWERED(update());
  finish_tasks();

  EXPECT_EQ(name_of(subsidiary), "Twig by Partner 111111111111");
}

TEST_F(Qualifications, OfOnePrimaryOnly) {
  join(subsidiary, primary);

  EXPECT_BREAKS(associate(subsidiary, by_both(primary)), "QUALIFICATIONS_ASSOCIATION_EXISTS");
  EXPECT_BREAKS(associate(subsidiary, by_both(other)), "QUALIFICATIONS_ASSOCIATION_EXISTS");
}

TEST_F(Qualifications, NeedASubsidiaryConnection) {
  EXPECT_BREAKS(associate(subsidiary, by_both(primary)), "MISSING_ACTIVE_SUBSIDIARY_CONNECTION");
  subsidiary.accepts(primary.invites(subsidiary).id);
  EXPECT_BREAKS(associate(subsidiary, by_both(primary)), "MISSING_ACTIVE_SUBSIDIARY_CONNECTION");
  auto connection = connect(subsidiary, primary);
  EXPECT_BREAKS(associate(primary, by_both(subsidiary)), "INCOMPATIBLE_SUBSIDIARY_CONNECTION");

  primary.cancels(connection.id, ConnectionType::SUBSIDIARY);

  EXPECT_BREAKS(associate(subsidiary, by_both(primary)), "MISSING_ACTIVE_SUBSIDIARY_CONNECTION");
}

TEST_F(Qualifications, NameOneOtherPartner) {
  connect(subsidiary, primary);

  auto nobody = associate(subsidiary, {});
  EXPECT_REFUSED(nobody, "ValidationException", "REQUEST_VALIDATION_FAILED");
  EXPECT_THAT(nobody.body, HasSubstr("REQUIRED_FIELD_MISSING"));
  EXPECT_THAT(nobody.body, HasSubstr("\"Name\":\"PrimaryPartner\""));
  EXPECT_THAT(disassociate(subsidiary, {}).body, HasSubstr("\"Name\":\"AssociatedPartner\""));
  for (const auto& self : {by_profile(subsidiary), by_account(subsidiary), by_both(subsidiary)}) {
    EXPECT_BREAKS(associate(subsidiary, self), "INCOMPATIBLE_PRIMARY_PARTNER");
    EXPECT_BREAKS(disassociate(subsidiary, self), "INCOMPATIBLE_PRIMARY_PARTNER");
  }
  QualificationsAssociationPartner two{PartnerProfileId(primary.profile()),
                                       AwsAccountId(other.account())};
  EXPECT_BREAKS(associate(subsidiary, two), "INCOMPATIBLE_PRIMARY_PARTNER");
  EXPECT_BREAKS(disassociate(subsidiary, two), "INCOMPATIBLE_PRIMARY_PARTNER");
}

TEST_F(Qualifications, NeedTwoProfiles) {
  Party stranger = api.stranger("444444444444");

  constexpr auto reason = "PARTNER_PROFILE_NOT_FOUND";
  QualificationsAssociationPartner unknown{PartnerProfileId("pprofile-aaaaaaaaaaaaa"), {}};
  EXPECT_REFUSED(associate(subsidiary, unknown), "ResourceNotFoundException", reason);
  EXPECT_REFUSED(associate(subsidiary, by_account(stranger)), "ResourceNotFoundException", reason);
  EXPECT_REFUSED(disassociate(subsidiary, unknown), "ResourceNotFoundException", reason);
  unknown.account_id = AwsAccountId(primary.account());
  EXPECT_REFUSED(associate(subsidiary, unknown), "ResourceNotFoundException", reason);
  api.write([&](WriteTx& tx) {
    auto partner = tx.partners().of(subsidiary.id(), catalog_id()).value();
    partner.profile = PartnerProfile{};
    tx.partners().update(partner);
  });
  EXPECT_REFUSED(associate(subsidiary, by_both(primary)), "ResourceNotFoundException", reason);
  EXPECT_REFUSED(associate(other, by_both(subsidiary)), "ResourceNotFoundException", reason);
}

TEST_F(Qualifications, FormFamiliesOfOneLevel) {
  Party above = api.partner("444444444444");
  connect(subsidiary, primary);
  connect(primary, above);
  ASSERT_ANSWERED(associate(primary, by_both(above)));

  EXPECT_BREAKS(associate(subsidiary, by_both(primary)), "INCOMPATIBLE_PRIMARY_PARTNER");
  finish_tasks();
  EXPECT_BREAKS(associate(subsidiary, by_both(primary)), "INCOMPATIBLE_PRIMARY_PARTNER");
  ASSERT_ANSWERED(disassociate(primary, by_both(above)));
  finish_tasks();
  ASSERT_ANSWERED(associate(subsidiary, by_both(primary)));
  EXPECT_BREAKS(associate(primary, by_both(above)), "INCOMPATIBLE_PRIMARY_PARTNER");
  finish_tasks();
  EXPECT_BREAKS(associate(primary, by_both(above)), "INCOMPATIBLE_PRIMARY_PARTNER");
}

TEST_F(Qualifications, AreSharedBySixSubsidiariesAtMost) {
  std::vector<Party> family;
  for (char digit = '1'; digit <= '7'; ++digit) {
    family.push_back(api.partner(std::string("90000000000") + digit));
    connect(family.back(), primary);
  }
  for (int i = 0; i < 6; ++i) ASSERT_ANSWERED(associate(family[i], by_both(primary)));

  EXPECT_BREAKS(associate(family[6], by_both(primary)),
                "QUALIFICATIONS_ASSOCIATION_LIMIT_EXCEEDED");
  finish_tasks();
  EXPECT_BREAKS(associate(family[6], by_both(primary)),
                "QUALIFICATIONS_ASSOCIATION_LIMIT_EXCEEDED");
  EXPECT_EQ(details_of(primary).associated_partners->size(), 6U);

  ASSERT_ANSWERED(disassociate(family[0], by_both(primary)));
  EXPECT_BREAKS(associate(family[6], by_both(primary)),
                "QUALIFICATIONS_ASSOCIATION_LIMIT_EXCEEDED");
  finish_tasks();
  ASSERT_ANSWERED(associate(family[6], by_both(primary)));
}

TEST_F(Qualifications, AreLeftByTheSubsidiaryThatNamesItsPrimary) {
  EXPECT_BREAKS(disassociate(subsidiary, by_both(primary)), "QUALIFICATIONS_ASSOCIATION_NOT_FOUND");
  join(subsidiary, primary);

  EXPECT_BREAKS(disassociate(subsidiary, by_both(other)), "INCOMPATIBLE_PRIMARY_PARTNER");
  EXPECT_BREAKS(disassociate(primary, by_both(subsidiary)), "INCOMPATIBLE_PRIMARY_PARTNER");
  EXPECT_BREAKS(disassociate(other, by_both(primary)), "QUALIFICATIONS_ASSOCIATION_NOT_FOUND");
}

TEST_F(Qualifications, HoldTheConnectionTheyHangOn) {
  auto connection = connect(subsidiary, primary);
  auto cancel = [&](const Party& party, ConnectionType type) {
    CancelConnectionRequest request;
    request.catalog = Catalog(catalog);
    request.identifier = connection.id;
    request.connection_type = type;
    request.client_token = ClientToken(api.fresh_token());
    return party.call<CancelConnectionResponse>("CancelConnection", request);
  };
  constexpr auto type = ConnectionType::SUBSIDIARY;
  constexpr auto reason = "INCOMPATIBLE_CONNECTION_STATE";
  ASSERT_ANSWERED(associate(subsidiary, by_both(primary)));
  EXPECT_REFUSED(cancel(subsidiary, type), "ConflictException", reason);
  EXPECT_REFUSED(cancel(primary, type), "ConflictException", reason);
  finish_tasks();
  EXPECT_REFUSED(cancel(primary, type), "ConflictException", reason);
  ASSERT_ANSWERED(disassociate(subsidiary, by_both(primary)));
  EXPECT_REFUSED(cancel(subsidiary, type), "ConflictException", reason);
  subsidiary.accepts(primary.invites(subsidiary).id);
  ASSERT_ANSWERED(cancel(primary, ConnectionType::OPPORTUNITY_COLLABORATION));
  finish_tasks();

  ASSERT_ANSWERED(cancel(primary, type));
}

TEST_F(Qualifications, TasksRepeatTheirAnswerUnderTheirToken) {
  connect(subsidiary, primary);
  auto first = associate(subsidiary, by_both(primary), ClientToken("one"));
  ASSERT_ANSWERED(first);
  EXPECT_EQ(associate(subsidiary, by_both(primary), ClientToken("one")).body, first.body);
  EXPECT_REFUSED(associate(subsidiary, by_profile(primary), ClientToken("one")),
                 "ConflictException", "CONFLICT_CLIENT_TOKEN");
  finish_tasks();
  EXPECT_EQ(associate(subsidiary, by_both(primary), ClientToken("one")).body, first.body);

  auto last = disassociate(subsidiary, by_both(primary), ClientToken("one"));
  ASSERT_ANSWERED(last);
  EXPECT_EQ(disassociate(subsidiary, by_both(primary), ClientToken("one")).body, last.body);
  EXPECT_REFUSED(disassociate(subsidiary, by_account(primary), ClientToken("one")),
                 "ConflictException", "CONFLICT_CLIENT_TOKEN");
}

TEST_F(Qualifications, AreTheCallersOwn) {
  Party stranger = api.stranger("444444444444");
  join(subsidiary, primary);
  constexpr auto missing = "ResourceNotFoundException";

  EXPECT_REFUSED(associate(stranger, by_both(primary)), missing, "PARTNER_NOT_FOUND");
  EXPECT_REFUSED(disassociate(stranger, by_both(primary)), missing, "PARTNER_NOT_FOUND");
  EXPECT_REFUSED(association_of(stranger), missing, "PARTNER_NOT_FOUND");
  EXPECT_REFUSED(disassociation_of(stranger), missing, "PARTNER_NOT_FOUND");
  GetQualificationsAssociationDetailsRequest request;
  request.catalog = Catalog(catalog);
  request.identifier = partner_of(subsidiary);
  EXPECT_REFUSED(other.call<GetQualificationsAssociationDetailsResponse>(
                     "GetQualificationsAssociationDetails", request),
                 missing, "PARTNER_NOT_FOUND");
}

TEST_F(Qualifications, TasksThatWereNeverAskedForAreNotFound) {
  EXPECT_REFUSED(association_of(subsidiary), "ResourceNotFoundException",
                 "QUALIFICATIONS_ASSOCIATION_TASK_NOT_FOUND");
  EXPECT_REFUSED(disassociation_of(subsidiary), "ResourceNotFoundException",
                 "QUALIFICATIONS_DISASSOCIATION_TASK_NOT_FOUND");
}

}  // namespace
}  // namespace amity::account
