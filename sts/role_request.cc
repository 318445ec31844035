#include "sts/role_request.h"

#include "protocol/access/denial.h"
#include "protocol/access/request_context.h"
#include "protocol/iam/names.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace amity::sts {
namespace {

using account::domain::Identity;
using account::domain::IdentityKind;
using account::domain::Session;
using Values = access::RequestContext::Values;

constexpr Duration kUsualSession = hours(1);
// Of a role that a session of another role assumes.
constexpr Duration kLongestOfChain = hours(1);
constexpr std::string_view kRequestTag = "aws:requesttag/";
constexpr std::string_view kResourceTag = "aws:resourcetag/";

// What policies may ask about the request for a session.
class RoleContext final : public access::RequestContext {
 public:
  RoleContext(const RoleCall& call, const account::TagList& tags_of_role)
      : RequestContext(call.caller, call.request, call.place.region, call.now), asked_(call.asked) {
    if (asked_.tags)
      for (const auto& tag : *asked_.tags) request_tags_.add(tag.key.view(), tag.value.view());
    for (const auto& tag : tags_of_role) role_tags_.add(tag.key.view(), tag.value.view());
    if (asked_.transitive_tag_keys)
      for (const auto& key : *asked_.transitive_tag_keys) transitive_.push_back(key.view());
    session_name_ = asked_.role_session_name.view();
    if (asked_.external_id) external_id_ = asked_.external_id->view();
    if (asked_.source_identity) source_identity_ = asked_.source_identity->view();
  }

 private:
  std::optional<Values> find_own(std::string_view key) const override {
    if (key == "sts:rolesessionname") return Values(&session_name_, 1);
    if (key == "sts:externalid" && asked_.external_id) return Values(&external_id_, 1);
    if (key == "sts:sourceidentity" && asked_.source_identity) return Values(&source_identity_, 1);
    if (key == "sts:transitivetagkeys" && asked_.transitive_tag_keys) return Values(transitive_);
    if (key == "aws:tagkeys" && asked_.tags) return request_tags_.keys();
    if (key.starts_with(kRequestTag)) return request_tags_.find(key.substr(kRequestTag.size()));
    if (key.starts_with(kResourceTag)) return role_tags_.find(key.substr(kResourceTag.size()));
    return std::nullopt;
  }

