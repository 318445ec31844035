// What the clock makes of a verification.
#include "account/domain/verification.h"

#include <gtest/gtest.h>

namespace amity::account::domain {
namespace {

constexpr Timestamp kStart{1'000'000};
constexpr Timestamp kCheckEnds = kStart + minutes(1);
constexpr Timestamp kPageExpires = kStart + days(7);

Verification business(VerificationStatus finding) {
  Verification verification;
  verification.type = VerificationType::BUSINESS_VERIFICATION;
  verification.status = VerificationStatus::IN_PROGRESS;
  verification.started_at = kStart;
  verification.due_at = kCheckEnds;
  verification.finding = finding;
  return verification;
}

TEST(Verification, IsWhatTheCheckFoundFromThenOn) {
  for (auto finding :
       {VerificationStatus::SUCCEEDED, VerificationStatus::FAILED, VerificationStatus::REJECTED}) {
    Verification verification = business(finding);

    EXPECT_EQ(as_of(verification, kCheckEnds - milliseconds(1)).status,
              VerificationStatus::IN_PROGRESS);
    Verification ended = as_of(verification, kCheckEnds + days(1));
    EXPECT_EQ(ended.status, finding);
    EXPECT_EQ(ended.completed_at, kCheckEnds) << "whenever somebody looks";
    EXPECT_EQ(ended.reason.has_value(), finding != VerificationStatus::SUCCEEDED);
    EXPECT_EQ(next_change(ended), std::nullopt);
  }
}

TEST(Verification, AsksAndThenExpiresUnlessTheFormIsSent) {
  Verification verification = business(VerificationStatus::PENDING_CUSTOMER_ACTION);
  verification.page_expires_at = kPageExpires;
  EXPECT_EQ(next_change(verification), kCheckEnds);

  Verification asking = as_of(verification, kCheckEnds);
  EXPECT_EQ(asking.status, VerificationStatus::PENDING_CUSTOMER_ACTION);
  EXPECT_EQ(asking.completed_at, std::nullopt);
  EXPECT_EQ(next_change(asking), kPageExpires);
  EXPECT_FALSE(has_expired(asking));

  Verification expired = as_of(verification, kPageExpires);
  EXPECT_EQ(expired.status, VerificationStatus::FAILED);
  EXPECT_EQ(expired.completed_at, kPageExpires);
  EXPECT_TRUE(has_expired(expired));
}

TEST(Verification, WaitsForTheOperatorWhereNoTimeIsSet) {
  Verification verification = business(VerificationStatus::SUCCEEDED);
  verification.due_at.reset();
  EXPECT_EQ(as_of(verification, kStart + days(1000)).status, VerificationStatus::IN_PROGRESS);

  EXPECT_TRUE(conclude(verification, VerificationAct::reject, kCheckEnds,
                       VerificationStatusReason("No such street.")));
  EXPECT_EQ(verification.status, VerificationStatus::REJECTED);
  EXPECT_EQ(verification.reason.value().view(), "No such street.");
  EXPECT_EQ(verification.completed_at, kCheckEnds);
  EXPECT_FALSE(conclude(verification, VerificationAct::succeed, kCheckEnds, std::nullopt));
}

}  // namespace
}  // namespace amity::account::domain
