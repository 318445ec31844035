#include "admin/operations/identity_lookup.h"

#include "account/domain/letter_case.h"
#include "identity/principal.h"

#include <set>

namespace amity::admin {
namespace {

namespace domain = account::domain;
using account::ReadTx;
using account::WriteTx;

std::string called(const domain::IdentityKey& key) {
  return (key.kind == IdentityKind::user ? "user " : "role ") + key.name;
}

std::size_t policy_characters(IdentityKind kind) {
  return kind == IdentityKind::user ? domain::kUserPolicyCharacters : domain::kRolePolicyCharacters;
}

}  // namespace

domain::AccountId account_in(const account::AwsAccountId& digits) {
  return domain::parse_account(digits.view()).value();
}

domain::Account require_account(ReadTx& tx, const account::AwsAccountId& digits) {
  auto account = tx.accounts().find(account_in(digits));
  if (!account) throw not_found("There is no account " + digits.str() + ".");
  return std::move(*account);
}

domain::Identity require_identity(ReadTx& tx, const domain::IdentityKey& key) {
  auto identity = tx.identities().find(key);
  if (!identity) throw not_found("The account has no " + called(key) + ".");
  return std::move(*identity);
}

void require_policy(ReadTx& tx, const Call& call, domain::AccountId account, std::string_view arn) {
  if (!identity::managed_document(tx, call.settings.place, account, arn))
    throw not_found("There is no policy " + std::string(arn) + " for this account.");
}

void require_document(std::string_view document, iam::PolicyKind kind) {
  try {
    iam::Policy::parse(document, kind);
  } catch (const iam::PolicyError& error) {
    throw invalid(std::string("The policy is malformed. ") + error.what());
  }
}

void require_tags(const account::TagList& added, const account::TagList& present) {
  std::set<std::string_view> keys;
  for (const account::Tag& tag : added) {
    if (domain::in_lower_case(tag.key.view().substr(0, 4)) == "aws:")
      throw invalid("Names of tags that begin with aws: are AWS's own.");
    if (!keys.insert(tag.key.view()).second)
      throw invalid("The tag " + tag.key.str() + " comes twice.");
  }
  for (const account::Tag& tag : present) keys.insert(tag.key.view());
  if (keys.size() > domain::kTagsPerIdentity)
    throw conflict("A user or role has at most " + std::to_string(domain::kTagsPerIdentity) +
                   " tags.");
}

void add_identity(WriteTx& tx, const Call& call, const domain::Identity& identity,
                  const account::TagList& tags) {
  if (identity.role) require_document(identity.role->trust_policy, iam::PolicyKind::trust);
  if (identity.boundary) require_policy(tx, call, identity.key.account, *identity.boundary);
  require_tags(tags, {});
  if (!tx.identities().insert(identity))
    throw conflict("The account has a " + called(identity.key) +
                   " already; case makes no difference.");
  tx.identities().put_tags(identity.key, tags);
}

void put_inline_policy(WriteTx& tx, const domain::IdentityKey& key,
                       const domain::InlinePolicy& policy) {
  require_document(policy.document, iam::PolicyKind::identity);
  std::size_t characters = domain::counted_characters(policy.document);
  for (const domain::InlinePolicy& other : tx.identities().inline_policies_of(key))
    if (other.name != policy.name) characters += domain::counted_characters(other.document);
  if (characters > policy_characters(key.kind))
    throw conflict("The inline policies of " + called(key) + " would have " +
                   std::to_string(characters) + " characters, blanks not counted; the limit is " +
                   std::to_string(policy_characters(key.kind)) + ".");
  tx.identities().put_inline_policy(key, policy);
}

void attach_policy(WriteTx& tx, const Call& call, const domain::IdentityKey& key,
                   const std::string& arn) {
  require_policy(tx, call, key.account, arn);
  tx.identities().attach(key, arn);
  if (tx.identities().attached_to(key).size() > domain::kAttachedPolicies)
    throw conflict("At most " + std::to_string(domain::kAttachedPolicies) +
                   " managed policies are attached to one user or role.");
}

}  // namespace amity::admin
