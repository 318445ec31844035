// GetAllianceLeadContact, PutAllianceLeadContact (behaviour.md §6.5).
#include "account/operations/api_test.h"
#include "account/operations/registration_test.h"

namespace amity::account {
namespace {

using testing::ElementsAre;
using testing::Pair;

class AllianceLeadContactTest : public testing::Test {
 protected:
  Outcome<GetAllianceLeadContactResponse> get(const Party& by, const Party& of,
                                              std::string_view catalog = "AWS") {
    return by.call<GetAllianceLeadContactResponse>(
        "GetAllianceLeadContact",
        GetAllianceLeadContactRequest{Catalog(catalog), PartnerIdentifier(of.partner_id().view())});
  }
  Outcome<PutAllianceLeadContactResponse> put(const Party& by, std::string_view email,
                                              std::optional<std::string_view> code = {},
                                              std::string_view catalog = "AWS") {
    PutAllianceLeadContactRequest request{
        Catalog(catalog), PartnerIdentifier(by.partner_id().view()), contact(email)};
    if (code) request.email_verification_code.emplace(*code);
    return by.call<PutAllianceLeadContactResponse>("PutAllianceLeadContact", request);
  }

  Api api;
  Party owner = api.partner("111111111111");
  Party other = api.partner("222222222222");
};

TEST_F(AllianceLeadContactTest, IsReplacedAsAWholeByAProvenOne) {
  send_code(owner, "AWS", "lead@anvil.example");

  auto changed = put(owner, "lead@anvil.example", kCode);

  ASSERT_ANSWERED(changed);
  EXPECT_EQ(changed->arn.str(), owner.partner_arn());
  EXPECT_EQ(changed->id, owner.partner_id());
  EXPECT_EQ(changed->alliance_lead_contact.email.view(), "lead@anvil.example");
  EXPECT_EQ(changed->alliance_lead_contact.business_title.view(), "Alliance Lead");
  api.restart();
  EXPECT_EQ(get(owner, owner).body, changed.body);
}

TEST_F(AllianceLeadContactTest, BelongsToItsOwnerAndCatalog) {
  ASSERT_ANSWERED(put(owner, "lead@anvil.example", "000000", "Sandbox"));

  EXPECT_EQ(get(owner, owner, "Sandbox")->alliance_lead_contact.email.view(), "lead@anvil.example");
  EXPECT_EQ(get(owner, owner)->alliance_lead_contact.email.view(), "");
  EXPECT_REFUSED(get(other, owner), "ResourceNotFoundException", "PARTNER_NOT_FOUND");
  EXPECT_REFUSED(put(api.stranger("333333333333"), "a@b.example"), "ResourceNotFoundException",
                 "PARTNER_NOT_FOUND");
}

TEST_F(AllianceLeadContactTest, NeedsNoCodeForTheAddressThatItHas) {
  send_code(owner, "AWS", "lead@anvil.example");
  ASSERT_ANSWERED(put(owner, "lead@anvil.example", kCode));

  EXPECT_TRUE(put(owner, "Lead@ANVIL.example"));
  EXPECT_EQ(get(owner, owner)->alliance_lead_contact.email.view(), "Lead@ANVIL.example");
  EXPECT_TRUE(put(owner, "lead@anvil.example", "999999")) << "a code is not looked at";
}

TEST_F(AllianceLeadContactTest, NeedsACodeForANewAddressInBothCatalogs) {
  for (const char* catalog : {"AWS", "Sandbox"}) {
    auto outcome = put(owner, "lead@anvil.example", {}, catalog);

    EXPECT_REFUSED(outcome, "ValidationException", "REQUEST_VALIDATION_FAILED");
    EXPECT_THAT(
        field_errors(outcome.body),
        ElementsAre(Pair("EmailVerificationCode", FieldValidationCode::REQUIRED_FIELD_MISSING)));
  }
}

TEST_F(AllianceLeadContactTest, StaysAsItIsWhenTheCodeIsWrong) {
  send_code(owner, "AWS", "lead@anvil.example");

  auto outcome = put(owner, "lead@anvil.example", "999999");

  EXPECT_REFUSED(outcome, "ValidationException", "REQUEST_VALIDATION_FAILED");
  EXPECT_THAT(field_errors(outcome.body),
              ElementsAre(Pair("EmailVerificationCode", FieldValidationCode::INVALID_VALUE)));
  EXPECT_EQ(get(owner, owner)->alliance_lead_contact.email.view(), "");
}

}  // namespace
}  // namespace amity::account
