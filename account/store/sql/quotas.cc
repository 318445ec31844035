// File: quotas.cc, contains the quotas of single accounts in SQL.
#include "account/store/sql/repositories.h"

namespace amity::account {
namespace {

using domain::AccountId;
using domain::AccountQuotaKey;
using domain::CatalogId;

const sql::Statement kFind{
    "account_quota",
    "SELECT value FROM account_quota WHERE account = $1 AND quota = $2 AND catalog = $3"};

const sql::Statement kAllOf{"account_quotas",
                            "SELECT quota, catalog, value FROM account_quota WHERE account = $1"};

const sql::Statement kSet{
    "set_account_quota",
    "INSERT INTO account_quota (account, quota, catalog, value) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (account, quota, catalog) DO UPDATE SET value = excluded.value"};

const sql::Statement kClear{
    "clear_account_quota",
    "DELETE FROM account_quota WHERE account = $1 AND quota = $2 AND catalog = $3"};

}  // namespace

std::optional<std::int64_t> SqlQuotas::of(const AccountQuotaKey& key) {
  sql::Cursor rows = db_.query(kFind, key.account.number, key.quota, static_cast<int>(key.catalog));
  const sql::Row* row = rows.next();
  return row != nullptr ? std::optional(row->integer(0)) : std::nullopt;
}

domain::AccountQuotas SqlQuotas::all_of(AccountId account) {
  domain::AccountQuotas all;
  sql::Cursor rows = db_.query(kAllOf, account.number);
  while (const sql::Row* row = rows.next()) {
    // A quota that this program does not know is of no use to it.
    auto quota = domain::quota_named(row->text(0));
    if (quota)
      all[{account, static_cast<CatalogId>(row->integer(1)), domain::name_of(*quota)}] =
          row->integer(2);
  }
  return all;
}

void SqlQuotas::set(const AccountQuotaKey& key, std::int64_t value) {
  db_.execute(kSet, key.account.number, key.quota, static_cast<int>(key.catalog), value);
}

void SqlQuotas::clear(const AccountQuotaKey& key) {
  db_.execute(kClear, key.account.number, key.quota, static_cast<int>(key.catalog));
}

}  // namespace amity::account
