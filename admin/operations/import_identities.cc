#include "admin/operations/bodies.h"
#include "admin/operations/identity_lookup.h"
#include "identity/credentials.h"
#include "protocol/shape/base64.h"

namespace amity::admin {
namespace {

namespace domain = account::domain;

// Adds what a document has and the store has not.
class Importing {
 public:
  Importing(WriteTx& tx, const Call& call) : tx_(tx), call_(call) {}

  void add(const AccountEntry& entry) {
    account_ = account_in(entry.account);
    if (count(!tx_.accounts().find(account_))) {
      domain::Account account;
      account.id = account_;
      account.name = entry.name ? entry.name->str() : entry.account.str();
      account.suspended = entry.status == AccountStatus::SUSPENDED;
      account.created_at = call_.now;
      tx_.accounts().put(account);
    }
    if (entry.policies)
      for (const PolicyEntry& policy : *entry.policies) add(policy);
    if (entry.users)
      for (const UserEntry& user : *entry.users) add(user);
    if (entry.roles)
      for (const RoleEntry& role : *entry.roles) add(role);
    if (entry.root_access_keys) add(*entry.root_access_keys, {});
  }

  const ImportIdentitiesResponse& counts() const { return counts_; }

 private:
  // Counts a thing; whether it is to be added.
  bool count(bool added) {
    ++(added ? counts_.added : counts_.present).value;
    return added;
  }

  void add(const PolicyEntry& entry) {
    require_document(entry.policy_document.view(), iam::PolicyKind::identity);
    domain::ManagedPolicy policy;
    policy.account = account_;
    policy.name = entry.policy_name.str();
    if (entry.path) policy.path = entry.path->str();
    policy.id = identity::make_identifier(domain::kPolicyPrefix, call_.secrets);
    policy.document = entry.policy_document.str();
    if (entry.description) policy.description = entry.description->str();
    policy.created_at = call_.now;
    count(tx_.identities().insert(policy));
  }

  void add(const UserEntry& entry) {
    domain::Identity user;
    user.key = {account_, IdentityKind::user, entry.user_name.str()};
    add(user, entry, entry.user_id, domain::kUserPrefix);
    if (entry.access_keys) add(*entry.access_keys, user.key.name);
  }

  void add(const RoleEntry& entry) {
    domain::Identity role;
    role.key = {account_, IdentityKind::role, entry.role_name.str()};
    role.role = domain::RoleTerms{.trust_policy = entry.assume_role_policy_document.str()};
    if (entry.description) role.role->description = entry.description->str();
    if (entry.max_session_duration)
      role.role->max_session = seconds(entry.max_session_duration->value);
    add(role, entry, entry.role_id, domain::kRolePrefix);
  }

  // What users and roles have alike.
  template <class Entry>
  void add(domain::Identity& identity, const Entry& entry, const std::optional<UniqueId>& id,
           std::string_view prefix) {
    if (!count(!tx_.identities().find(identity.key))) return;
    if (entry.path) identity.path = entry.path->str();
    identity.id = id ? id->str() : identity::make_identifier(prefix, call_.secrets);
    identity.created_at = call_.now;
    if (entry.permissions_boundary) identity.boundary = entry.permissions_boundary->str();
    add_identity(tx_, call_, identity, entry.tags.value_or(account::TagList{}));
    if (entry.policies)
      for (const InlinePolicy& own : *entry.policies)
        put_inline_policy(tx_, identity.key, {own.policy_name.str(), own.policy_document.str()});
    if (entry.attached_policies)
      for (const Arn& arn : *entry.attached_policies)
        attach_policy(tx_, call_, identity.key, arn.str());
  }

  void add(const AccessKeyEntryList& keys, const std::optional<std::string>& user) {
    for (const AccessKeyEntry& entry : keys) {
      auto present = tx_.identities().access_key(entry.access_key_id.view());
      if (present && present->account != account_)
        throw conflict("The access key " + entry.access_key_id.str() + " is another account's.");
      if (!count(!present)) continue;
      domain::AccessKey key;
      key.id = entry.access_key_id.str();
      key.account = account_;
      key.user = user;
      key.sealed = sealed(entry);
      key.active = entry.status != AccessKeyStatus::Inactive;
      key.created_at = call_.now;
      if (!tx_.identities().insert(key))
        throw conflict("With the access key " + key.id + " there would be three.");
    }
  }

  std::string sealed(const AccessKeyEntry& entry) const {
    if (entry.secret_access_key.has_value() == entry.sealed_secret.has_value())
      throw invalid("The access key " + entry.access_key_id.str() +
                    " needs a secret, in clear or sealed.");
    auto sealer = call_.identities.seals.in_use();
    if (entry.secret_access_key) {
      identity::Credentials credentials;
      credentials.access_key_id = entry.access_key_id.str();
      credentials.secret_access_key = entry.secret_access_key->str();
      return identity::seal(*sealer, credentials);
    }
    auto bytes = shape::from_base64(entry.sealed_secret->view());
    if (!bytes || !identity::open(*sealer, entry.access_key_id.view(), *bytes))
      throw invalid("The secret of access key " + entry.access_key_id.str() +
                    " was sealed with a key that is not here, or for another access key.");
    return std::move(*bytes);
  }

  WriteTx& tx_;
  const Call& call_;
  domain::AccountId account_;
  ImportIdentitiesResponse counts_;
};

}  // namespace

// All of it or, with one mistake, nothing. What is there already stays as it is.
ImportIdentitiesResponse import_identities(WriteTx& tx, const Call& call,
                                           const ImportIdentitiesRequest& request) {
  Importing importing(tx, call);
  for (const AccountEntry& entry : request.accounts) importing.add(entry);
  return importing.counts();
}

}  // namespace amity::admin
