// File: connections.cc, contains the connections in SQL: one row each, read only for a party.
#include "account/store/sql/repositories.h"

#include <limits>

namespace amity::account {
namespace {

using domain::AccountId;
using domain::CatalogId;
using domain::ConnectionEntry;
using domain::ConnectionKey;
using domain::Pair;

#define CONNECTION_COLUMNS                                                                   \
  "id, catalog, party_low, party_high, created_at, updated_at, revision, "                   \
  "collaboration_status, collaboration_created_at, collaboration_inviter, "                  \
  "collaboration_inviter_email, collaboration_inviter_name, collaboration_canceled_at, "     \
  "collaboration_canceled_by, collaboration_cancel_reason, "                                 \
  "subsidiary_status, subsidiary_created_at, subsidiary_inviter, subsidiary_inviter_email, " \
  "subsidiary_inviter_name, subsidiary_canceled_at, subsidiary_canceled_by, "                \
  "subsidiary_cancel_reason"
constexpr int kCollaborationColumns = 7;
constexpr int kSubsidiaryColumns = 15;

const sql::Statement kVisibleTo{
    "connection_visible_to",
    "SELECT " CONNECTION_COLUMNS
    " FROM connection "
    "WHERE id = $1 AND catalog = $2 AND (party_low = $3 OR party_high = $3)"};

const sql::Statement kLiveBetween{
    "connection_live_between",
    "SELECT " CONNECTION_COLUMNS
    " FROM connection "
    "WHERE party_low = $1 AND party_high = $2 AND catalog = $3 AND live = 1"};

const sql::Statement kEverBetween{
    "connection_ever_between",
    "SELECT 1 FROM connection WHERE party_low = $1 AND party_high = $2 AND catalog = $3 LIMIT 1"};

const sql::Statement kPrimaryOf{
    "primary_of",
    "SELECT party_low, party_high FROM connection "
    "WHERE subsidiary = $1 AND catalog = $2 AND subsidiary IS NOT NULL"};

// Two ordered ranges, merged: nothing is sorted.
const sql::Statement kWalk{"connections",
                           "SELECT " CONNECTION_COLUMNS
                           " FROM connection "
                           "WHERE party_low = $1 AND catalog = $2 AND (updated_at, id) < ($3, $4) "
                           "UNION ALL "
                           "SELECT " CONNECTION_COLUMNS
                           " FROM connection "
                           "WHERE party_high = $1 AND catalog = $2 AND (updated_at, id) < ($3, $4) "
                           "ORDER BY 6 DESC, 1 DESC"};

const sql::Statement kInsert{"insert_connection",
                             "INSERT INTO connection (" CONNECTION_COLUMNS
                             ", live, subsidiary) "
                             "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, "
                             "$15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)"};

const sql::Statement kUpdate{
    "update_connection",
    "UPDATE connection SET updated_at = $1, live = $2, subsidiary = $3, revision = revision + 1, "
    "collaboration_status = $4, collaboration_created_at = $5, collaboration_inviter = $6, "
    "collaboration_inviter_email = $7, collaboration_inviter_name = $8, "
    "collaboration_canceled_at = $9, collaboration_canceled_by = $10, "
    "collaboration_cancel_reason = $11, "
    "subsidiary_status = $12, subsidiary_created_at = $13, subsidiary_inviter = $14, "
    "subsidiary_inviter_email = $15, subsidiary_inviter_name = $16, subsidiary_canceled_at = $17, "
    "subsidiary_canceled_by = $18, subsidiary_cancel_reason = $19 "
    "WHERE id = $20 AND revision = $21"};
#undef CONNECTION_COLUMNS

// An entry as its eight columns.
struct EntryColumns {
  std::optional<std::int64_t> status;
  std::optional<std::int64_t> created_at;
  std::optional<std::int64_t> inviter;
  std::optional<std::string_view> inviter_email;
  std::optional<std::string_view> inviter_name;
  std::optional<std::int64_t> canceled_at;
  std::optional<std::int64_t> canceled_by;
  std::optional<std::string_view> cancel_reason;

