#include "account/domain/letter_case.h"
#include "admin/operations/bodies.h"
#include "admin/operations/identity_lookup.h"
#include "identity/principal.h"
#include "protocol/iam/evaluate.h"

#include <map>
#include <vector>

namespace amity::admin {
namespace {

namespace domain = account::domain;

// What the request says is known.
class GivenContext final : public iam::Context {
 public:
  explicit GivenContext(const std::optional<ContextEntryList>& entries) {
    if (!entries) return;
    for (const ContextEntry& entry : *entries) {
      auto& values = values_[domain::in_lower_case(entry.context_key_name.view())];
      for (const ContextValue& value : entry.context_key_values) values.push_back(value.view());
    }
  }

  std::optional<std::span<const std::string_view>> find(std::string_view key) const override {
    auto found = values_.find(key);
    if (found == values_.end()) return std::nullopt;
    return std::span<const std::string_view>(found->second);
  }

 private:
  std::map<std::string, std::vector<std::string_view>, std::less<>> values_;
};

EvalDecision decision_of(iam::Verdict verdict) {
  switch (verdict) {
    case iam::Verdict::allowed:
      return EvalDecision::allowed;
    case iam::Verdict::implicitly_denied:
      return EvalDecision::implicitDeny;
    case iam::Verdict::explicitly_denied:
      return EvalDecision::explicitDeny;
  }
  return EvalDecision::implicitDeny;
}

static_assert(static_cast<int>(DecidingLayer::SessionPolicy) ==
              static_cast<int>(iam::Layer::session));

domain::IdentityKey source_of(const Call& call, const SimulatePrincipalPolicyRequest& request) {
  auto named = domain::parse_iam_arn(call.settings.place, request.policy_source_arn.view());
  if (!named || (named->type != "user" && named->type != "role") ||
      named->account != account_in(request.account))
    throw invalid("PolicySourceArn is the ARN of a user or role of the account.");
  return {*named->account, named->type == "user" ? IdentityKind::user : IdentityKind::role,
          std::string(named->name)};
}

}  // namespace

// Plays what policies would say, and shows which statement decides.
SimulatePrincipalPolicyResponse simulate_principal_policy(
    ReadTx& tx, const Call& call, const SimulatePrincipalPolicyRequest& request) {
  domain::Identity source = require_identity(tx, source_of(call, request));
  identity::CompiledPolicies policies;
  iam::Principal principal = identity::principal_of(tx, call.settings.place, source, policies);
  GivenContext context(request.context_entries);
  ResourceNameList everything;
  everything.items.emplace_back("*");

  SimulatePrincipalPolicyResponse response;
  for (const ActionName& action : request.action_names) {
    for (const ResourceName& resource : request.resource_arns.value_or(everything)) {
      auto decided = iam::evaluate(principal, {action.view(), resource.view(), context});
      EvaluationResult& result = response.evaluation_results.items.emplace_back();
      result.eval_action_name = action;
      result.eval_resource_name = resource;
      result.eval_decision = decision_of(decided.verdict);
      result.decided_by = static_cast<DecidingLayer>(decided.layer);
      if (decided.policy == nullptr) continue;
      MatchedStatement& matched = result.matched_statements.items.emplace_back();
      matched.source_policy_id = Sentence(decided.policy->name);
      matched.statement = Count(static_cast<std::int64_t>(decided.statement) + 1);
      matched.line =
          Count(static_cast<std::int64_t>(decided.policy->policy->line(decided.statement)));
      matched.sid = Sentence(decided.policy->policy->sid(decided.statement));
    }
  }
  return response;
}

}  // namespace amity::admin
