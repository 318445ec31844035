// File: ledgers.cc, contains what is written beside every change: counters, events, tokens.
#include "account/store/sql/repositories.h"

#include <openssl/sha.h>

#include <array>
#include <cstring>

namespace amity::account {
namespace {

using domain::AccountId;
using domain::CatalogId;

// The guard is in the statement: it holds whatever else runs at the same time.
const sql::Statement kRaise{
    "raise_counter",
    "INSERT INTO counter (account, catalog, counter, value) "
    "SELECT $1, $2, $3, 1 WHERE $4 > 0 "
    "ON CONFLICT (account, catalog, counter) DO UPDATE SET value = counter.value + 1 "
    "WHERE counter.value < $4"};

const sql::Statement kLower{
    "lower_counter",
    "UPDATE counter SET value = value - 1 WHERE account = $1 AND catalog = $2 AND counter = $3"};

const sql::Statement kValue{
    "counter_value",
    "SELECT value FROM counter WHERE account = $1 AND catalog = $2 AND counter = $3"};

const sql::Statement kAppend{
    "append_event",
    "INSERT INTO event (recipient, catalog, at, detail_type, resources, detail) "
    "VALUES ($1, $2, $3, $4, $5, $6)"};

const sql::Statement kFindToken{"find_token",
                                "SELECT digest, answer FROM idempotency "
                                "WHERE account = $1 AND token_key = $2 AND created_at >= $3"};

const sql::Statement kRememberToken{
    "remember_token",
    "INSERT INTO idempotency (account, token_key, created_at, digest, answer) "
    "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (account, token_key) DO NOTHING"};

const sql::Statement kForgetToken{"forget_token",
                                  "DELETE FROM idempotency WHERE account = $1 AND token_key = $2"};

// 63 bits of a hash: a small key for the index. Two tokens of one account that met in it would look
// like one token used twice, which the digest then refuses.
std::int64_t token_key(std::string_view scope, std::string_view token) {
  std::string text(scope);
  text += '\n';  // in neither part
  text += token;
  std::array<unsigned char, SHA256_DIGEST_LENGTH> hash{};
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), hash.data());
  std::uint64_t key = 0;
  std::memcpy(&key, hash.data(), sizeof key);
  return static_cast<std::int64_t>(key >> 1);
}

}  // namespace

bool SqlCounters::raise(Counter counter, AccountId account, CatalogId catalog, std::int64_t limit) {
  return db_.execute(kRaise, account.number, static_cast<int>(catalog), static_cast<int>(counter),
                     limit) == 1;
}

void SqlCounters::lower(Counter counter, AccountId account, CatalogId catalog) {
  db_.execute(kLower, account.number, static_cast<int>(catalog), static_cast<int>(counter));
}

std::int64_t SqlCounters::value(Counter counter, AccountId account, CatalogId catalog) {
  sql::Cursor rows =
      db_.query(kValue, account.number, static_cast<int>(catalog), static_cast<int>(counter));
  const sql::Row* row = rows.next();
  return row != nullptr ? row->integer(0) : 0;
}

void SqlOutbox::append(const domain::Event& event) {
  std::string resources;
  for (const std::string& arn : event.resources) {
    if (!resources.empty()) resources += '\n';
    resources += arn;
  }
  db_.execute(kAppend, event.recipient.number, static_cast<int>(event.catalog),
              event.at.milliseconds, event.detail_type, resources, event.detail);
}

std::optional<Remembered> SqlTokens::find(AccountId account, std::string_view scope,
                                          std::string_view token, Timestamp since) {
  sql::Cursor rows =
      db_.query(kFindToken, account.number, token_key(scope, token), since.milliseconds);
  const sql::Row* row = rows.next();
  if (row == nullptr) return std::nullopt;
  sql::Blob digest = row->blob(0);
  return Remembered{std::string(reinterpret_cast<const char*>(digest.data()), digest.size()),
                    std::string(row->text(1))};
}

void SqlTokens::remember(AccountId account, std::string_view scope, std::string_view token,
                         Timestamp now, const Remembered& remembered) {
  sql::Blob digest(reinterpret_cast<const std::byte*>(remembered.digest.data()),
                   remembered.digest.size());
  std::int64_t key = token_key(scope, token);
  auto append = [&] {
    return db_.execute(kRememberToken, account.number, key, now.milliseconds, digest,
                       remembered.answer) == 1;
  };
  if (append()) return;
  // One that outlived its time. The new one goes to the end: rows lie in the order of their age.
  db_.execute(kForgetToken, account.number, key);
  append();
}

}  // namespace amity::account
