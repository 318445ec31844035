// File: access_keys.cc, contains access keys and sessions in SQL.
#include "account/store/sql/repositories.h"
#include "protocol/shape/decode.h"
#include "protocol/shape/encode.h"

namespace amity::account {
namespace {

using domain::AccessKey;
using domain::AccountId;
using domain::KeyUse;
using domain::Session;

#define KEY_COLUMNS                                                                       \
  "id, account, user_name, sealed, active, created_at, last_used_at, last_used_service, " \
  "last_used_region"

const sql::Statement kFind{"access_key", "SELECT " KEY_COLUMNS " FROM access_key WHERE id = $1"};

const sql::Statement kKeysOf{"access_keys_of",
                             "SELECT " KEY_COLUMNS
                             " FROM access_key WHERE account = $1 "
                             "AND coalesce(user_name, '') = $2 ORDER BY created_at, id"};

const sql::Statement kInsert{
    "insert_access_key",
    "INSERT INTO access_key (" KEY_COLUMNS
    ", place) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING"};
#undef KEY_COLUMNS

const sql::Statement kSetActive{"set_access_key_active",
                                "UPDATE access_key SET active = $2 WHERE id = $1"};

const sql::Statement kRemove{"remove_access_key", "DELETE FROM access_key WHERE id = $1"};

const sql::Statement kNoteUse{
    "note_key_use",
    "UPDATE access_key SET last_used_at = $2, last_used_service = $3, last_used_region = $4 "
    "WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2)"};

#define SESSION_COLUMNS \
  "id, account, role_name, role_id, name, sealed, created_at, expires_at, policies, tags, source"

const sql::Statement kSession{"session", "SELECT " SESSION_COLUMNS " FROM session WHERE id = $1"};

const sql::Statement kInsertSession{"insert_session",
                                    "INSERT INTO session (" SESSION_COLUMNS
                                    ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"};
#undef SESSION_COLUMNS

const sql::Statement kForgetSessions{
    "forget_sessions",
    "DELETE FROM session WHERE id IN "
    "(SELECT id FROM session WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)"};

const sql::Statement kSealed{"sealed_rows",
                             "SELECT id, sealed FROM access_key WHERE id > $1 UNION ALL "
                             "SELECT id, sealed FROM session WHERE id > $1 ORDER BY id LIMIT $2"};

const sql::Statement kResealKey{"reseal_access_key",
                                "UPDATE access_key SET sealed = $2 WHERE id = $1"};
const sql::Statement kResealSession{"reseal_session",
                                    "UPDATE session SET sealed = $2 WHERE id = $1"};

sql::Blob blob_of(std::string_view bytes) {
  return {reinterpret_cast<const std::byte*>(bytes.data()), bytes.size()};
}

std::string bytes_in(const sql::Row& row, int column) {
  sql::Blob blob = row.blob(column);
  return {reinterpret_cast<const char*>(blob.data()), blob.size()};
}

AccessKey key_in(const sql::Row& row) {
  AccessKey key;
  key.id = row.text(0);
  key.account = AccountId{row.integer(1)};
  key.user = row.maybe_text(2);
  key.sealed = bytes_in(row, 3);
  key.active = row.integer(4) != 0;
  key.created_at = Timestamp{row.integer(5)};
  if (auto at = row.maybe_integer(6)) key.last_used_at = Timestamp{*at};
  key.last_used_service = row.maybe_text(7).value_or("");
  key.last_used_region = row.maybe_text(8).value_or("");
  return key;
}

}  // namespace

std::optional<AccessKey> SqlIdentities::access_key(std::string_view id) {
  sql::Cursor rows = db_.query(kFind, id);
  const sql::Row* row = rows.next();
  return row != nullptr ? std::optional(key_in(*row)) : std::nullopt;
}

std::vector<AccessKey> SqlIdentities::access_keys_of(AccountId account,
                                                     const std::optional<std::string>& user) {
  std::vector<AccessKey> keys;
  sql::Cursor rows = db_.query(kKeysOf, account.number, user.value_or(""));
  while (const sql::Row* row = rows.next()) keys.push_back(key_in(*row));
  return keys;
}

bool SqlIdentities::insert(const AccessKey& key) {
  std::optional<std::int64_t> used_at;
  if (key.last_used_at) used_at = key.last_used_at->milliseconds;
  // The unique index lets the first free place through, and nobody when both are taken.
  for (int place : {0, 1}) {
    if (db_.execute(kInsert, key.id, key.account.number, key.user, blob_of(key.sealed), key.active,
                    key.created_at.milliseconds, used_at, key.last_used_service,
                    key.last_used_region, place) == 1)
      return true;
  }
  return false;
}

void SqlIdentities::set_active(std::string_view access_key_id, bool active) {
  db_.execute(kSetActive, access_key_id, active);
}

bool SqlIdentities::remove_access_key(std::string_view id) { return db_.execute(kRemove, id) == 1; }

void SqlIdentities::note_use(const KeyUse& use) {
  db_.execute(kNoteUse, use.access_key_id, use.at.milliseconds, use.service, use.region);
}

std::optional<Session> SqlIdentities::session(std::string_view access_key_id) {
  sql::Cursor rows = db_.query(kSession, access_key_id);
  const sql::Row* row = rows.next();
  if (row == nullptr) return std::nullopt;
  Session session;
  session.access_key_id = row->text(0);
  session.account = AccountId{row->integer(1)};
  session.role_name = row->text(2);
  session.role_id = row->text(3);
  session.name = row->text(4);
  session.sealed = bytes_in(*row, 5);
  session.created_at = Timestamp{row->integer(6)};
  session.expires_at = Timestamp{row->integer(7)};
  session.policies = shape::decode_trusted<domain::SessionPolicyList>(row->text(8));
  session.tags = shape::decode_trusted<TagList>(row->text(9));
  session.source = AccountId{row->integer(10)};
  return session;
}

void SqlIdentities::insert(const Session& session) {
  std::string policies;
  shape::encode(session.policies, policies);
  std::string tags;
  shape::encode(session.tags, tags);
  db_.execute(kInsertSession, session.access_key_id, session.account.number, session.role_name,
              session.role_id, session.name, blob_of(session.sealed),
              session.created_at.milliseconds, session.expires_at.milliseconds, policies, tags,
              session.source.number);
}

std::size_t SqlIdentities::forget_sessions(Timestamp expired_before, std::size_t at_most) {
  return static_cast<std::size_t>(db_.execute(kForgetSessions, expired_before.milliseconds,
                                              static_cast<std::int64_t>(at_most)));
}

std::vector<SealedRow> SqlIdentities::sealed_rows(std::string_view after, std::size_t at_most) {
  std::vector<SealedRow> sealed;
  sql::Cursor rows = db_.query(kSealed, after, static_cast<std::int64_t>(at_most));
  while (const sql::Row* row = rows.next())
    sealed.push_back({std::string(row->text(0)), bytes_in(*row, 1)});
  return sealed;
}

void SqlIdentities::reseal(const SealedRow& row) {
  if (db_.execute(kResealKey, row.access_key_id, blob_of(row.sealed)) == 0)
    db_.execute(kResealSession, row.access_key_id, blob_of(row.sealed));
}

}  // namespace amity::account
