// File: identities.cc, contains users and roles with what hangs on them, and managed policies, in
// SQL. Their keys are in access_keys.cc.
#include "account/store/sql/repositories.h"

namespace amity::account {
namespace {

using domain::AccountId;
using domain::Identity;
using domain::IdentityKey;
using domain::IdentityKind;
using domain::InlinePolicy;
using domain::ManagedPolicy;

#define IDENTITY_COLUMNS \
  "account, kind, name, path, id, created_at, boundary, description, trust_policy, max_session"
#define OF_IDENTITY " WHERE account = $1 AND kind = $2 AND name = $3"

const sql::Statement kFind{"find_identity",
                           "SELECT " IDENTITY_COLUMNS " FROM identity" OF_IDENTITY};

const sql::Statement kList{"list_identities",
                           "SELECT " IDENTITY_COLUMNS
                           " FROM identity WHERE account = $1 AND kind = $2 AND name > $3 "
                           "ORDER BY name LIMIT $4"};

const sql::Statement kInsert{"insert_identity",
                             "INSERT INTO identity (" IDENTITY_COLUMNS
                             ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) "
                             "ON CONFLICT DO NOTHING"};
#undef IDENTITY_COLUMNS

const sql::Statement kUpdate{"update_identity",
                             "UPDATE identity SET boundary = $4, description = $5, "
                             "trust_policy = $6, max_session = $7" OF_IDENTITY};

const sql::Statement kHasChildren{
    "identity_has_children",
    "SELECT 1 FROM inline_policy" OF_IDENTITY
    " UNION ALL SELECT 1 FROM policy_attachment" OF_IDENTITY
    " UNION ALL SELECT 1 FROM access_key WHERE account = $1 AND kind = $2 AND user_name = $3 "
    "LIMIT 1"};

const sql::Statement kRemove{"remove_identity", "DELETE FROM identity" OF_IDENTITY};

const sql::Statement kTags{"identity_tags",
                           "SELECT key, value FROM identity_tag" OF_IDENTITY " ORDER BY key"};

const sql::Statement kPutTag{
    "put_identity_tag",
    "INSERT INTO identity_tag (account, kind, name, key, value) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (account, kind, name, key) DO UPDATE SET value = excluded.value"};

const sql::Statement kRemoveTag{"remove_identity_tag",
                                "DELETE FROM identity_tag" OF_IDENTITY " AND key = $4"};

const sql::Statement kRemoveTags{"remove_identity_tags", "DELETE FROM identity_tag" OF_IDENTITY};

const sql::Statement kInline{
    "inline_policies", "SELECT policy, document FROM inline_policy" OF_IDENTITY " ORDER BY policy"};

const sql::Statement kPutInline{
    "put_inline_policy",
    "INSERT INTO inline_policy (account, kind, name, policy, document) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (account, kind, name, policy) DO UPDATE SET document = excluded.document"};

const sql::Statement kRemoveInline{"remove_inline_policy",
                                   "DELETE FROM inline_policy" OF_IDENTITY " AND policy = $4"};

const sql::Statement kAttached{
    "attached_policies", "SELECT policy FROM policy_attachment" OF_IDENTITY " ORDER BY policy"};

const sql::Statement kAttach{
    "attach_policy",
    "INSERT INTO policy_attachment (account, kind, name, policy) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (account, kind, name, policy) DO NOTHING"};

const sql::Statement kDetach{"detach_policy",
                             "DELETE FROM policy_attachment" OF_IDENTITY " AND policy = $4"};

const sql::Statement kAttachments{
    "policy_attachments",
    "SELECT count(*) FROM policy_attachment WHERE account = $1 AND policy = $2"};
#undef OF_IDENTITY

#define POLICY_COLUMNS "account, name, path, id, created_at, description, document"

const sql::Statement kPolicy{"managed_policy",
                             "SELECT " POLICY_COLUMNS
                             " FROM managed_policy WHERE account = $1 AND name = $2"};

const sql::Statement kPolicies{"managed_policies",
                               "SELECT " POLICY_COLUMNS
                               " FROM managed_policy WHERE account = $1 AND name > $2 "
                               "ORDER BY name LIMIT $3"};

const sql::Statement kInsertPolicy{"insert_managed_policy",
                                   "INSERT INTO managed_policy (" POLICY_COLUMNS
                                   ") VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING"};
#undef POLICY_COLUMNS

const sql::Statement kRemovePolicy{
    "remove_managed_policy",
    "DELETE FROM managed_policy WHERE account = $1 AND name = $2 "
    "AND NOT EXISTS (SELECT 1 FROM policy_attachment WHERE account = $1 AND policy = $3) "
    "AND NOT EXISTS (SELECT 1 FROM identity WHERE account = $1 AND boundary = $3)"};

int kind_of(const IdentityKey& key) { return static_cast<int>(key.kind); }

Identity identity_in(const sql::Row& row) {
  Identity identity;
  identity.key = {AccountId{row.integer(0)}, static_cast<IdentityKind>(row.integer(1)),
                  std::string(row.text(2))};
  identity.path = row.text(3);
  identity.id = row.text(4);
  identity.created_at = Timestamp{row.integer(5)};
  identity.boundary = row.maybe_text(6);
  if (!row.is_null(8))
    identity.role = {.trust_policy = std::string(row.text(8)),
                     .description = row.maybe_text(7).value_or(""),
                     .max_session = Duration{row.integer(9)}};
  return identity;
}

// What of a role is in its row, or nulls.
struct RoleColumns {
  explicit RoleColumns(const Identity& identity) {
    if (!identity.role) return;
    description = identity.role->description;
    trust_policy = identity.role->trust_policy;
    max_session = identity.role->max_session.milliseconds;
  }
  std::optional<std::string_view> description;
  std::optional<std::string_view> trust_policy;
  std::optional<std::int64_t> max_session;
};

ManagedPolicy policy_in(const sql::Row& row) {
  ManagedPolicy policy;
  policy.account = AccountId{row.integer(0)};
  policy.name = row.text(1);
  policy.path = row.text(2);
  policy.id = row.text(3);
  policy.created_at = Timestamp{row.integer(4)};
  policy.description = row.text(5);
  policy.document = row.text(6);
  return policy;
}

}  // namespace

