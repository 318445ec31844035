#include "protocol/access/request_context.h"

#include "protocol/access/denial.h"

#include <gtest/gtest.h>

namespace amity::access {
namespace {

constexpr Timestamp kNow{1'767'225'600'000};  // 2026-01-01T00:00:00Z

iam::Principal session() {
  iam::Principal principal;
  principal.type = iam::PrincipalType::assumed_role;
  principal.account = "111111111111";
  principal.arn = "arn:aws:sts::111111111111:assumed-role/Reader/ada";
  principal.id = "AROAREADER:ada";
  principal.tags = {{"Team", "blue"}, {"site", ""}};
  principal.session_issuer_arn = "arn:aws:iam::111111111111:role/Reader";
  principal.session_issued_at = "2025-12-31T23:00:00.000Z";
  return principal;
}

std::string value(const iam::Principal& principal, std::string_view peer, std::string_view key) {
  http::Request request;
  request.peer = peer;
  RequestContext context(principal, request, "us-east-1", kNow);
  auto values = context.find(key);
  if (!values) return "(absent)";
  EXPECT_EQ(values->size(), 1U);
  return std::string(values->front());
}

TEST(RequestContext, NamesTheRoleOfASession) {
  EXPECT_EQ(value(session(), "10.0.0.1", "aws:principalarn"),
            "arn:aws:iam::111111111111:role/Reader");
  EXPECT_EQ(value(session(), "10.0.0.1", "aws:principaltype"), "AssumedRole");
  EXPECT_EQ(value(session(), "10.0.0.1", "aws:userid"), "AROAREADER:ada");
  EXPECT_EQ(value(session(), "10.0.0.1", "aws:username"), "(absent)");
}

// Policies that AWS's documentation gives lean on these: a Deny must not be without effect.
TEST(RequestContext, KnowsWhatTellsSessionsAndServicesApart) {
  iam::Principal root;
  EXPECT_EQ(value(session(), "10.0.0.1", "aws:tokenissuetime"), "2025-12-31T23:00:00.000Z");
  EXPECT_EQ(value(root, "10.0.0.1", "aws:tokenissuetime"), "(absent)");
  EXPECT_EQ(value(session(), "10.0.0.1", "aws:multifactorauthpresent"), "false");
  EXPECT_EQ(value(root, "10.0.0.1", "aws:multifactorauthpresent"), "(absent)");
  EXPECT_EQ(value(root, "10.0.0.1", "aws:viaawsservice"), "false");
  EXPECT_EQ(value(root, "10.0.0.1", "aws:principalisawsservice"), "false");
}

TEST(RequestContext, FindsTagsWhateverTheCaseOfTheirKeys) {
  EXPECT_EQ(value(session(), "10.0.0.1", "aws:principaltag/team"), "blue");
  EXPECT_EQ(value(session(), "10.0.0.1", "aws:principaltag/site"), "");
  EXPECT_EQ(value(session(), "10.0.0.1", "aws:principaltag/cost"), "(absent)");
}

TEST(RequestContext, KnowsAnIpv4CallerOfAListenerForBoth) {
  EXPECT_EQ(value(session(), "::ffff:10.0.0.1", "aws:sourceip"), "10.0.0.1");
  EXPECT_EQ(value(session(), "::ffff:a00:1", "aws:sourceip"), "::ffff:a00:1");
  EXPECT_EQ(value(session(), "2001:db8::1", "aws:sourceip"), "2001:db8::1");
}

TEST(RequestContext, TellsTheTime) {
  EXPECT_EQ(value(session(), "10.0.0.1", "aws:currenttime"), "2026-01-01T00:00:00.000Z");
  EXPECT_EQ(value(session(), "10.0.0.1", "aws:epochtime"), "1767225600");
}

TEST(Denial, SaysWhoWhatOnWhatAndWhy) {
  http::Request none;
  iam::Principal principal = session();
  RequestContext context(principal, none, "us-east-1", kNow);
  iam::Request request{"partnercentral:GetPartner", "*", context};
  std::string start =
      "User: arn:aws:sts::111111111111:assumed-role/Reader/ada is not authorized to perform: "
      "partnercentral:GetPartner on resource: * ";
  auto text = [&](iam::Verdict verdict, iam::Layer layer) {
    return denial(principal, request, {.verdict = verdict, .layer = layer});
  };

  using enum iam::Verdict;
  EXPECT_EQ(text(implicitly_denied, iam::Layer::boundary),
            start + "because no permissions boundary allows the partnercentral:GetPartner action");
  EXPECT_EQ(text(implicitly_denied, iam::Layer::session),
            start + "because no session policy allows the partnercentral:GetPartner action");
  EXPECT_EQ(text(explicitly_denied, iam::Layer::identity),
            start + "with an explicit deny in an identity-based policy");
  EXPECT_EQ(text(explicitly_denied, iam::Layer::boundary),
            start + "with an explicit deny in a permissions boundary");
}

}  // namespace
}  // namespace amity::access
