// An evaluation never touches the heap, whatever the policies say: counts what it allocates. The
// sanitizers bring allocators of their own; there this file is silent.
#include "protocol/iam/judge_test.h"
#include "protocol/shape/allocations_test.h"

#include <gtest/gtest.h>

#include <cstddef>

namespace amity::iam {
namespace {

TEST(Allocation, IsNoPartOfAnEvaluation) {
  if (!shape::counts_allocations) GTEST_SKIP() << "the sanitizer has an operator new of its own";
  std::size_t before_parsing = shape::allocations;
  Principal ana = user({named("p", R"({"Version":"2012-10-17","Statement":[
    {"Effect":"Deny","NotAction":"a:*","Resource":"*"},
    {"Effect":"Allow","Action":"*:Get*","NotResource":"arn:aws:*:${aws:username,'nobody at all'}/*",
     "Condition":{
      "StringLike":{"aws:userid":"*${aws:username}*?"},
      "StringNotEqualsIgnoreCase":{"a:b":"${a:c, 'some long default value here'}"},
      "NumericLessThan":{"a:n":"12.5"},
      "DateGreaterThan":{"aws:CurrentTime":"2020-01-01T00:00:00Z"},
      "Bool":{"aws:SecureTransport":"true"},
      "BinaryEquals":{"a:binary":"YQ=="},
      "IpAddress":{"aws:SourceIp":["10.0.0.0/8","2001:db8::/32"]},
      "ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:user/*"},
      "Null":{"a:none":"true"},
      "ForAllValues:StringLike":{"aws:TagKeys":["t*","cost"]}}}]})")});
  ana.permissions_boundary = named("boundary", allow_if("{}"));
  ana.session_policies = {named("session", allow_if(R"({"Bool":{"aws:SecureTransport":true}})"))};
  EXPECT_GT(shape::allocations, before_parsing) << "nothing is counted";
  TestContext context({{"aws:userid", {"AROA:ana-longer-than-any-small-string-buffer"}},
                       {"aws:username", {"ana"}},
                       {"a:b", {"x"}},
                       {"a:n", {"3"}},
                       {"a:binary", {"a"}},
                       {"aws:currenttime", {"2026-03-01T13:42:05.123Z"}},
                       {"aws:securetransport", {"true"}},
                       {"aws:sourceip", {"2001:db8::7"}},
                       {"aws:principalarn", {"arn:aws:iam::111122223333:user/ana"}},
                       {"aws:tagkeys", {"team", "cost"}}});
  std::size_t before = shape::allocations;

  Decision decision = evaluate(ana, {"a:GetSomething", kPartner, context});

  EXPECT_EQ(shape::allocations - before, 0u);
  EXPECT_TRUE(decision.allowed());
}

}  // namespace
}  // namespace amity::iam
