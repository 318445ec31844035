// File: email_domains.cc, contains the e-mail domains of partners in SQL.
#include "account/store/sql/repositories.h"

namespace amity::account {
namespace {

using domain::AccountId;
using domain::CatalogId;

const sql::Statement kCountDomainsOf{
    "count_domains_of", "SELECT count(*) FROM partner_domain WHERE account = $1 AND catalog = $2"};

const sql::Statement kOwnerOfDomain{
    "owner_of_domain", "SELECT account FROM partner_domain WHERE catalog = $1 AND domain = $2"};

const sql::Statement kInsertDomain{
    "insert_domain",
    "INSERT INTO partner_domain (account, catalog, domain, registered_at) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (catalog, domain) DO NOTHING"};

const sql::Statement kRemoveDomain{
    "remove_domain",
    "DELETE FROM partner_domain WHERE account = $1 AND catalog = $2 AND domain = $3"};

}  // namespace

std::int64_t SqlEmailDomains::count_of(AccountId account, CatalogId catalog) {
  return db_.query(kCountDomainsOf, account.number, static_cast<int>(catalog)).next()->integer(0);
}

std::optional<AccountId> SqlEmailDomains::owner_of(CatalogId catalog, std::string_view domain) {
  sql::Cursor rows = db_.query(kOwnerOfDomain, static_cast<int>(catalog), domain);
  const sql::Row* row = rows.next();
  return row != nullptr ? std::optional(AccountId{row->integer(0)}) : std::nullopt;
}

void SqlEmailDomains::insert(AccountId account, CatalogId catalog, const PartnerDomain& domain) {
  if (db_.execute(kInsertDomain, account.number, static_cast<int>(catalog),
                  domain.domain_name.view(), domain.registered_at.milliseconds) != 1)
    throw Contended();
}

bool SqlEmailDomains::remove(AccountId account, CatalogId catalog, std::string_view domain) {
  return db_.execute(kRemoveDomain, account.number, static_cast<int>(catalog), domain) == 1;
}

}  // namespace amity::account
