// File: verifications.cc, contains the verifications in SQL.
#include "account/store/sql/repositories.h"

namespace amity::account {
namespace {

using domain::AccountId;
using domain::Verification;

#define VERIFICATION_COLUMNS                                                                    \
  "account, type, status, reason, started_at, completed_at, legal_name, registration_id, "      \
  "country_code, jurisdiction, tax_id, registration_number, address, due_at, finding, secret, " \
  "page_expires_at, revision, attempt"

const sql::Statement kVerificationOf{"verification_of",
                                     "SELECT " VERIFICATION_COLUMNS
                                     " FROM verification WHERE account = $1 AND type = $2"};

const sql::Statement kVerificationWithAttempt{"verification_with_attempt",
                                              "SELECT " VERIFICATION_COLUMNS
                                              " FROM verification WHERE attempt = $1"};

const sql::Statement kDueVerifications{"due_verifications",
                                       "SELECT " VERIFICATION_COLUMNS
                                       " FROM verification WHERE next_change <= $1 "
                                       "ORDER BY next_change LIMIT $2"};

const sql::Statement kWaitingVerifications{
    "waiting_verifications",
    "SELECT " VERIFICATION_COLUMNS
    " FROM verification WHERE status = 1 AND due_at IS NULL ORDER BY started_at LIMIT $1"};

const sql::Statement kInsertVerification{
    "insert_verification",
    "INSERT INTO verification (" VERIFICATION_COLUMNS
    ", next_change) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, "
    "$14, $15, $16, $17, $18, $19, $20) ON CONFLICT (account, type) DO NOTHING"};
#undef VERIFICATION_COLUMNS

const sql::Statement kUpdateVerification{
    "update_verification",
    "UPDATE verification SET status = $3, reason = $4, started_at = $5, completed_at = $6, "
    "legal_name = $7, registration_id = $8, country_code = $9, jurisdiction = $10, tax_id = $11, "
    "registration_number = $12, address = $13, due_at = $14, finding = $15, secret = $16, "
    "page_expires_at = $17, revision = revision + 1, attempt = $19, next_change = $20 "
    "WHERE account = $1 AND type = $2 AND revision = $18"};

const sql::Statement kCountStart{
    "count_verification_start",
    "INSERT INTO verification_start (account, type, attempt) VALUES ($1, $2, $3)"};

const sql::Statement kForgetStarts{
    "forget_verification_starts",
    "DELETE FROM verification_start WHERE account = $1 AND type = $2 AND attempt < $3"};

const sql::Statement kStarts{
    "verification_starts",
    "SELECT COUNT(*) FROM verification_start WHERE account = $1 AND type = $2 AND attempt >= $3"};

std::optional<std::int64_t> milliseconds_of(const std::optional<Timestamp>& at) {
  if (!at) return std::nullopt;
  return at->milliseconds;
}

std::optional<Timestamp> maybe_timestamp(const sql::Row& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return Timestamp{row.integer(column)};
}

Verification verification_in(const sql::Row& row) {
  Verification verification;
  verification.account = AccountId{row.integer(0)};
  verification.type = static_cast<VerificationType>(row.integer(1));
  verification.status = static_cast<VerificationStatus>(row.integer(2));
  if (!row.is_null(3)) verification.reason = VerificationStatusReason(row.text(3));
  verification.started_at = Timestamp{row.integer(4)};
  verification.completed_at = maybe_timestamp(row, 5);
  if (!row.is_null(6)) {
    BusinessVerificationDetails& business = verification.business.emplace();
    business.legal_name = LegalName(row.text(6));
    business.registration_id = RegistrationId(row.text(7));
    business.country_code = CountryCode(row.text(8));
    if (!row.is_null(9)) business.jurisdiction_of_incorporation = JurisdictionCode(row.text(9));
  }
  if (!row.is_null(10))
    verification.supplement = {SensitiveUnicodeString(row.text(10)),
                               SensitiveUnicodeString(row.text(11)),
                               domain::PostalAddress(row.text(12))};
  verification.due_at = maybe_timestamp(row, 13);
  verification.finding = static_cast<VerificationStatus>(row.integer(14));
  verification.secret = row.text(15);
  verification.page_expires_at = maybe_timestamp(row, 16);
  verification.revision = row.integer(17);
  verification.attempt = row.integer(18);
  return verification;
}

std::optional<Verification> one(sql::Cursor rows) {
  const sql::Row* row = rows.next();
  if (row == nullptr) return std::nullopt;
  return verification_in(*row);
}

std::vector<Verification> all(sql::Cursor rows) {
  std::vector<Verification> found;
  while (const sql::Row* row = rows.next()) found.push_back(verification_in(*row));
  return found;
}

std::int64_t write(sql::Connection& db, const sql::Statement& statement, const Verification& v) {
  std::optional<std::string_view> reason;
  if (v.reason) reason = v.reason->view();
  std::optional<std::string_view> name, registration, country, jurisdiction;
  if (v.business) {
    name = v.business->legal_name.view();
    registration = v.business->registration_id.view();
    country = v.business->country_code.view();
    if (v.business->jurisdiction_of_incorporation)
      jurisdiction = v.business->jurisdiction_of_incorporation->view();
  }
  std::optional<std::string_view> tax_id, number, address;
  if (v.supplement) {
    tax_id = v.supplement->tax_id.view();
    number = v.supplement->registration_number.view();
    address = v.supplement->address.view();
  }
  return db.execute(statement, v.account.number, static_cast<int>(v.type),
                    static_cast<int>(v.status), reason, v.started_at.milliseconds,
                    milliseconds_of(v.completed_at), name, registration, country, jurisdiction,
                    tax_id, number, address, milliseconds_of(v.due_at), static_cast<int>(v.finding),
                    v.secret, milliseconds_of(v.page_expires_at), v.revision, v.attempt,
                    milliseconds_of(domain::next_change(v)));
}

}  // namespace

std::optional<Verification> SqlVerifications::of(AccountId account, VerificationType type) {
  return one(db_.query(kVerificationOf, account.number, static_cast<int>(type)));
}

std::optional<Verification> SqlVerifications::with_attempt(std::int64_t number) {
  return one(db_.query(kVerificationWithAttempt, number));
}

void SqlVerifications::insert(const Verification& verification) {
  if (write(db_, kInsertVerification, verification) != 1) throw Contended();
}

void SqlVerifications::update(const Verification& verification) {
  if (write(db_, kUpdateVerification, verification) != 1) throw Contended();
}

std::vector<Verification> SqlVerifications::waiting(std::size_t at_most) {
  return all(db_.query(kWaitingVerifications, static_cast<std::int64_t>(at_most)));
}

std::vector<Verification> SqlVerifications::due(Timestamp now, std::size_t at_most) {
  return all(db_.query(kDueVerifications, now.milliseconds, static_cast<std::int64_t>(at_most)));
}

void SqlVerifications::count_start(const Verification& verification, Timestamp since) {
  int type = static_cast<int>(verification.type);
  db_.execute(kForgetStarts, verification.account.number, type, domain::first_key_at(since));
  db_.execute(kCountStart, verification.account.number, type, verification.attempt);
}

bool SqlVerifications::started_at_least(std::int64_t count, AccountId account,
                                        VerificationType type, Timestamp since) {
  sql::Cursor rows =
      db_.query(kStarts, account.number, static_cast<int>(type), domain::first_key_at(since));
  return rows.next()->integer(0) >= count;
}

}  // namespace amity::account
