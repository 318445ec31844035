// AssociateAwsTrainingCertificationEmailDomain and its opposite (behaviour.md §6.6).
#include "account/operations/api_test.h"
#include "account/operations/registration_test.h"

namespace amity::account {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using AssociateRequest = AssociateAwsTrainingCertificationEmailDomainRequest;
using AssociateResponse = AssociateAwsTrainingCertificationEmailDomainResponse;
using DisassociateRequest = DisassociateAwsTrainingCertificationEmailDomainRequest;
using DisassociateResponse = DisassociateAwsTrainingCertificationEmailDomainResponse;

class EmailDomainsTest : public testing::Test {
 protected:
  AssociateRequest claim_of(const Party& by, std::string_view email,
                            std::string_view catalog = "AWS") {
    return {.catalog = Catalog(catalog),
            .identifier = PartnerIdentifier(by.partner_id().view()),
            .client_token = ClientToken(api.fresh_token()),
            .email = Email(email),
            .email_verification_code = EmailVerificationCode(kCode)};
  }
  static Outcome<AssociateResponse> send(const Party& by, const AssociateRequest& request) {
    return by.call<AssociateResponse>("AssociateAwsTrainingCertificationEmailDomain", request);
  }
  // Has a code mailed and claims the domain of the address with it.
  Outcome<AssociateResponse> claim(const Party& by, std::string_view email,
                                   std::string_view catalog = "AWS") {
    send_code(by, catalog, email);
    return send(by, claim_of(by, email, catalog));
  }
  DisassociateRequest surrender_of(const Party& by, std::string_view domain) {
    return {.catalog = Catalog("AWS"),
            .identifier = PartnerIdentifier(by.partner_id().view()),
            .client_token = ClientToken(api.fresh_token()),
            .domain_name = DomainName(domain)};
  }
  static Outcome<DisassociateResponse> give_up(const Party& by,
                                               const DisassociateRequest& request) {
    return by.call<DisassociateResponse>("DisassociateAwsTrainingCertificationEmailDomain",
                                         request);
  }
  static std::vector<std::string> domains_of(const Party& party, std::string_view catalog = "AWS") {
    auto seen = party.call<GetPartnerResponse>(
        "GetPartner",
        GetPartnerRequest{Catalog(catalog), PartnerIdentifier(party.partner_id().view())});
    EXPECT_TRUE(seen) << seen.body;
    std::vector<std::string> names;
    if (seen->aws_training_certification_email_domains)
      for (const PartnerDomain& domain : *seen->aws_training_certification_email_domains)
        names.push_back(domain.domain_name.str());
    return names;
  }

