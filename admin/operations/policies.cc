// File: policies.cc, contains the operations on managed policies.
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
  auto policy = own_policy(tx, call, request);
  if (!policy) throw no_such_policy(request);
  response.policy = details(tx, call, *policy);
  response.policy.policy_document = PolicyDocument(policy->document);
  return response;
}

ListPoliciesResponse list_policies(ReadTx& tx, const Call& call,
                                   const ListPoliciesRequest& request) {
  require_account(tx, request.account);
  std::size_t size = page_size(request.max_results);
  auto policies =
      tx.identities().policies(account_in(request.account), after(request.next_token), size + 1);
  ListPoliciesResponse response;
  response.next_token =
      cut(policies, size, [](const auto& policy) { return std::string_view(policy.name); });
  for (const auto& policy : policies) response.policies.items.push_back(details(tx, call, policy));
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
