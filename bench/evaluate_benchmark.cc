// What the policies of a caller cost: evaluate_benchmark [--benchmark_filter=...].
#include "protocol/iam/evaluate.h"

#include <benchmark/benchmark.h>

#include <string>

namespace amity::iam {
namespace {

constexpr std::string_view kResource =
    "arn:aws:partnercentral:us-east-1::catalog/AWS/connection-invitation/pacinv-0123456789abc";

class CallContext final : public Context {
 public:
  std::optional<std::span<const std::string_view>> find(std::string_view key) const override {
    static constexpr std::pair<std::string_view, std::string_view> kValues[] = {
        {"partnercentral:catalog", "AWS"},
        {"aws:username", "ana"},
        {"aws:sourceip", "203.0.113.9"},
        {"aws:currenttime", "2026-03-01T13:42:05Z"},
        {"aws:principaltag/team", "red"}};
    for (const auto& [name, value] : kValues)
      if (name == key) return std::span(&value, 1);
    return std::nullopt;
  }
};

NamedPolicy compiled(const std::string& json) {
  return {"p", std::make_shared<const Policy>(Policy::parse(json, PolicyKind::identity))};
}

Principal user() {
  Principal principal;
  principal.type = PrincipalType::user;
  principal.account = "111122223333";
  return principal;
}

std::string policy_of(const std::vector<std::string>& statements) {
  std::string json = R"({"Version":"2012-10-17","Statement":[)";
  for (std::size_t i = 0; i < statements.size(); ++i) json += (i > 0 ? "," : "") + statements[i];
  return json + "]}";
}

void judge(benchmark::State& state, const Principal& principal) {
  CallContext context;
  for (auto _ : state)
    benchmark::DoNotOptimize(
        evaluate(principal, {"partnercentral:GetConnectionInvitation", kResource, context}));
}

void allow_all(benchmark::State& state) {
  Principal principal = user();
  principal.identity_policies.push_back(
      compiled(policy_of({R"({"Effect":"Allow","Action":"*","Resource":"*"})"})));
  judge(state, principal);
}
BENCHMARK(allow_all);

// As people write them: grants of a few actions each on some resources, some with conditions, and
// a Deny or two; the one statement that allows this call is the last.
void ten_of_ten(benchmark::State& state) {
  const std::vector<std::string> statements = {
      R"({"Effect":"Allow","Action":["partnercentral:GetPartner","partnercentral:ListPartners"],"Resource":"*"})",
      R"({"Effect":"Allow","Action":["partnercentral:CreateOpportunity","partnercentral:UpdateOpportunity"],"Resource":"*","Condition":{"StringEquals":{"partnercentral:Catalog":"AWS"}}})",
      R"({"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::logos-${aws:username}/*"})",
      R"({"Effect":"Deny","Action":"partnercentral:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]}}})",
      R"({"Effect":"Allow","Action":"partnercentral:Put*","Resource":"arn:aws:partnercentral:*:*:catalog/Sandbox/*"})",
      R"({"Effect":"Allow","Action":["iam:PassRole"],"Resource":"arn:aws:iam::*:role/PartnerCentralRoleFor*"})",
      R"({"Effect":"Deny","Action":["partnercentral:CancelConnection","partnercentral:StartVerification"],"Resource":"*"})",
      R"({"Effect":"Allow","Action":"partnercentral:Get*","Resource":"arn:aws:partnercentral:*:*:catalog/Sandbox/*","Condition":{"StringLike":{"aws:PrincipalTag/team":"r*"}}})",
      R"({"Effect":"Allow","Action":["partnercentral:TagResource","partnercentral:UntagResource","partnercentral:ListTagsForResource"],"Resource":"arn:aws:partnercentral:*:*:catalog/*/partner/*"})"};
  Principal principal = user();
  for (int i = 0; i < 10; ++i) {
    std::vector<std::string> of_this = statements;
    of_this.push_back(
        i < 9
            ? R"({"Effect":"Allow","Action":"ec2:*","Resource":"*"})"
            : R"({"Effect":"Allow","Action":"partnercentral:*Invitation","Resource":"arn:aws:partnercentral:*:*:catalog/AWS/*","Condition":{"StringEquals":{"partnercentral:Catalog":"AWS"}}})");
    principal.identity_policies.push_back(compiled(policy_of(of_this)));
  }
  judge(state, principal);
}
BENCHMARK(ten_of_ten);

// As nobody should: each of a hundred statements is about this action and this resource, and is
// kept from it by its condition alone.
void a_hundred_conditions(benchmark::State& state) {
  Principal principal = user();
  std::vector<std::string> statements(
      10,
      R"({"Effect":"Deny","Action":"partnercentral:*","Resource":"*","Condition":{"StringEquals":{"partnercentral:Catalog":"Sandbox"}}})");
  for (int i = 0; i < 10; ++i)
    principal.identity_policies.push_back(compiled(policy_of(statements)));
  judge(state, principal);
}
BENCHMARK(a_hundred_conditions);

}  // namespace
}  // namespace amity::iam

BENCHMARK_MAIN();