std::optional<Identity> SqlIdentities::find(const IdentityKey& key) {
  sql::Cursor rows = db_.query(kFind, key.account.number, kind_of(key), key.name);
  const sql::Row* row = rows.next();
  return row != nullptr ? std::optional(identity_in(*row)) : std::nullopt;
}

std::vector<Identity> SqlIdentities::list(AccountId account, IdentityKind kind,
                                          std::string_view after, std::size_t at_most) {
  std::vector<Identity> all;
  sql::Cursor rows = db_.query(kList, account.number, static_cast<int>(kind), after,
                               static_cast<std::int64_t>(at_most));
  while (const sql::Row* row = rows.next()) all.push_back(identity_in(*row));
  return all;
}

bool SqlIdentities::insert(const Identity& identity) {
  RoleColumns role(identity);
  return db_.execute(kInsert, identity.key.account.number, kind_of(identity.key), identity.key.name,
                     identity.path, identity.id, identity.created_at.milliseconds,
                     identity.boundary, role.description, role.trust_policy, role.max_session) == 1;
}

void SqlIdentities::update(const Identity& identity) {
  RoleColumns role(identity);
  if (db_.execute(kUpdate, identity.key.account.number, kind_of(identity.key), identity.key.name,
                  identity.boundary, role.description, role.trust_policy, role.max_session) != 1)
    throw Contended();
}

bool SqlIdentities::remove(const IdentityKey& key) {
  if (db_.query(kHasChildren, key.account.number, kind_of(key), key.name).next() != nullptr)
    return false;
  db_.execute(kRemoveTags, key.account.number, kind_of(key), key.name);
  if (db_.execute(kRemove, key.account.number, kind_of(key), key.name) != 1) throw Contended();
  return true;
}

