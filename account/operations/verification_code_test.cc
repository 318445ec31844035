// Codes, as the operations that ask for one use them.
#include "account/operations/verification_code.h"

#include "account/operations/api_test.h"
#include "account/operations/kept_refusal.h"

namespace amity::account {
namespace {

using domain::CatalogId;

class MailedCodes : public testing::Test {
 protected:
  // A code for the address, sent to the account now.
  EmailVerificationCode sent(const Party& to, std::uint64_t number = 123'456,
                             CatalogId catalog = CatalogId::AWS) {
    api.secrets.number = number;
    EmailVerificationCode code;
    api.write([&](WriteTx& tx) { code = make_code(tx, call(to, catalog), address); });
    return code;
  }

  // Whether an operation of that account, which asks for the code, goes on. What a refusal keeps is
  // kept.
  bool accepted(const Party& by, const EmailVerificationCode& code, const Email& email,
                CatalogId catalog = CatalogId::AWS) {
    bool passed = false;
    api.write([&](WriteTx& tx) {
      try {
        require_code(tx, call(by, catalog), email, code);
        passed = true;
      } catch (const KeptRefusal&) {
      } catch (const shape::ApiError&) {
      }
    });
    return passed;
  }
  bool accepted(const Party& by, const EmailVerificationCode& code) {
    return accepted(by, code, address);
  }

  Call call(const Party& by, CatalogId catalog) {
    const Environment& environment = api.environment();
    return {by.id(),
            catalog,
            environment.clock.now(),
            environment.settings,
            environment.identifiers,
            environment.page_tokens,
            environment.secrets};
  }

  Api api;
  Party ada = api.stranger("111111111111");
  Email address{"lead@ada.example"};
  const EmailVerificationCode wrong{"999999"};
};

TEST_F(MailedCodes, AreSixDigitsWhateverTheNumber) {
  EXPECT_EQ(sent(ada, 7).view(), "000007");
  EXPECT_EQ(sent(ada, 999'999).view(), "999999");
}

TEST_F(MailedCodes, ProveTheAddressOnceInAnyCase) {
  auto code = sent(ada);

  EXPECT_TRUE(accepted(ada, code, Email("LEAD@Ada.Example")));
  EXPECT_FALSE(accepted(ada, code)) << "it is used up";
}

TEST_F(MailedCodes, AreGoodForTheirAccountAndAddressAlone) {
  auto code = sent(ada);

  EXPECT_FALSE(accepted(api.stranger("222222222222"), code));
  EXPECT_FALSE(accepted(ada, code, Email("other@ada.example")));
  EXPECT_TRUE(accepted(ada, code));
}

TEST_F(MailedCodes, LastFortyEightHours) {
  auto code = sent(ada);
  api.clock.advance(hours(48));

  EXPECT_FALSE(accepted(ada, code));
  code = sent(ada);
  api.clock.advance(milliseconds(hours(48).milliseconds - 1));
  EXPECT_TRUE(accepted(ada, code));
}

TEST_F(MailedCodes, GiveWayToANewerOne) {
  auto first = sent(ada, 111'111);
  auto second = sent(ada, 222'222);

  EXPECT_FALSE(accepted(ada, first));
  EXPECT_TRUE(accepted(ada, second));
  EXPECT_FALSE(accepted(ada, first)) << "the older one does not come back";
}

TEST_F(MailedCodes, AreBurntByFiveWrongTriesAcrossARestart) {
  auto code = sent(ada);
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(accepted(ada, wrong));
  api.restart();
  for (int i = 0; i < 2; ++i) EXPECT_FALSE(accepted(ada, wrong));

  EXPECT_FALSE(accepted(ada, code));
  EXPECT_TRUE(accepted(ada, sent(ada))) << "a new one counts anew";
}

TEST_F(MailedCodes, SurviveFourWrongTries) {
  auto code = sent(ada);
  for (int i = 0; i < 4; ++i) EXPECT_FALSE(accepted(ada, wrong));

  EXPECT_TRUE(accepted(ada, code));
}

TEST_F(MailedCodes, AreNotUsedUpByAnOperationThatIsRefusedForAnotherReason) {
  auto code = sent(ada);

  EXPECT_THROW(api.write([&](WriteTx& tx) {
    require_code(tx, call(ada, CatalogId::AWS), address, code);
    throw conflict(ConflictExceptionReason::DUPLICATE_PARTNER);
  }),
               shape::ApiError);

  EXPECT_TRUE(accepted(ada, code));
}

TEST_F(MailedCodes, AreNotAskedForInTheSandbox) {
  EXPECT_TRUE(accepted(ada, wrong, address, CatalogId::Sandbox));
}

TEST_F(MailedCodes, AreRefusedAsAnInvalidFieldWithoutTellingTheCode) {
  sent(ada);

  api.write([&](WriteTx& tx) {
    try {
      require_code(tx, call(ada, CatalogId::AWS), address, wrong);
      FAIL() << "passed";
    } catch (const KeptRefusal& kept) {
      const auto* body = kept.error.body<ValidationException>();
      ASSERT_NE(body, nullptr);
      EXPECT_EQ(body->reason, ValidationExceptionReason::REQUEST_VALIDATION_FAILED);
      const auto& field = body->error_details->begin()->field_validation_error.value();
      EXPECT_EQ(field.name.view(), "EmailVerificationCode");
      EXPECT_EQ(field.code, FieldValidationCode::INVALID_VALUE);
      EXPECT_THAT(body->message.str(), testing::Not(testing::HasSubstr("123456")));
    }
  });
}

}  // namespace
}  // namespace amity::account
