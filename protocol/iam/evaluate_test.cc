#include "protocol/iam/judge_test.h"

#include <gmock/gmock.h>

namespace amity::iam {
namespace {

std::string statement(std::string_view effect, std::string_view rest) {
  return R"({"Version":"2012-10-17","Statement":{"Effect":")" + std::string(effect) + "\"," +
         std::string(rest) + "}}";
}

std::string actions(std::string_view action, std::string_view effect = "Allow") {
  return statement(effect, R"("Action":)" + std::string(action) + R"(,"Resource":"*")");
}

std::string resources(std::string_view resource) {
  return statement("Allow", R"("Action":"*","Resource":)" + std::string(resource));
}

const TestContext kNothing({});

TEST(Action, IsFoundWithoutCaseByNameAndByPattern) {
  for (std::string_view found :
       {R"("*")", R"("partnercentral:GetPartner")", R"("PARTNERCENTRAL:getpartner")",
        R"("partnercentral:Get*")", R"("partnercentral:*Partner")", R"("partnercentral:G?tP*r")",
        R"("*:GetPartner")", R"(["a:B","partnercentral:GetPartner"])"})
    EXPECT_EQ(judge(actions(found)), Verdict::allowed) << found;
  for (std::string_view missed :
       {R"("partnercentral:GetPartners")", R"("partnercentral:List*")", R"("partner:GetPartner")",
        R"("partnercentral:?GetPartner")", R"(["a:B","a:C"])"})
    EXPECT_EQ(judge(actions(missed)), Verdict::implicitly_denied) << missed;
}

TEST(Action, MayBeAllButSome) {
  std::string policy = statement("Allow", R"("NotAction":["partnercentral:Get*"],"Resource":"*")");
  EXPECT_EQ(judge(policy), Verdict::implicitly_denied);
  EXPECT_EQ(judge(policy, kNothing, "partnercentral:ListPartners"), Verdict::allowed);
}

TEST(Resource, IsComparedWithItsCase) {
  for (
      std::string_view found :
      {R"("*")", R"("arn:aws:partnercentral:*:111122223333:catalog/AWS/partner/*")",
       R"("arn:aws:partnercentral:us-east-1:*")", R"("arn:aws:partnercentral:*:*:catalog/AWS/*")",
       R"("arn:aws:partnercentral:us-east-1:111122223333:catalog/AWS/partner/partner-222222222aaa?")"})
    EXPECT_EQ(judge(resources(found)), Verdict::allowed) << found;
  for (std::string_view missed :
       {R"("arn:aws:partnercentral:*:111122223333:CATALOG/AWS/partner/*")",
        R"("arn:aws:partnercentral:*:111122223333:catalog/Sandbox/*")",
        R"("arn:aws:partnercentral:*:111122223333:catalog/AWS/partner")"})
    EXPECT_EQ(judge(resources(missed)), Verdict::implicitly_denied) << missed;
}

TEST(Resource, OfAnActionWithoutOneIsAStar) {
  EXPECT_EQ(judge(resources(R"("*")"), kNothing, "partnercentral:ListPartners", "*"),
            Verdict::allowed);
  EXPECT_EQ(judge(resources(R"("arn:aws:partnercentral:*:*:*")"), kNothing,
                  "partnercentral:ListPartners", "*"),
            Verdict::implicitly_denied);
}

TEST(Resource, MayHaveVariables) {
  std::string policy =
      resources(R"("arn:aws:partnercentral:*:*:catalog/${aws:PrincipalTag/catalog}/partner/*")");
  EXPECT_EQ(judge(policy, TestContext(TestContext::Values{{"aws:principaltag/catalog", {"AWS"}}})),
            Verdict::allowed);
  EXPECT_EQ(judge(policy, TestContext(TestContext::Values{{"aws:principaltag/catalog", {"*"}}})),
            Verdict::implicitly_denied)
      << "a value is no pattern";
  EXPECT_EQ(judge(policy), Verdict::implicitly_denied) << "what has no value matches nothing";
}

TEST(Resource, OfAllButSomeKeepsOutWhatHasNoValue) {
  std::string policy = statement(
      "Deny", R"("Action":"*","NotResource":"arn:aws:partnercentral:*:*:catalog/${a:b}/*")");
  EXPECT_EQ(judge(policy, TestContext(TestContext::Values{{"a:b", {"AWS"}}})),
            Verdict::implicitly_denied);
  EXPECT_EQ(judge(policy), Verdict::explicitly_denied);
}

TEST(Evaluate, LetsRootDoAnything) {
  Principal root;
  root.account = "111122223333";
  EXPECT_TRUE(evaluate(root, {"a:B", "*", kNothing}).allowed());
}

TEST(Evaluate, AllowsNothingWithoutPolicies) {
  Decision decision = evaluate(user({}), {"a:B", "*", kNothing});

  EXPECT_EQ(decision.verdict, Verdict::implicitly_denied);
  EXPECT_EQ(decision.layer, Layer::identity);
  EXPECT_EQ(decision.policy, nullptr);
}

TEST(Evaluate, SaysWhichStatementAllows) {
  Principal ana = user({named("first", actions(R"("a:C")")), named("second", R"({"Statement":[
                            {"Effect":"Allow","Action":"a:C","Resource":"*"},
                            {"Effect":"Allow","Action":"a:B","Resource":"*"}]})")});

  Decision decision = evaluate(ana, {"a:B", "*", kNothing});

  EXPECT_TRUE(decision.allowed());
  ASSERT_NE(decision.policy, nullptr);
  EXPECT_EQ(decision.policy->name, "second");
  EXPECT_EQ(decision.statement, 1u);
}

TEST(Evaluate, DeniesWhateverLayerDenies) {
  std::string allow = actions(R"("*")");
  std::string deny = actions(R"("a:B")", "Deny");
  Principal identity = user({named("allow", allow), named("deny", deny)});
  Principal boundary = user({named("allow", allow)});
  boundary.permissions_boundary = named("deny", deny);
  Principal session = user({named("allow", allow)});
  session.session_policies = {named("deny", deny)};

  for (const auto& [principal, layer] :
       {std::pair(identity, Layer::identity), std::pair(boundary, Layer::boundary),
        std::pair(session, Layer::session)}) {
    Decision decision = evaluate(principal, {"a:B", "*", kNothing});
    EXPECT_EQ(decision.verdict, Verdict::explicitly_denied);
    EXPECT_EQ(decision.layer, layer);
    ASSERT_NE(decision.policy, nullptr);
    EXPECT_EQ(decision.policy->name, "deny");
  }
}

TEST(Evaluate, NeedsEachLayerThatThereIs) {
  Principal ana = user({named("allow", actions(R"("*")"))});
  ana.permissions_boundary = named("boundary", actions(R"(["a:B","a:C"])"));
  ana.session_policies = {named("session", actions(R"("a:B")")),
                          named("another", actions(R"("a:D")"))};

  EXPECT_TRUE(evaluate(ana, {"a:B", "*", kNothing}).allowed());
  EXPECT_EQ(evaluate(ana, {"a:C", "*", kNothing}).layer, Layer::session);
  EXPECT_EQ(evaluate(ana, {"a:D", "*", kNothing}).layer, Layer::boundary);
  EXPECT_FALSE(evaluate(ana, {"a:C", "*", kNothing}).allowed());
  EXPECT_FALSE(evaluate(ana, {"a:D", "*", kNothing}).allowed());
}

TEST(Evaluate, GrantsNothingByABoundaryAlone) {
  Principal ana = user({});
  ana.permissions_boundary = named("boundary", actions(R"("*")"));
  EXPECT_EQ(evaluate(ana, {"a:B", "*", kNothing}).verdict, Verdict::implicitly_denied);
}

TEST(Evaluate, NeedsNoIdentityPolicyWhereAResourceNamesTheCaller) {
  Principal ana = user({named("deny", actions(R"("a:D")", "Deny"))});
  ana.permissions_boundary = named("boundary", actions(R"(["a:B","a:D"])"));

  EXPECT_TRUE(evaluate_limits(ana, {"a:B", "*", kNothing}).allowed());
  EXPECT_EQ(evaluate_limits(ana, {"a:C", "*", kNothing}).layer, Layer::boundary);
  EXPECT_FALSE(evaluate_limits(ana, {"a:C", "*", kNothing}).allowed());
  EXPECT_EQ(evaluate_limits(ana, {"a:D", "*", kNothing}).verdict, Verdict::explicitly_denied);
}

TEST(Evaluate, ComparesActionsOfAnyLength) {
  std::string action = "a:" + std::string(500, 'B');
  EXPECT_FALSE(
      evaluate(user({named("p", actions(R"("a:B")"))}), {action, "*", kNothing}).allowed());
}

Principal session() {
  Principal caller = user({});
  caller.type = PrincipalType::assumed_role;
  caller.arn = "arn:aws:sts::111122223333:assumed-role/Reader/s1";
  caller.session_issuer_arn = "arn:aws:iam::111122223333:role/Reader";
  return caller;
}

TrustDecision trusts(std::string_view principal, const Principal& caller,
                     std::string_view effect = "Allow", std::string_view more = "") {
  Policy policy = Policy::parse(R"({"Statement":{"Effect":")" + std::string(effect) +
                                    R"(","Action":"sts:AssumeRole","Principal":)" +
                                    std::string(principal) + std::string(more) + "}}",
                                PolicyKind::trust);
  return evaluate_trust(policy, caller, {"sts:AssumeRole", "*", kNothing});
}

TEST(Trust, IsGivenByAccountByNameAndToEverybody) {
  for (std::string_view account :
       {R"("*")", R"({"AWS":"*"})", R"({"AWS":"111122223333"})",
        R"({"AWS":["444455556666","arn:aws:iam::111122223333:root"]})"}) {
    TrustDecision decision = trusts(account, user({}));
    EXPECT_EQ(decision.verdict, Verdict::allowed) << account;
    EXPECT_FALSE(decision.names_caller) << account;
  }
  TrustDecision by_name = trusts(R"({"AWS":"arn:aws:iam::111122223333:user/ana"})", user({}));
  EXPECT_EQ(by_name.verdict, Verdict::allowed);
  EXPECT_TRUE(by_name.names_caller);
}

TEST(Trust, InARoleIsTrustInItsSessions) {
  EXPECT_TRUE(trusts(R"({"AWS":"arn:aws:iam::111122223333:role/Reader"})", session()).names_caller);
  EXPECT_TRUE(trusts(R"({"AWS":"arn:aws:sts::111122223333:assumed-role/Reader/s1"})", session())
                  .names_caller);
  EXPECT_EQ(
      trusts(R"({"AWS":"arn:aws:sts::111122223333:assumed-role/Reader/s2"})", session()).verdict,
      Verdict::implicitly_denied);
}

TEST(Trust, IsNotGivenToOthers) {
  for (std::string_view other :
       {R"({"AWS":"444455556666"})", R"({"AWS":"arn:aws:iam::111122223333:user/bo"})",
        R"({"Service":"ec2.amazonaws.com"})", R"({"Federated":"accounts.google.com"})"})
    EXPECT_EQ(trusts(other, user({})).verdict, Verdict::implicitly_denied) << other;
}

TEST(Trust, MayBeDeniedAndMayHaveConditions) {
  EXPECT_EQ(trusts(R"("*")", user({}), "Deny").verdict, Verdict::explicitly_denied);
  EXPECT_EQ(
      trusts(R"("*")", user({}), "Allow", R"(,"Condition":{"StringEquals":{"sts:ExternalId":"x"}})")
          .verdict,
      Verdict::implicitly_denied);
}

}  // namespace
}  // namespace amity::iam
