// Codes that are asked for, and the mails that carry them.
#include "account/operations/api_test.h"

namespace amity::account {
namespace {

SendEmailVerificationCodeRequest code_for(std::string_view address,
                                          std::string_view catalog = "AWS") {
  SendEmailVerificationCodeRequest request;
  request.catalog = Catalog(catalog);
  request.email = Email(address);
  return request;
}

class SendEmailVerificationCode : public testing::Test {
 protected:
  Outcome<SendEmailVerificationCodeResponse> ask(const Party& party, std::string_view address,
                                                 std::string_view catalog = "AWS") {
    return party.call<SendEmailVerificationCodeResponse>("SendEmailVerificationCode",
                                                         code_for(address, catalog));
  }
  std::vector<domain::Mail> mails_to(std::string_view address) {
    std::vector<domain::Mail> mails;
    api.write([&](WriteTx& tx) { mails = tx.mails().to(address, 100); });
    return mails;
  }

  Api api;
  Party ada = api.stranger("111111111111");
};

TEST_F(SendEmailVerificationCode, MailsTheCodeToAnAccountThatIsNoPartnerYet) {
  api.secrets.number = 42;

  auto outcome = ask(ada, "Lead@ada.example");

  ASSERT_ANSWERED(outcome);
  EXPECT_EQ(outcome.body, "") << "an empty answer has an empty body";
  auto mails = mails_to("lead@ADA.example");
  ASSERT_EQ(mails.size(), 1U);
  EXPECT_EQ(mails[0].recipient, "Lead@ada.example") << "as it was written";
  EXPECT_THAT(mails[0].text, testing::HasSubstr("\n    000042\n"));
  EXPECT_THAT(mails[0].subject, testing::Not(testing::HasSubstr("000042")));
  EXPECT_EQ(mails[0].state, domain::MailState::kept) << "nobody is there who sends it";
}

TEST_F(SendEmailVerificationCode, SendsNothingInTheSandbox) {
  for (int i = 0; i < 7; ++i) ASSERT_ANSWERED(ask(ada, "lead@ada.example", "Sandbox"));

  EXPECT_THAT(mails_to("lead@ada.example"), testing::IsEmpty());
}

TEST_F(SendEmailVerificationCode, IsLimitedToFiveADayForAnAddressWhoeverAsks) {
  Party bob = api.stranger("222222222222");
  for (int i = 0; i < 4; ++i) ASSERT_ANSWERED(ask(ada, "lead@ada.example"));
  ASSERT_ANSWERED(ask(bob, "LEAD@ada.example"));

  EXPECT_REFUSED(ask(ada, "lead@ada.example"), "ServiceQuotaExceededException",
                 "LIMIT_EXCEEDED_NUMBER_OF_EMAIL");
  EXPECT_REFUSED(ask(bob, "lead@ada.example"), "ServiceQuotaExceededException",
                 "LIMIT_EXCEEDED_NUMBER_OF_EMAIL");
  EXPECT_TRUE(ask(ada, "other@ada.example"));
  EXPECT_TRUE(ask(ada, "lead@ada.example", "Sandbox"));
  EXPECT_EQ(mails_to("lead@ada.example").size(), 5U);
}

TEST_F(SendEmailVerificationCode, CountsTheLastTwentyFourHours) {
  ASSERT_ANSWERED(ask(ada, "lead@ada.example"));
  api.clock.advance(hours(1));
  for (int i = 0; i < 4; ++i) ASSERT_ANSWERED(ask(ada, "lead@ada.example"));
  api.clock.advance(hours(23));
  ASSERT_FALSE(ask(ada, "lead@ada.example"));
  api.restart();
  ASSERT_FALSE(ask(ada, "lead@ada.example"));
  api.clock.advance(milliseconds(1));

  EXPECT_TRUE(ask(ada, "lead@ada.example")) << "the first is a day old";
  EXPECT_FALSE(ask(ada, "lead@ada.example"));
}

TEST_F(SendEmailVerificationCode, RefusesWhatIsNoAddressOrNoCatalog) {
  EXPECT_REFUSED(ask(ada, "lead@"), "ValidationException", "REQUEST_VALIDATION_FAILED");
  EXPECT_REFUSED(ask(ada, "lead@ada.example\r\nBcc: all@ada.example"), "ValidationException",
                 "REQUEST_VALIDATION_FAILED");
  EXPECT_REFUSED(ask(ada, "lead@ada.example", "sandbox"), "ValidationException",
                 "REQUEST_VALIDATION_FAILED");
}

}  // namespace
}  // namespace amity::account
