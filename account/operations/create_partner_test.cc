// CreatePartner (behaviour.md §6.1, §6.2).
#include "account/operations/api_test.h"
#include "account/operations/registration_test.h"

namespace amity::account {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using enum BusinessValidationCode;

class CreatePartnerTest : public testing::Test {
 protected:
  static CreatePartnerRequest request(std::string_view catalog, std::string_view legal_name) {
    return {.catalog = Catalog(catalog),
            .client_token = ClientToken("registration"),
            .legal_name = SensitiveUnicodeString(legal_name),
            .primary_solution_type = PrimarySolutionType::CONSULTING_SERVICES,
            .alliance_lead_contact = contact("lead@anvil.example"),
            .email_verification_code = EmailVerificationCode(kCode)};
  }
  static Outcome<CreatePartnerResponse> create(const Party& by, const CreatePartnerRequest& sent) {
    return by.call<CreatePartnerResponse>("CreatePartner", sent);
  }
  // Everything that the catalog AWS asks for: both verifications, and a code in the mail.
  Party verified(std::string_view account, std::string_view legal_name) {
    Party party = newcomer(account);
    verify(api, party, legal_name);
    send_code(party, "AWS", "lead@anvil.example");
    return party;
  }
  // An account that nobody has told the server of.
  Party newcomer(std::string_view account) { return Party(api, std::string(account), ""); }

