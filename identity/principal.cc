#include "identity/principal.h"

#include "account/domain/managed_policies.h"
#include "protocol/iam/names.h"

#include <optional>
#include <utility>

namespace amity::identity {
namespace {

using account::ReadTx;
using account::domain::AccountId;
using account::domain::Identity;
using account::domain::IdentityKind;
using account::domain::Place;

iam::NamedPolicy compiled(std::string name, std::string_view document, iam::PolicyKind kind,
                          CompiledPolicies& policies) {
  try {
    auto policy = policies.of(document, kind);
    return {std::move(name), std::move(policy)};
  } catch (const iam::PolicyError& error) {
    throw BrokenIdentity("policy " + name + ": " + error.what());
  }
}

iam::NamedPolicy managed(ReadTx& tx, const Place& place, AccountId account, const std::string& arn,
                         CompiledPolicies& policies) {
  auto document = managed_document(tx, place, account, arn);
  if (!document) throw BrokenIdentity("there is no policy " + arn);
  return compiled(arn, *document, iam::PolicyKind::identity, policies);
}

void put_tag(std::vector<iam::Tag>& tags, const account::Tag& tag) {
  tags.push_back({tag.key.str(), tag.value.str()});
}

}  // namespace

std::shared_ptr<const iam::Policy> CompiledPolicies::of(std::string_view document,
                                                        iam::PolicyKind kind) {
  std::string key(1, static_cast<char>(kind));
  key += document;
  auto known = policies_.find(key);
  if (known != policies_.end()) return known->second;
  auto policy = std::make_shared<const iam::Policy>(iam::Policy::parse(document, kind));
  if (policies_.size() >= forget_at_) forget_unused();
  policies_.emplace(std::move(key), policy);
  return policy;
}

void CompiledPolicies::forget_unused() {
  std::erase_if(policies_, [](const auto& entry) { return entry.second.use_count() == 1; });
  forget_at_ = std::max(kFewest, 2 * policies_.size());
}

SharedPrincipal root_of(const Place& place, AccountId account) {
  iam::Principal root;
  root.type = iam::PrincipalType::root;
  root.account = account::domain::text(account).str();
  root.arn = account::domain::root_arn(place, account);
  root.id = root.account;
  return std::make_shared<const iam::Principal>(std::move(root));
}

std::optional<std::string> managed_document(ReadTx& tx, const Place& place, AccountId account,
                                            std::string_view arn) {
  auto named = account::domain::parse_iam_arn(place, arn);
  if (!named || named->type != "policy") return std::nullopt;
  if (!named->account) {
    const auto* policy = account::domain::find_managed_policy(arn);
    return policy != nullptr ? std::optional(std::string(policy->document)) : std::nullopt;
  }
  if (*named->account != account) return std::nullopt;
  auto policy = tx.identities().policy(account, named->name);
  if (!policy || policy->path != named->path) return std::nullopt;
  return std::move(policy->document);
}

iam::Principal principal_of(ReadTx& tx, const Place& place, const Identity& identity,
                            CompiledPolicies& policies) {
  iam::Principal principal;
  principal.account = account::domain::text(identity.key.account).str();
  principal.arn = account::domain::arn(place, identity);
  principal.id = identity.id;
  if (identity.key.kind == IdentityKind::user) {
    principal.type = iam::PrincipalType::user;
    principal.user_name = identity.key.name;
  } else {
    principal.type = iam::PrincipalType::assumed_role;
    principal.session_issuer_arn = principal.arn;
    principal.session_issuer_id = identity.id;
    principal.session_issuer_name = identity.key.name;
  }
  auto& identities = tx.identities();
  for (const auto& tag : identities.tags_of(identity.key)) put_tag(principal.tags, tag);
  for (auto& own : identities.inline_policies_of(identity.key))
    principal.identity_policies.push_back(
        compiled(std::move(own.name), own.document, iam::PolicyKind::identity, policies));
  for (const std::string& arn : identities.attached_to(identity.key))
    principal.identity_policies.push_back(managed(tx, place, identity.key.account, arn, policies));
  if (identity.boundary)
    principal.permissions_boundary =
        managed(tx, place, identity.key.account, *identity.boundary, policies);
  return principal;
}

iam::Principal principal_of(ReadTx& tx, const Place& place, const Identity& role,
                            const account::domain::Session& session, CompiledPolicies& policies) {
  iam::Principal principal = principal_of(tx, place, role, policies);
  principal.arn =
      account::domain::assumed_role_arn(place, role.key.account, role.key.name, session.name);
  principal.id = role.id + ':' + session.name;
  principal.session_issued_at = to_iso8601(session.created_at);
  principal.session_source_account = account::domain::text(session.source).str();
  // A session's tags go before its role's; keys are compared without case, as AWS does.
  for (const auto& tag : session.tags) {
    std::erase_if(principal.tags, [&](const iam::Tag& old) {
      return iam::equal_without_case(old.key, tag.key.view());
    });
    put_tag(principal.tags, tag);
  }
  // How long one may be was checked when the session was asked for.
  for (const auto& policy : session.policies)
    principal.session_policies.push_back(
        compiled(policy.name.str(), policy.document.view(), iam::PolicyKind::identity, policies));
  return principal;
}

}  // namespace amity::identity