  explicit EntryColumns(const std::optional<ConnectionEntry>& entry) {
    if (!entry) return;
    status = static_cast<std::int64_t>(entry->status);
    created_at = entry->created_at.milliseconds;
    inviter = entry->inviter.number;
    inviter_email = entry->inviter_email.view();
    inviter_name = entry->inviter_name.view();
    if (entry->canceled_at) canceled_at = entry->canceled_at->milliseconds;
    if (entry->canceled_by) canceled_by = entry->canceled_by->number;
    if (entry->cancel_reason) cancel_reason = entry->cancel_reason->view();
  }
};

std::optional<ConnectionEntry> entry_in(const sql::Row& row, int first) {
  if (row.is_null(first)) return std::nullopt;
  ConnectionEntry entry;
  entry.status = static_cast<ConnectionTypeStatus>(row.integer(first));
  entry.created_at = Timestamp{row.integer(first + 1)};
  entry.inviter = AccountId{row.integer(first + 2)};
  entry.inviter_email = Email(row.text(first + 3));
  entry.inviter_name = SensitiveUnicodeString(row.text(first + 4));
  if (auto at = row.maybe_integer(first + 5)) entry.canceled_at = Timestamp{*at};
  if (auto by = row.maybe_integer(first + 6)) entry.canceled_by = AccountId{*by};
  if (!row.is_null(first + 7)) entry.cancel_reason = CancellationReason(row.text(first + 7));
  return entry;
}

domain::Connection connection_in(const sql::Row& row) {
  domain::Connection connection;
  connection.id = ConnectionKey{row.integer(0)};
  connection.catalog = static_cast<CatalogId>(row.integer(1));
  connection.low = AccountId{row.integer(2)};
  connection.high = AccountId{row.integer(3)};
  connection.created_at = Timestamp{row.integer(4)};
  connection.updated_at = Timestamp{row.integer(5)};
  connection.revision = row.integer(6);
  connection.collaboration = entry_in(row, kCollaborationColumns);
  connection.subsidiary = entry_in(row, kSubsidiaryColumns);
  return connection;
}

std::optional<domain::Connection> only(sql::Cursor rows) {
  const sql::Row* row = rows.next();
  return row != nullptr ? std::optional(connection_in(*row)) : std::nullopt;
}

std::optional<std::int64_t> number(std::optional<AccountId> account) {
  return account ? std::optional(account->number) : std::nullopt;
}

}  // namespace

std::optional<domain::Connection> SqlConnections::visible_to(AccountId account, CatalogId catalog,
                                                             ConnectionKey id) {
  return only(db_.query(kVisibleTo, id.value, static_cast<int>(catalog), account.number));
}

std::optional<domain::Connection> SqlConnections::live_between(Pair pair, CatalogId catalog) {
  return only(
      db_.query(kLiveBetween, pair.low.number, pair.high.number, static_cast<int>(catalog)));
}

bool SqlConnections::ever_between(Pair pair, CatalogId catalog) {
  sql::Cursor rows =
      db_.query(kEverBetween, pair.low.number, pair.high.number, static_cast<int>(catalog));
  return rows.next() != nullptr;
}

std::optional<AccountId> SqlConnections::primary_of(AccountId account, CatalogId catalog) {
  sql::Cursor rows = db_.query(kPrimaryOf, account.number, static_cast<int>(catalog));
  const sql::Row* row = rows.next();
  if (row == nullptr) return std::nullopt;
  AccountId low{row->integer(0)};
  return low == account ? AccountId{row->integer(1)} : low;
}

void SqlConnections::walk(AccountId account, CatalogId catalog,
                          const std::optional<ConnectionCursor>& after,
                          const std::function<bool(const domain::Connection&)>& visit) {
  constexpr std::int64_t end = std::numeric_limits<std::int64_t>::max();
  sql::Cursor rows =
      db_.query(kWalk, account.number, static_cast<int>(catalog),
                after ? after->updated_at.milliseconds : end, after ? after->id.value : end);
  while (const sql::Row* row = rows.next())
    if (!visit(connection_in(*row))) return;
}

void SqlConnections::insert(const domain::Connection& connection) {
  EntryColumns collaboration(connection.collaboration);
  EntryColumns subsidiary(connection.subsidiary);
  try {
    db_.execute(kInsert, connection.id.value, static_cast<int>(connection.catalog),
                connection.low.number, connection.high.number, connection.created_at.milliseconds,
                connection.updated_at.milliseconds, connection.revision, collaboration.status,
                collaboration.created_at, collaboration.inviter, collaboration.inviter_email,
                collaboration.inviter_name, collaboration.canceled_at, collaboration.canceled_by,
                collaboration.cancel_reason, subsidiary.status, subsidiary.created_at,
                subsidiary.inviter, subsidiary.inviter_email, subsidiary.inviter_name,
                subsidiary.canceled_at, subsidiary.canceled_by, subsidiary.cancel_reason,
                connection.is_live(), number(connection.active_subsidiary()));
  } catch (const sql::Error& error) {
    if (error.failure != sql::Failure::constraint) throw;
    throw Contended();  // the id is taken, or another connection has come between
  }
}

void SqlConnections::update(const domain::Connection& connection) {
  EntryColumns collaboration(connection.collaboration);
  EntryColumns subsidiary(connection.subsidiary);
  try {
    if (db_.execute(kUpdate, connection.updated_at.milliseconds, connection.is_live(),
                    number(connection.active_subsidiary()), collaboration.status,
                    collaboration.created_at, collaboration.inviter, collaboration.inviter_email,
                    collaboration.inviter_name, collaboration.canceled_at,
                    collaboration.canceled_by, collaboration.cancel_reason, subsidiary.status,
                    subsidiary.created_at, subsidiary.inviter, subsidiary.inviter_email,
                    subsidiary.inviter_name, subsidiary.canceled_at, subsidiary.canceled_by,
                    subsidiary.cancel_reason, connection.id.value, connection.revision) != 1)
      throw Contended();
  } catch (const sql::Error& error) {
    if (error.failure != sql::Failure::constraint) throw;
    throw Contended();  // the subsidiary has another primary by now
  }
}

}  // namespace amity::account
