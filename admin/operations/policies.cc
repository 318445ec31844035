// File: policies.cc, contains the operations on managed policies.
#include "account/domain/managed_policies.h"
#include "admin/operations/bodies.h"
#include "admin/operations/identity_lookup.h"
#include "identity/credentials.h"

namespace amity::admin {
namespace {

namespace domain = account::domain;

Policy details(ReadTx& tx, const Call& call, const domain::ManagedPolicy& policy) {
  Policy shown;
  shown.policy_name = PolicyName(policy.name);
  shown.policy_id = UniqueId(policy.id);
  shown.arn = Arn(domain::arn(call.settings.place, policy));
  shown.path = IdentityPath(policy.path);
  shown.attachment_count = Count(
      static_cast<std::int64_t>(tx.identities().attachments_of(policy.account, shown.arn.view())));
  shown.description = Description(policy.description);
  shown.create_date = policy.created_at;
  return shown;
}

// One of AWS's own, for an account.
Policy details_of_aws(ReadTx& tx, domain::AccountId account,
                      const domain::ManagedPolicyOfAws& policy) {
  Policy shown;
  shown.policy_name = PolicyName(policy.name);
  shown.arn = Arn(policy.arn);
  shown.path = IdentityPath("/");
  shown.attachment_count =
      Count(static_cast<std::int64_t>(tx.identities().attachments_of(account, policy.arn)));
  return shown;
}

// The account's policy of that ARN, or nothing.
std::optional<domain::ManagedPolicy> own_policy(ReadTx& tx, const Call& call,
                                                const PolicyRequest& request) {
  domain::AccountId account = account_in(request.account);
  auto named = domain::parse_iam_arn(call.settings.place, request.policy_arn.view());
  if (!named || named->type != "policy" || named->account != account) return std::nullopt;
  auto policy = tx.identities().policy(account, named->name);
  if (policy && policy->path != named->path) return std::nullopt;
  return policy;
}

shape::ApiError no_such_policy(const PolicyRequest& request) {
  return not_found("There is no policy " + request.policy_arn.str() + " for this account.");
}

}  // namespace

CreatePolicyResponse create_policy(WriteTx& tx, const Call& call,
                                   const CreatePolicyRequest& request) {
  require_account(tx, request.account);
  require_document(request.policy_document.view(), iam::PolicyKind::identity);
  domain::ManagedPolicy policy;
  policy.account = account_in(request.account);
  policy.name = request.policy_name.str();
  if (request.path) policy.path = request.path->str();
  policy.id = identity::make_identifier(domain::kPolicyPrefix, call.secrets);
  policy.document = request.policy_document.str();
  if (request.description) policy.description = request.description->str();
  policy.created_at = call.now;
  if (!tx.identities().insert(policy))
    throw conflict("The account has a policy " + policy.name +
                   " already; case makes no difference.");
  return {details(tx, call, policy)};
}

GetPolicyResponse get_policy(ReadTx& tx, const Call& call, const GetPolicyRequest& request) {
  require_account(tx, request.account);
  GetPolicyResponse response;
  if (const auto* aws = domain::find_managed_policy(request.policy_arn.view())) {
    response.policy = details_of_aws(tx, account_in(request.account), *aws);
    response.policy.policy_document = PolicyDocument(aws->document);
    return response;
  }
  auto policy = own_policy(tx, call, request);
  if (!policy) throw no_such_policy(request);
  response.policy = details(tx, call, *policy);
  response.policy.policy_document = PolicyDocument(policy->document);
  return response;
}

ListPoliciesResponse list_policies(ReadTx& tx, const Call& call,
                                   const ListPoliciesRequest& request) {
  require_account(tx, request.account);
  domain::AccountId account = account_in(request.account);
  PolicyScope scope = request.scope.value_or(PolicyScope::All);
  std::size_t size = page_size(request.max_results);
  std::string_view start = after(request.next_token);
  bool begun = start.empty();
  ListPoliciesResponse response;
  auto& shown = response.policies.items;
  // AWS's own come first; a page that ends among them is told by the ARN of its last.
  if (scope != PolicyScope::Local && (begun || start.starts_with("arn:"))) {
    for (const auto& aws : domain::managed_policies()) {
      if (begun && shown.size() == size) {
        response.next_token = account::NextToken(shown.back().arn.view());
        return response;
      }
      if (begun) shown.push_back(details_of_aws(tx, account, aws));
      begun = begun || aws.arn == start;
    }
    start = {};
  }
  if (scope == PolicyScope::AWS) return response;

  std::size_t rest = size - shown.size();
  auto policies = tx.identities().policies(account, start, rest + 1);
  if (rest == 0 && !policies.empty()) {
    response.next_token = account::NextToken(shown.back().arn.view());
    return response;
  }
  response.next_token =
      cut(policies, rest, [](const auto& policy) { return std::string_view(policy.name); });
  for (const auto& policy : policies) shown.push_back(details(tx, call, policy));
  return response;
}

Nothing delete_policy(WriteTx& tx, const Call& call, const DeletePolicyRequest& request) {
  auto policy = own_policy(tx, call, request);
  if (!policy) throw no_such_policy(request);
  if (!tx.identities().remove(*policy, request.policy_arn.view()))
    throw conflict("The policy is attached to somebody, or bounds somebody.");
  return {};
}

}  // namespace amity::admin
