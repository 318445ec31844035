// File: preferences.cc, contains whose invitations accounts let in, in SQL.
#include "account/store/sql/repositories.h"

#include <string>

namespace amity::account {
namespace {

using domain::AccountId;
using domain::CatalogId;
using domain::Preferences;

const sql::Statement kPreferencesOfPartner{
    "preferences_of_partner",
    "SELECT c.access_type, c.participants, c.updated_at, c.revision, p.created_at FROM partner p "
    "LEFT JOIN connection_preferences c ON c.account = p.account AND c.catalog = p.catalog "
    "WHERE p.account = $1 AND p.catalog = $2"};

const sql::Statement kPreferencesSet{
    "preferences_set",
    "SELECT access_type, participants, updated_at, revision FROM connection_preferences "
    "WHERE account = $1 AND catalog = $2"};

const sql::Statement kPutPreferences{
    "put_preferences",
    "INSERT INTO connection_preferences "
    "(account, catalog, access_type, participants, updated_at, revision) "
    "VALUES ($1, $2, $3, $4, $5, $6) "
    "ON CONFLICT (account, catalog) DO UPDATE SET access_type = excluded.access_type, "
    "participants = excluded.participants, updated_at = excluded.updated_at, "
    "revision = excluded.revision "
    "WHERE connection_preferences.revision = excluded.revision - 1"};

std::string lines_of(const ParticipantIdentifierList& identifiers) {
  std::string lines;
  for (const ParticipantIdentifier& identifier : identifiers) lines += identifier.str() + '\n';
  return lines;
}

ParticipantIdentifierList identifiers_in(std::string_view lines) {
  ParticipantIdentifierList identifiers;
  for (std::size_t end; (end = lines.find('\n')) != std::string_view::npos;) {
    identifiers.items.emplace_back(lines.substr(0, end));
    lines.remove_prefix(end + 1);
  }
  return identifiers;
}

Preferences preferences_in(const sql::Row& row, AccountId account, CatalogId catalog) {
  return {account,
          catalog,
          static_cast<AccessType>(row.integer(0)),
          identifiers_in(row.text(1)),
          Timestamp{row.integer(2)},
          row.integer(3)};
}

}  // namespace

std::optional<Preferences> SqlPreferences::of_partner(AccountId account, CatalogId catalog) {
  sql::Cursor rows = db_.query(kPreferencesOfPartner, account.number, static_cast<int>(catalog));
  const sql::Row* row = rows.next();
  if (row == nullptr) return std::nullopt;
  if (!row->is_null(0)) return preferences_in(*row, account, catalog);
  Preferences first;
  first.account = account;
  first.catalog = catalog;
  first.updated_at = Timestamp{row->integer(4)};
  return first;
}

std::optional<Preferences> SqlPreferences::set_by(AccountId account, CatalogId catalog) {
  sql::Cursor rows = db_.query(kPreferencesSet, account.number, static_cast<int>(catalog));
  const sql::Row* row = rows.next();
  if (row == nullptr) return std::nullopt;
  return preferences_in(*row, account, catalog);
}

void SqlPreferences::put(const Preferences& preferences) {
  if (db_.execute(kPutPreferences, preferences.account.number,
                  static_cast<int>(preferences.catalog), static_cast<int>(preferences.access_type),
                  lines_of(preferences.excluded), preferences.updated_at.milliseconds,
                  preferences.revision) != 1)
    throw Contended();
}

}  // namespace amity::account