  Api api;
};

TEST_F(CreatePartnerTest, LetsANewcomerIntoTheSandboxFromNothing) {
  Party party = newcomer("123456789012");

  auto created = create(party, request("Sandbox", "Anvil Cloud Ltd."));

  ASSERT_ANSWERED(created);
  EXPECT_EQ(created->catalog.view(), "Sandbox");
  EXPECT_THAT(created->id.str(), testing::MatchesRegex("partner-[a-z2-7]{13}"));
  EXPECT_EQ(created->arn,
            domain::partner_arn({}, party.id(), domain::CatalogId::Sandbox, created->id));
  EXPECT_EQ(created->legal_name.view(), "Anvil Cloud Ltd.");
  EXPECT_EQ(created->created_at, api.clock.now());
  EXPECT_EQ(created->alliance_lead_contact.email.view(), "lead@anvil.example");
  EXPECT_FALSE(created->aws_training_certification_email_domains);
  EXPECT_THAT(created.body,
              testing::HasSubstr(R"("Profile":{"PrimarySolutionType":"CONSULTING_SERVICES"})"));
}

TEST_F(CreatePartnerTest, IsSeenByWhoReadsAfterARestart) {
  Party party = newcomer("123456789012");
  auto created = create(party, request("Sandbox", "Anvil Cloud Ltd."));

  api.restart();

  auto seen = party.call<GetPartnerResponse>(
      "GetPartner", GetPartnerRequest{Catalog("Sandbox"), PartnerIdentifier(created->id.view())});
  ASSERT_ANSWERED(seen);
  EXPECT_EQ(seen->arn, created->arn);
  EXPECT_EQ(seen->profile.primary_solution_type, PrimarySolutionType::CONSULTING_SERVICES);
  EXPECT_FALSE(seen->profile.profile_id);
  auto listed =
      party.call<ListPartnersResponse>("ListPartners", ListPartnersRequest{Catalog("Sandbox")});
  ASSERT_EQ(listed->partner_summary_list.size(), 1U);
  EXPECT_EQ(listed->partner_summary_list.items[0].id, created->id);
}

TEST_F(CreatePartnerTest, GivesNoProfileYet) {
  Party party = newcomer("123456789012");
  ASSERT_ANSWERED(create(party, request("Sandbox", "Anvil Cloud Ltd.")));
  auto invitation = party.invitation_to(api.partner("222222222222"));
  invitation.catalog = Catalog("Sandbox");

  auto outcome =
      party.call<CreateConnectionInvitationResponse>("CreateConnectionInvitation", invitation);

  EXPECT_REFUSED(outcome, "ResourceNotFoundException", "SENDER_PROFILE_NOT_FOUND");
}

TEST_F(CreatePartnerTest, TakesTheVerifiedIntoAws) {
  Party party = verified("123456789012", "Anvil Cloud Ltd.");
  auto sent = request("AWS", "anvil cloud LTD.");
  sent.tags.emplace().items = {{TagKey("team"), TagValue("north")}};

  auto created = create(party, sent);

  ASSERT_ANSWERED(created);
  EXPECT_EQ(created->catalog.view(), "AWS");
  auto tags = party.call<ListTagsForResourceResponse>(
      "ListTagsForResource", ListTagsForResourceRequest{TaggableResourceArn(created->arn.view())});
  ASSERT_ANSWERED(tags);
  EXPECT_EQ(tags->tags->items.at(0).key.view(), "team");
}

TEST_F(CreatePartnerTest, UsesTheCodeUp) {
  Party party = verified("123456789012", "Anvil Cloud Ltd.");
  auto sent = request("AWS", "Anvil Cloud Ltd.");
  ASSERT_ANSWERED(create(party, sent));
  sent.client_token = ClientToken("another");

  auto again = create(party, sent);

  EXPECT_REFUSED(again, "ValidationException", "REQUEST_VALIDATION_FAILED");
}

TEST_F(CreatePartnerTest, RefusesACodeThatWasNeverSent) {
  Party party = newcomer("123456789012");
  verify(api, party, "Anvil Cloud Ltd.");

  auto outcome = create(party, request("AWS", "Anvil Cloud Ltd."));

  EXPECT_REFUSED(outcome, "ValidationException", "REQUEST_VALIDATION_FAILED");
  EXPECT_THAT(field_errors(outcome.body),
              ElementsAre(Pair("EmailVerificationCode", FieldValidationCode::INVALID_VALUE)));
}

TEST_F(CreatePartnerTest, SaysAllThatStandsAgainstItAtOnce) {
  auto owner = api.partner("222222222222");
  api.write([&](WriteTx& tx) {
    tx.email_domains().insert(owner.id(), domain::CatalogId::AWS,
                              {DomainName("anvil.example"), api.clock.now()});
  });
  Party party = newcomer("123456789012");
  api.write([&](WriteTx& tx) {
    domain::Account account{party.id(), "Anvil"};
    account.on_paid_plan = false;
    account.in_good_standing = false;
    account.linked_to_legacy_account = true;
    tx.accounts().put(account);
  });
  send_code(party, "AWS", "lead@anvil.example");

  auto outcome = create(party, request("AWS", "Anvil Cloud Ltd."));

  EXPECT_REFUSED(outcome, "ValidationException", "BUSINESS_VALIDATION_FAILED");
  EXPECT_THAT(
      business_errors(outcome.body),
      ElementsAre(INCOMPATIBLE_KNOW_YOUR_BUSINESS_STATUS, INCOMPATIBLE_IDENTITY_VERIFICATION_STATUS,
                  INELIGIBLE_ACCOUNT_TIER, INVALID_ACCOUNT_STATE, INVALID_ACCOUNT_LINKING_STATUS,
                  INCOMPATIBLE_DOMAIN));
}

TEST_F(CreatePartnerTest, AsksForTheVerifiedName) {
  Party party = verified("123456789012", "Anvil Cloud Ltd.");

  auto outcome = create(party, request("AWS", "Anvil Clouds Ltd."));

  EXPECT_REFUSED(outcome, "ValidationException", "BUSINESS_VALIDATION_FAILED");
  EXPECT_THAT(business_errors(outcome.body), ElementsAre(INCOMPATIBLE_LEGAL_NAME));
  EXPECT_TRUE(create(party, request("AWS", "Anvil Cloud Ltd.")))
      << "a refusal for another reason leaves the code as it was";
}

TEST_F(CreatePartnerTest, TakesNoVerificationThatHasNotSucceeded) {
  for (auto status : {VerificationStatus::IN_PROGRESS, VerificationStatus::PENDING_CUSTOMER_ACTION,
                      VerificationStatus::FAILED, VerificationStatus::REJECTED}) {
    Party party = newcomer("123456789" + std::to_string(100 + static_cast<int>(status)));
    verify(api, party, "Anvil Cloud Ltd.", status);
    send_code(party, "AWS", "lead@anvil.example");

    auto outcome = create(party, request("AWS", "Anvil Cloud Ltd."));

    EXPECT_THAT(business_errors(outcome.body),
                ElementsAre(INCOMPATIBLE_KNOW_YOUR_BUSINESS_STATUS,
                            INCOMPATIBLE_IDENTITY_VERIFICATION_STATUS));
  }
}

TEST_F(CreatePartnerTest, IsOnceForAnAccountInACatalog) {
  Party party = newcomer("123456789012");
  ASSERT_ANSWERED(create(party, request("Sandbox", "Anvil Cloud Ltd.")));
  auto second = request("Sandbox", "Another Name Ltd.");
  second.client_token = ClientToken("another");

  EXPECT_REFUSED(create(party, second), "ConflictException", "DUPLICATE_PARTNER");

  verify(api, party, "Anvil Cloud Ltd.");
  send_code(party, "AWS", "lead@anvil.example");
  EXPECT_TRUE(create(party, request("AWS", "Anvil Cloud Ltd."))) << "the other catalog";
}

TEST_F(CreatePartnerTest, KeepsALegalNameForOneAccount) {
  ASSERT_ANSWERED(create(newcomer("111111111111"), request("Sandbox", "Müller & Söhne GmbH")));

  auto other = create(newcomer("222222222222"), request("Sandbox", " MÜLLER & SÖHNE gmbh "));

  EXPECT_REFUSED(other, "ConflictException", "DUPLICATE_PARTNER");
  auto listed =
      newcomer("222222222222")
          .call<ListPartnersResponse>("ListPartners", ListPartnersRequest{Catalog("Sandbox")});
  EXPECT_THAT(listed->partner_summary_list.items, IsEmpty());
}

TEST_F(CreatePartnerTest, TakesNoTagsInTheSandbox) {
  auto sent = request("Sandbox", "Anvil Cloud Ltd.");
  sent.tags.emplace().items = {{TagKey("team"), TagValue("north")}};

  auto outcome = create(newcomer("123456789012"), sent);

  EXPECT_REFUSED(outcome, "ValidationException", "REQUEST_VALIDATION_FAILED");
  EXPECT_THAT(field_errors(outcome.body),
              ElementsAre(Pair("Tags", FieldValidationCode::ACTION_NOT_PERMITTED)));
}

TEST_F(CreatePartnerTest, HoldsTagsToTheirRules) {
  Party party = verified("123456789012", "Anvil Cloud Ltd.");
  auto sent = request("AWS", "Anvil Cloud Ltd.");
  sent.tags.emplace().items = {{TagKey("aws:mine"), TagValue("")}};

  auto outcome = create(party, sent);

  EXPECT_REFUSED(outcome, "ValidationException", "REQUEST_VALIDATION_FAILED");
  EXPECT_THAT(field_errors(outcome.body),
              ElementsAre(Pair("Tags[0].Key", FieldValidationCode::ACTION_NOT_PERMITTED)));
}

TEST_F(CreatePartnerTest, RepeatedUnderItsTokenIsAnsweredAsTheFirstTime) {
  Party party = verified("123456789012", "Anvil Cloud Ltd.");
  auto sent = request("AWS", "Anvil Cloud Ltd.");
  auto first = create(party, sent);
  ASSERT_ANSWERED(first);
  api.restart();

  EXPECT_EQ(create(party, sent).body, first.body) << "although the code is used up";
  sent.primary_solution_type = PrimarySolutionType::MANAGED_SERVICES;
  EXPECT_REFUSED(create(party, sent), "ConflictException", "CONFLICT_CLIENT_TOKEN");
}

}  // namespace
}  // namespace amity::account