  Api api;
  Party owner = api.partner("111111111111");
  Party other = api.partner("222222222222");
};

TEST_F(EmailDomainsTest, AreShownOldestFirst) {
  auto first = claim(owner, "lead@Zenith.example");
  ASSERT_ANSWERED(first);
  EXPECT_EQ(first.body, "");
  api.clock.advance(hours(1));
  ASSERT_ANSWERED(claim(owner, "lead@anvil.example"));

  api.restart();

  EXPECT_THAT(domains_of(owner), ElementsAre("zenith.example", "anvil.example"));
  EXPECT_THAT(domains_of(owner, "Sandbox"), IsEmpty());
}

TEST_F(EmailDomainsTest, TellWhenTheyWereAssociated) {
  api.clock.advance(hours(1));
  ASSERT_ANSWERED(claim(owner, "lead@anvil.example"));

  auto seen = owner.call<GetPartnerResponse>(
      "GetPartner",
      GetPartnerRequest{Catalog("AWS"), PartnerIdentifier(owner.partner_id().view())});

  EXPECT_EQ(seen->aws_training_certification_email_domains->items.at(0).registered_at,
            api.clock.now());
}

TEST_F(EmailDomainsTest, OfAPartnerThatHasNoneAreLeftOut) {
  auto seen = owner.call<GetPartnerResponse>(
      "GetPartner",
      GetPartnerRequest{Catalog("AWS"), PartnerIdentifier(owner.partner_id().view())});

  EXPECT_FALSE(seen->aws_training_certification_email_domains);
}

TEST_F(EmailDomainsTest, StayWhenTheyAreClaimedAgain) {
  ASSERT_ANSWERED(claim(owner, "lead@anvil.example"));

  EXPECT_TRUE(claim(owner, "somebody@ANVIL.example"));

  EXPECT_THAT(domains_of(owner), ElementsAre("anvil.example"));
}

TEST_F(EmailDomainsTest, HaveOneOwnerInACatalog) {
  ASSERT_ANSWERED(claim(owner, "lead@anvil.example"));

  auto outcome = claim(other, "intruder@anvil.example");

  EXPECT_REFUSED(outcome, "ValidationException", "BUSINESS_VALIDATION_FAILED");
  EXPECT_THAT(business_errors(outcome.body),
              ElementsAre(BusinessValidationCode::INCOMPATIBLE_DOMAIN));
  EXPECT_TRUE(claim(other, "intruder@anvil.example", "Sandbox")) << "the other catalog";
}

TEST_F(EmailDomainsTest, OfMailProvidersAreNobodys) {
  auto outcome = claim(owner, "me@GMail.com");

  EXPECT_REFUSED(outcome, "ValidationException", "BUSINESS_VALIDATION_FAILED");
  EXPECT_THAT(business_errors(outcome.body),
              ElementsAre(BusinessValidationCode::INCOMPATIBLE_DOMAIN));
  api.settings.public_mail_providers = {"anvil.example"};
  EXPECT_TRUE(claim(owner, "me@gmail.com"));
  EXPECT_REFUSED(claim(owner, "me@anvil.example"), "ValidationException",
                 "BUSINESS_VALIDATION_FAILED");
}

TEST_F(EmailDomainsTest, AreProvenByTheCodeOfThatVeryAddress) {
  send_code(owner, "AWS", "somebody@anvil.example");

  auto outcome = send(owner, claim_of(owner, "lead@anvil.example"));

  EXPECT_REFUSED(outcome, "ValidationException", "REQUEST_VALIDATION_FAILED");
  EXPECT_THAT(field_errors(outcome.body),
              ElementsAre(Pair("EmailVerificationCode", FieldValidationCode::INVALID_VALUE)));
  EXPECT_THAT(domains_of(owner), IsEmpty());
}

TEST_F(EmailDomainsTest, AreProvenByAnySixDigitsInTheSandbox) {
  auto request = claim_of(owner, "lead@anvil.example", "Sandbox");
  request.email_verification_code = EmailVerificationCode("314159");

  ASSERT_ANSWERED(send(owner, request));

  EXPECT_THAT(domains_of(owner, "Sandbox"), ElementsAre("anvil.example"));
}

TEST_F(EmailDomainsTest, AreFiftyAtMostOrAsTheQuotaSays) {
  api.settings.quotas.email_domains = 2;
  ASSERT_ANSWERED(claim(owner, "a@one.example"));
  ASSERT_ANSWERED(claim(owner, "a@two.example"));

  EXPECT_REFUSED(claim(owner, "a@three.example"), "ServiceQuotaExceededException",
                 "LIMIT_EXCEEDED_NUMBER_OF_DOMAIN");
  EXPECT_TRUE(claim(owner, "b@two.example")) << "it is there already";
  ASSERT_ANSWERED(give_up(owner, surrender_of(owner, "one.example")));
  EXPECT_TRUE(claim(owner, "a@three.example"));
}

TEST_F(EmailDomainsTest, MayNotBeLongerThanADomain) {
  std::string label(63, 'a');
  std::string domain = label + "." + label + "." + label + "." + label + ".example";

  auto outcome = claim(owner, "a@" + domain);

  EXPECT_REFUSED(outcome, "ValidationException", "REQUEST_VALIDATION_FAILED");
  EXPECT_THAT(field_errors(outcome.body),
              ElementsAre(Pair("Email", FieldValidationCode::INVALID_VALUE)));
}

TEST_F(EmailDomainsTest, AreGivenUpForOthersToHave) {
  ASSERT_ANSWERED(claim(owner, "lead@anvil.example"));

  auto gone = give_up(owner, surrender_of(owner, "Anvil.Example"));

  ASSERT_ANSWERED(gone);
  EXPECT_EQ(gone.body, "");
  EXPECT_THAT(domains_of(owner), IsEmpty());
  EXPECT_TRUE(claim(other, "lead@anvil.example"));
}

TEST_F(EmailDomainsTest, AreGivenUpByTheirOwnerAlone) {
  ASSERT_ANSWERED(claim(owner, "lead@anvil.example"));

  EXPECT_REFUSED(give_up(other, surrender_of(other, "anvil.example")), "ResourceNotFoundException",
                 "PARTNER_DOMAIN_NOT_FOUND");
  EXPECT_REFUSED(give_up(owner, surrender_of(owner, "unknown.example")),
                 "ResourceNotFoundException", "PARTNER_DOMAIN_NOT_FOUND");
  EXPECT_REFUSED(give_up(other, surrender_of(owner, "anvil.example")), "ResourceNotFoundException",
                 "PARTNER_NOT_FOUND");
  EXPECT_REFUSED(claim(api.stranger("333333333333"), "a@b.example"), "ResourceNotFoundException",
                 "PARTNER_NOT_FOUND");
}

TEST_F(EmailDomainsTest, AreClaimedAndGivenUpOnceUnderAToken) {
  auto claimed = claim_of(owner, "lead@anvil.example");
  send_code(owner, "AWS", "lead@anvil.example");
  ASSERT_ANSWERED(send(owner, claimed));
  auto surrender = surrender_of(owner, "anvil.example");
  ASSERT_ANSWERED(give_up(owner, surrender));

  EXPECT_TRUE(send(owner, claimed)) << "answered again";
  EXPECT_THAT(domains_of(owner), IsEmpty()) << "but not done again";
  EXPECT_TRUE(give_up(owner, surrender));
  surrender.domain_name = DomainName("zenith.example");
  EXPECT_REFUSED(give_up(owner, surrender), "ConflictException", "CONFLICT_CLIENT_TOKEN");
  claimed.email = Email("lead@zenith.example");
  EXPECT_REFUSED(send(owner, claimed), "ConflictException", "CONFLICT_CLIENT_TOKEN");
}

}  // namespace
}  // namespace amity::account
