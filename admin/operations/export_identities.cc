#include "admin/operations/bodies.h"
#include "admin/operations/identity_details.h"
#include "admin/operations/identity_lookup.h"
#include "identity/credentials.h"
#include "protocol/shape/base64.h"

namespace amity::admin {
namespace {

namespace domain = account::domain;

// So many rows are read at once; an account has as many as it likes.
constexpr std::size_t kAtOnce = 100;

// Writes accounts down as import_identities reads them.
class Exporting {
 public:
  Exporting(ReadTx& tx, const Call& call, ExportedSecrets secrets)
      : tx_(tx), call_(call), secrets_(secrets) {}

  AccountEntry entry(const domain::Account& account) {
    AccountEntry entry;
    entry.account = domain::text(account.id);
    entry.name = AccountName(account.name);
    entry.status = account.suspended ? AccountStatus::SUSPENDED : AccountStatus::ACTIVE;
    entry.root_access_keys = keys_of(account.id, {});
    add_policies(account.id, entry.policies.emplace());
    walk(account.id, IdentityKind::user, [&](const domain::Identity& user) {
      UserEntry& shown = entry.users ? entry.users->items.emplace_back()
                                     : entry.users.emplace().items.emplace_back();
      shown.user_name = IdentityName(user.key.name);
      shown.user_id = UniqueId(user.id);
      show(user, shown);
      shown.access_keys = keys_of(account.id, user.key.name);
    });
    walk(account.id, IdentityKind::role, [&](const domain::Identity& role) {
      RoleEntry& shown = entry.roles ? entry.roles->items.emplace_back()
                                     : entry.roles.emplace().items.emplace_back();
      shown.role_name = IdentityName(role.key.name);
      shown.role_id = UniqueId(role.id);
      shown.assume_role_policy_document = PolicyDocument(role.role->trust_policy);
      if (!role.role->description.empty()) shown.description = Description(role.role->description);
      shown.max_session_duration =
          SessionSeconds(static_cast<std::int32_t>(role.role->max_session.milliseconds / 1'000));
      show(role, shown);
    });
    return entry;
  }

 private:
  template <class Visit>
  void walk(domain::AccountId account, IdentityKind kind, Visit visit) {
    std::string last;
    while (true) {
      auto page = tx_.identities().list(account, kind, last, kAtOnce);
      for (const domain::Identity& identity : page) visit(identity);
      if (page.size() < kAtOnce) return;
      last = page.back().key.name;
    }
  }

  template <class Entry>
  void show(const domain::Identity& identity, Entry& entry) {
    entry.path = IdentityPath(identity.path);
    if (identity.boundary) entry.permissions_boundary = Arn(*identity.boundary);
    struct {
      InlinePolicyList policies;
      PolicyArnList attached_policies;
    } all;
    show_all(tx_, identity, entry, all);
    if (!all.policies.empty()) entry.policies = std::move(all.policies);
    if (!all.attached_policies.empty()) entry.attached_policies = std::move(all.attached_policies);
  }

  void add_policies(domain::AccountId account, PolicyEntryList& entries) {
    std::string last;
    while (true) {
      auto page = tx_.identities().policies(account, last, kAtOnce);
      for (const domain::ManagedPolicy& policy : page) {
        PolicyEntry& entry = entries.items.emplace_back();
        entry.policy_name = PolicyName(policy.name);
        entry.policy_document = PolicyDocument(policy.document);
        entry.path = IdentityPath(policy.path);
        if (!policy.description.empty()) entry.description = Description(policy.description);
      }
      if (page.size() < kAtOnce) return;
      last = page.back().name;
    }
  }

  // Keys without secrets would be of no use to whoever imports them.
  std::optional<AccessKeyEntryList> keys_of(domain::AccountId account,
                                            const std::optional<std::string>& user) {
    if (secrets_ == ExportedSecrets::NONE) return std::nullopt;
    AccessKeyEntryList entries;
    for (const domain::AccessKey& key : tx_.identities().access_keys_of(account, user)) {
      AccessKeyEntry& entry = entries.items.emplace_back();
      entry.access_key_id = AccessKeyId(key.id);
      entry.status = key.active ? AccessKeyStatus::Active : AccessKeyStatus::Inactive;
      if (secrets_ == ExportedSecrets::SEALED) {
        entry.sealed_secret = SealedSecret(shape::to_base64(key.sealed));
        continue;
      }
      auto opened = identity::open(*call_.identities.seals.in_use(), key.id, key.sealed);
      if (!opened)
        throw conflict("None of the sealing keys opens the secret of access key " + key.id + ".");
      entry.secret_access_key = SecretAccessKey(opened->secret_access_key);
    }
    if (entries.empty()) return std::nullopt;
    return entries;
  }

  ReadTx& tx_;
  const Call& call_;
  ExportedSecrets secrets_;
};

domain::AccountId start_of(const ExportIdentitiesRequest& request) {
  if (!request.next_token) return {};
  auto last = domain::parse_account(request.next_token->view());
  if (!last || request.account) throw invalid("NextToken is not one of this list.");
  return *last;
}

}  // namespace

ExportIdentitiesResponse export_identities(ReadTx& tx, const Call& call,
                                           const ExportIdentitiesRequest& request) {
  Exporting exporting(tx, call, request.secrets.value_or(ExportedSecrets::NONE));
  domain::AccountId start = start_of(request);
  ExportIdentitiesResponse response;
  if (request.account) {
    response.accounts.items.push_back(exporting.entry(require_account(tx, *request.account)));
    return response;
  }
  std::size_t size = page_size(request.max_results);
  auto accounts = tx.accounts().list(start, size + 1);
  response.next_token =
      cut(accounts, size, [](const auto& account) { return domain::text(account.id).str(); });
  for (const domain::Account& account : accounts)
    response.accounts.items.push_back(exporting.entry(account));
  return response;
}

}  // namespace amity::admin
