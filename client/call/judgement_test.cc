#include "client/call/judgement.h"

#include "client/call/retry_quota.h"

#include <gtest/gtest.h>

namespace amity::client {

void PrintTo(Failure failure, std::ostream* out) { *out << static_cast<int>(failure); }

namespace {

using Kind = TransportError::Kind;

TEST(AJudgement, OfNoResponseDependsOnWhetherTheServiceMayHaveSeenTheRequest) {
  struct Row {
    Kind kind;
    Failure failure;
    bool harmless, in_doubt;  // whether a call is repeated that may be, that may never be
  };
  for (const Row& row : {Row{Kind::could_not_connect, Failure::transient, true, true},
                         Row{Kind::connect_timed_out, Failure::transient, true, true},
                         Row{Kind::tls, Failure::final, false, false},
                         Row{Kind::timed_out, Failure::transient, true, false},
                         Row{Kind::broken, Failure::transient, true, false},
                         Row{Kind::too_large, Failure::final, false, false},
                         Row{Kind::unsendable, Failure::final, false, false}}) {
    SCOPED_TRACE(static_cast<int>(row.kind));
    auto of = [&](Repeat repeat) { return judge(TransportError{row.kind, ""}, repeat); };
    EXPECT_EQ(of(Repeat::always).failure, row.failure);
    EXPECT_EQ(of(Repeat::always).repeat, row.harmless);
    EXPECT_EQ(of(Repeat::with_token).repeat, row.harmless);
    EXPECT_EQ(of(Repeat::never).repeat, row.in_doubt);
    EXPECT_FALSE(of(Repeat::always).at_once);
  }
}

TEST(AJudgement, LosesNoTimeOverAConnectionThatWasClosedWhileItWasIdle) {
  TransportError closed{Kind::broken, "", true};
  EXPECT_TRUE(judge(closed, Repeat::always).at_once);
  EXPECT_FALSE(judge(closed, Repeat::never).repeat);
}

TEST(AJudgement, OfAnErrorDependsOnItsCodeAndStatus) {
  struct Row {
    int status;
    const char* code;
    bool clock_differs;
    Failure failure;
    bool harmless, in_doubt;
  };
  for (const Row& row : {
           Row{409, "ConflictException", false, Failure::final, false, false},
           Row{400, "ValidationException", true, Failure::final, false, false},
           Row{403, "AccessDeniedException", false, Failure::final, false, false},
           Row{402, "ServiceQuotaExceededException", false, Failure::final, false, false},
           Row{307, "HTTP307", false, Failure::final, false, false},
           Row{501, "HTTP501", false, Failure::final, false, false},
           // Throttled is not carried out.
           Row{429, "ThrottlingException", false, Failure::throttled, true, true},
           Row{400, "ThrottlingException", false, Failure::throttled, true, true},
           Row{429, "HTTP429", false, Failure::throttled, true, true},
           Row{503, "SlowDown", false, Failure::throttled, true, true},
           // It may have been carried out.
           Row{500, "InternalServerException", false, Failure::transient, true, false},
           Row{400, "RequestTimeout", false, Failure::transient, true, false},
           Row{502, "HTTP502", false, Failure::transient, true, false},
           Row{503, "ServiceUnavailable", false, Failure::transient, true, false},
           Row{504, "HTTP504", false, Failure::transient, true, false},
           // It was not even begun.
           Row{400, "ExpiredTokenException", false, Failure::stale_credentials, true, true},
           Row{403, "UnrecognizedClientException", false, Failure::stale_credentials, true, true},
           Row{403, "InvalidSignatureException", true, Failure::wrong_clock, true, true},
           Row{403, "SignatureDoesNotMatch", true, Failure::wrong_clock, true, true},
           Row{403, "RequestTimeTooSkewed", true, Failure::wrong_clock, true, true},
           Row{403, "InvalidSignatureException", false, Failure::final, false, false},
       }) {
    SCOPED_TRACE(std::to_string(row.status) + " " + row.code);
    auto of = [&](Repeat repeat) { return judge(row.status, row.code, row.clock_differs, repeat); };
    EXPECT_EQ(of(Repeat::always).failure, row.failure);
    EXPECT_EQ(of(Repeat::always).repeat, row.harmless);
    EXPECT_EQ(of(Repeat::with_token).repeat, row.harmless);
    EXPECT_EQ(of(Repeat::never).repeat, row.in_doubt);
  }
}

TEST(TheRetryQuota, RunsOutAndIsPaidBack) {
  RetryQuota quota;
  int repeats = 0;
  while (quota.take(RetryQuota::cost(Failure::transient))) ++repeats;
  EXPECT_EQ(repeats, 500 / 14);

  int left = quota.left();
  quota.give_back(0);  // a call that needed no repeat
  EXPECT_EQ(quota.left(), left + 1);
  quota.give_back(14);
  EXPECT_TRUE(quota.take(14));

  for (int i = 0; i < 1000; ++i) quota.give_back(0);
  EXPECT_EQ(quota.left(), RetryQuota::kCapacity);
  EXPECT_EQ(RetryQuota::cost(Failure::throttled), 5);
}

}  // namespace
}  // namespace amity::client
