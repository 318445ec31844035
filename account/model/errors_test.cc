#include "account/model/errors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace amity::account {
namespace {

using shape::ApiError;

std::string members_of(const ApiError& error) {
  std::string out;
  error.append_members(out);
  return out;
}

TEST(Errors, CarryTheSentenceOfTheirReason) {
  ApiError error = conflict(ConflictExceptionReason::DUPLICATE_CONNECTION);

  EXPECT_EQ(&error.kind(), &kind_of(ErrorCode::ConflictException));
  EXPECT_EQ(members_of(error),
            R"("Message":"The two already have an active connection of this type.",)"
            R"("Reason":"DUPLICATE_CONNECTION")");
}

TEST(Errors, CarryTheMessageTheyAreGiven) {
  EXPECT_EQ(members_of(denied(AccessDeniedExceptionReason::ACCESS_DENIED, "No.")),
            R"("Message":"No.","Reason":"ACCESS_DENIED")");
  EXPECT_EQ(members_of(not_found(ResourceNotFoundExceptionReason::PARTNER_NOT_FOUND, "Who?")),
            R"("Message":"Who?","Reason":"PARTNER_NOT_FOUND")");
  EXPECT_EQ(members_of(quota_exceeded(
                ServiceQuotaExceededExceptionReason::LIMIT_EXCEEDED_NUMBER_OF_DOMAIN, "Enough.")),
            R"("Message":"Enough.","Reason":"LIMIT_EXCEEDED_NUMBER_OF_DOMAIN")");
  EXPECT_EQ(members_of(internal_error("Oh.")), R"("Message":"Oh.")");
}

TEST(Errors, LeaveOutTheCodesTheyDoNotHave) {
  EXPECT_EQ(members_of(throttled("Slowly.")), R"("Message":"Slowly.")");
  EXPECT_EQ(members_of(throttled("Slowly.", "partnercentral-account", "L-1")),
            R"("Message":"Slowly.","ServiceCode":"partnercentral-account","QuotaCode":"L-1")");
}

TEST(Errors, ListEveryFieldThatIsWrong) {
  ApiError error = invalid_request(
      {{String("Name"), String("too long"), FieldValidationCode::INVALID_VALUE},
       {String("Tags[1].Key"), String("twice"), FieldValidationCode::DUPLICATE_VALUE}});

  EXPECT_EQ(members_of(error), R"("Message":"2 validation errors detected: too long; twice",)"
                               R"("Reason":"REQUEST_VALIDATION_FAILED","ErrorDetails":[)"
                               R"({"FieldValidationError":{"Name":"Name","Message":"too long",)"
                               R"("Code":"INVALID_VALUE"}},)"
                               R"({"FieldValidationError":{"Name":"Tags[1].Key","Message":"twice",)"
                               R"("Code":"DUPLICATE_VALUE"}}])");
}

TEST(Errors, ListEveryBusinessRuleThatIsBroken) {
  ApiError one = breaks_business_rule(BusinessValidationCode::INELIGIBLE_ACCOUNT_TIER);
  ApiError both = breaks_business_rules(
      {{String(), BusinessValidationCode::INELIGIBLE_ACCOUNT_TIER},
       {String("Not this one."), BusinessValidationCode::INCOMPATIBLE_DOMAIN}},
      "Not like this.");

  EXPECT_EQ(members_of(one),
            R"("Message":"1 validation error detected: The account is not on a paid plan.",)"
            R"("Reason":"BUSINESS_VALIDATION_FAILED","ErrorDetails":[{"BusinessValidationError":)"
            R"({"Message":"The account is not on a paid plan.",)"
            R"("Code":"INELIGIBLE_ACCOUNT_TIER"}}])");
  EXPECT_EQ(both.body<ValidationException>()->message.view(), "Not like this.");
  EXPECT_EQ(both.body<ValidationException>()->error_details->size(), 2U);
}

template <class Reason>
void expect_sentences() {
  for (std::size_t i = 0; i < wire_names(Reason{}).size(); ++i) {
    std::string sentence(message_of(static_cast<Reason>(i)));
    EXPECT_THAT(sentence, testing::EndsWith(".")) << wire_names(Reason{})[i];
  }
}

TEST(Errors, HaveASentenceForEveryReason) {
  expect_sentences<ResourceNotFoundExceptionReason>();
  expect_sentences<AccessDeniedExceptionReason>();
  expect_sentences<ConflictExceptionReason>();
  expect_sentences<ServiceQuotaExceededExceptionReason>();
  expect_sentences<BusinessValidationCode>();
}

}  // namespace
}  // namespace amity::account
