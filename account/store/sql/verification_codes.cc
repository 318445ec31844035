#include "account/store/sql/repositories.h"

namespace amity::account {
namespace {

using domain::AccountId;
using domain::CatalogId;
using domain::VerificationCode;

const sql::Statement kAdd{
    "add_code",
    "INSERT INTO verification_code (id, address, account, catalog, digest, wrong_tries, spent) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7)"};

const sql::Statement kLatest{"latest_code",
                             "SELECT id, digest, wrong_tries, spent FROM verification_code "
                             "WHERE address = $1 AND account = $2 AND catalog = $3 "
                             "ORDER BY id DESC LIMIT 1"};

const sql::Statement kCountWrongTry{"count_wrong_try",
                                    "UPDATE verification_code SET wrong_tries = wrong_tries + 1 "
                                    "WHERE id = $1 AND wrong_tries = $2"};

const sql::Statement kSpend{"spend_code",
                            "UPDATE verification_code SET spent = 1 WHERE id = $1 AND spent = 0"};

const sql::Statement kMadeSince{
    "codes_made_since", "SELECT count(*) FROM verification_code WHERE address = $1 AND id >= $2"};

const sql::Statement kRemoveMadeBefore{
    "remove_codes",
    "DELETE FROM verification_code WHERE id IN "
    "(SELECT id FROM verification_code WHERE id < $1 ORDER BY id LIMIT $2)"};

}  // namespace

void SqlVerificationCodes::add(const VerificationCode& code) {
  sql::Blob digest(reinterpret_cast<const std::byte*>(code.digest.data()), code.digest.size());
  db_.execute(kAdd, code.id, code.address, code.account.number, static_cast<int>(code.catalog),
              digest, code.wrong_tries, code.spent);
}

std::optional<VerificationCode> SqlVerificationCodes::latest(AccountId account, CatalogId catalog,
                                                             std::string_view address_key) {
  sql::Cursor rows = db_.query(kLatest, address_key, account.number, static_cast<int>(catalog));
  const sql::Row* row = rows.next();
  if (row == nullptr) return std::nullopt;
  VerificationCode code;
  code.id = row->integer(0);
  code.account = account;
  code.catalog = catalog;
  code.address = address_key;
  sql::Blob digest = row->blob(1);
  code.digest.assign(reinterpret_cast<const char*>(digest.data()), digest.size());
  code.wrong_tries = row->integer(2);
  code.spent = row->integer(3) != 0;
  return code;
}

void SqlVerificationCodes::count_wrong_try(const VerificationCode& code) {
  if (db_.execute(kCountWrongTry, code.id, code.wrong_tries) != 1) throw Contended();
}

void SqlVerificationCodes::spend(const VerificationCode& code) {
  if (db_.execute(kSpend, code.id) != 1) throw Contended();
}

std::int64_t SqlVerificationCodes::made_since(std::string_view address_key, Timestamp since) {
  sql::Cursor rows = db_.query(kMadeSince, address_key, domain::first_key_at(since));
  return rows.next()->integer(0);
}

std::size_t SqlVerificationCodes::remove_made_before(Timestamp before, std::size_t at_most) {
  return static_cast<std::size_t>(db_.execute(kRemoveMadeBefore, domain::first_key_at(before),
                                              static_cast<std::int64_t>(at_most)));
}

}  // namespace amity::account
