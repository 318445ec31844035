#include "account/store/sql/migrate.h"

#include "account/store/store.h"

#include <openssl/rand.h>

#include <array>

namespace amity::account {
namespace {

const sql::Statement kBegin{"begin", "BEGIN IMMEDIATE"};
const sql::Statement kCommit{"commit", "COMMIT"};
const sql::Statement kRollback{"rollback", "ROLLBACK"};
const sql::Statement kRead{"read_meta", "SELECT value FROM meta WHERE name = $1"};
const sql::Statement kWrite{"write_meta",
                            "INSERT INTO meta (name, value) VALUES ($1, $2) "
                            "ON CONFLICT (name) DO UPDATE SET value = excluded.value"};

std::optional<std::string> meta(sql::Connection& db, std::string_view name) {
  sql::Cursor rows = db.query(kRead, name);
  const sql::Row* row = rows.next();
  return row != nullptr ? std::optional(std::string(row->text(0))) : std::nullopt;
}

// Commits what `work` did, or undoes it.
template <class F>
void in_transaction(sql::Connection& db, F work) {
  db.execute(kBegin);
  try {
    work();
    db.execute(kCommit);
  } catch (...) {
    if (db.in_transaction()) db.execute(kRollback);
    throw;
  }
}

constexpr std::string_view kHex = "0123456789abcdef";

}  // namespace

std::int64_t migrate(sql::Connection& db, std::span<const std::string_view> steps) {
  auto newest = static_cast<std::int64_t>(steps.size());
  in_transaction(db, [&] {
    db.run_script("CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)");
    std::int64_t version = std::stoll(meta(db, "schema_version").value_or("0"));
    if (version > newest)
      throw StoreUnavailable("the data has schema version " + std::to_string(version) +
                             ", this program knows only up to " + std::to_string(newest) +
                             ": it was written by a newer amity");
    if (version == newest) return;
    for (; version < newest; ++version)
      db.run_script(std::string(steps[static_cast<std::size_t>(version)]));
    db.execute(kWrite, "schema_version", std::to_string(newest));
  });
  return newest;
}

std::string store_secret(sql::Connection& db) {
  std::string hex;
  in_transaction(db, [&] {
    if (auto known = meta(db, "secret")) {
      hex = *known;
      return;
    }
    std::array<unsigned char, 32> bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
      throw StoreUnavailable("the system gives no random numbers");
    for (unsigned char byte : bytes) {
      hex += kHex[byte >> 4];
      hex += kHex[byte & 15];
    }
    db.execute(kWrite, "secret", hex);
  });
  std::string secret;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    secret += static_cast<char>(kHex.find(hex[i]) << 4 | kHex.find(hex[i + 1]));
  return secret;
}

}  // namespace amity::account