  const AssumeRoleRequest& asked_;
  access::TagValues request_tags_;
  access::TagValues role_tags_;
  std::vector<std::string_view> transitive_;
  std::string_view session_name_;
  std::string_view external_id_;
  std::string_view source_identity_;
};

// The same whether the role is not there, does not trust the caller, or the caller may not ask.
shape::ApiError denied(const RoleCall& call, std::string_view action) {
  return access_denied("User: " + call.caller.arn + " is not authorized to perform: " +
                       std::string(action) + " on resource: " + call.asked.role_arn.str());
}

Identity role_of(account::ReadTx& tx, const RoleCall& call) {
  auto named = account::domain::parse_iam_arn(call.place, call.asked.role_arn.view());
  if (!named || !named->account || named->type != "role")
    throw validation_failed(call.asked.role_arn.str() + " is invalid");
  auto role = tx.identities().find({*named->account, IdentityKind::role, std::string(named->name)});
  if (!role || !role->role || role->path != named->path) throw denied(call, "sts:AssumeRole");
  auto account = tx.accounts().find(*named->account);
  if (!account || account->suspended) throw denied(call, "sts:AssumeRole");
  return *std::move(role);
}

void require(const RoleCall& call, const Identity& role, const iam::Policy& trust,
             const RoleContext& context, std::string_view action) {
  iam::Request request{action, call.asked.role_arn.view(), context};
  iam::TrustDecision trusted = iam::evaluate_trust(trust, call.caller, request);
  if (trusted.verdict != iam::Verdict::allowed) throw denied(call, action);
  bool by_trust_alone =
      trusted.names_caller && call.caller.account == account::domain::text(role.key.account).str();
  iam::Decision own = by_trust_alone ? iam::evaluate_limits(call.caller, request)
                                     : iam::evaluate(call.caller, request);
  if (!own.allowed()) throw denied(call, action);
}

Duration duration_of(const RoleCall& call, const Identity& role) {
  if (!call.asked.duration_seconds) return kUsualSession;
  Duration wanted = seconds(call.asked.duration_seconds->value);
  if (wanted > role.role->max_session)
    throw validation_failed(
        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
  if (call.caller.type == iam::PrincipalType::assumed_role && wanted > kLongestOfChain)
    throw validation_failed(
        "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role "
        "chaining.");
  return wanted;
}

account::TagList tags_of(const AssumeRoleRequest& asked) {
  account::TagList tags;
  if (!asked.tags) return tags;
  for (const auto& tag : *asked.tags) {
    bool twice = std::any_of(tags.begin(), tags.end(), [&](const auto& other) {
      return iam::equal_without_case(other.key.view(), tag.key.view());
    });
    if (twice)
      throw validation_failed(
          "Duplicate tag keys found. Please note that Tag keys are case "
          "insensitive.");
    if (iam::lower(tag.key.view()).starts_with("aws:"))
      throw validation_failed("Tag keys that begin with aws: are reserved.");
    tags.items.push_back(tag);
  }
  return tags;
}

account::domain::SessionPolicyList policies_of(account::ReadTx& tx, const RoleCall& call,
                                               const Identity& role,
                                               identity::CompiledPolicies& policies) {
  account::domain::SessionPolicyList all;
  if (call.asked.policy) {
    try {
      policies.of(call.asked.policy->view(), iam::PolicyKind::session);
    } catch (const iam::PolicyError& error) {
      throw malformed_policy(error.what());
    }
    all.items.push_back({account::domain::PolicyText("session policy"),
                         account::domain::PolicyText(call.asked.policy->str())});
  }
  if (!call.asked.policy_arns) return all;
  for (const auto& descriptor : *call.asked.policy_arns) {
    std::string arn = descriptor.arn ? descriptor.arn->str() : std::string();
    auto document = identity::managed_document(tx, call.place, role.key.account, arn);
    if (!document)
      throw validation_failed("Policy " + arn + " does not exist or is not attachable.");
    all.items.push_back(
        {account::domain::PolicyText(arn), account::domain::PolicyText(*std::move(document))});
  }
  return all;
}

// Whose account it all began with: a suspended one ends what its users hold elsewhere.
account::domain::AccountId source_of(const iam::Principal& caller) {
  bool is_session = caller.type == iam::PrincipalType::assumed_role;
  return account::domain::parse_account(is_session ? caller.session_source_account : caller.account)
      .value();
}

}  // namespace

Session grant(account::ReadTx& tx, const RoleCall& call, identity::CompiledPolicies& policies) {
  if (call.caller.type == iam::PrincipalType::root)
    throw access_denied("Roles may not be assumed by root accounts.");
  Identity role = role_of(tx, call);
  auto trust = policies.of(role.role->trust_policy, iam::PolicyKind::trust);
  account::TagList tags_of_role = tx.identities().tags_of(role.key);
  RoleContext context(call, tags_of_role);
  require(call, role, *trust, context, "sts:AssumeRole");
  if (call.asked.tags && !call.asked.tags->empty())
    require(call, role, *trust, context, "sts:TagSession");
  if (call.asked.source_identity) require(call, role, *trust, context, "sts:SetSourceIdentity");

  Session session;
  session.account = role.key.account;
  session.source = source_of(call.caller);
  session.role_name = role.key.name;
  session.role_id = role.id;
  session.name = call.asked.role_session_name.str();
  session.created_at = call.now;
  session.expires_at = call.now + duration_of(call, role);
  session.policies = policies_of(tx, call, role, policies);
  session.tags = tags_of(call.asked);
  return session;
}

}  // namespace amity::sts