TagList SqlIdentities::tags_of(const IdentityKey& key) {
  TagList tags;
  sql::Cursor rows = db_.query(kTags, key.account.number, kind_of(key), key.name);
  while (const sql::Row* row = rows.next())
    tags.items.push_back({TagKey(row->text(0)), TagValue(row->text(1))});
  return tags;
}

void SqlIdentities::put_tags(const IdentityKey& key, const TagList& tags) {
  for (const Tag& tag : tags)
    db_.execute(kPutTag, key.account.number, kind_of(key), key.name, tag.key.view(),
                tag.value.view());
}

void SqlIdentities::remove_tags(const IdentityKey& key, const TagKeyList& keys) {
  for (const TagKey& tag : keys)
    db_.execute(kRemoveTag, key.account.number, kind_of(key), key.name, tag.view());
}

std::vector<InlinePolicy> SqlIdentities::inline_policies_of(const IdentityKey& key) {
  std::vector<InlinePolicy> all;
  sql::Cursor rows = db_.query(kInline, key.account.number, kind_of(key), key.name);
  while (const sql::Row* row = rows.next())
    all.push_back({std::string(row->text(0)), std::string(row->text(1))});
  return all;
}

void SqlIdentities::put_inline_policy(const IdentityKey& key, const InlinePolicy& policy) {
  db_.execute(kPutInline, key.account.number, kind_of(key), key.name, policy.name, policy.document);
}

bool SqlIdentities::remove_inline_policy(const IdentityKey& key, std::string_view name) {
  return db_.execute(kRemoveInline, key.account.number, kind_of(key), key.name, name) == 1;
}

std::vector<std::string> SqlIdentities::attached_to(const IdentityKey& key) {
  std::vector<std::string> arns;
  sql::Cursor rows = db_.query(kAttached, key.account.number, kind_of(key), key.name);
  while (const sql::Row* row = rows.next()) arns.emplace_back(row->text(0));
  return arns;
}

void SqlIdentities::attach(const IdentityKey& key, std::string_view policy_arn) {
  db_.execute(kAttach, key.account.number, kind_of(key), key.name, policy_arn);
}

bool SqlIdentities::detach(const IdentityKey& key, std::string_view policy_arn) {
  return db_.execute(kDetach, key.account.number, kind_of(key), key.name, policy_arn) == 1;
}

std::size_t SqlIdentities::attachments_of(AccountId account, std::string_view policy_arn) {
  sql::Cursor rows = db_.query(kAttachments, account.number, policy_arn);
  return static_cast<std::size_t>(rows.next()->integer(0));
}

std::optional<ManagedPolicy> SqlIdentities::policy(AccountId account, std::string_view name) {
  sql::Cursor rows = db_.query(kPolicy, account.number, name);
  const sql::Row* row = rows.next();
  return row != nullptr ? std::optional(policy_in(*row)) : std::nullopt;
}

std::vector<ManagedPolicy> SqlIdentities::policies(AccountId account, std::string_view after,
                                                   std::size_t at_most) {
  std::vector<ManagedPolicy> all;
  sql::Cursor rows =
      db_.query(kPolicies, account.number, after, static_cast<std::int64_t>(at_most));
  while (const sql::Row* row = rows.next()) all.push_back(policy_in(*row));
  return all;
}

bool SqlIdentities::insert(const ManagedPolicy& policy) {
  return db_.execute(kInsertPolicy, policy.account.number, policy.name, policy.path, policy.id,
                     policy.created_at.milliseconds, policy.description, policy.document) == 1;
}

bool SqlIdentities::remove(const ManagedPolicy& policy, std::string_view arn) {
  return db_.execute(kRemovePolicy, policy.account.number, policy.name, arn) == 1;
}

}  // namespace amity::account
