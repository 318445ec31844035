// File: partners.cc, contains the directory of accounts and the partners in SQL.
#include "account/domain/legal_name.h"
#include "account/model/errors.h"
#include "account/store/sql/repositories.h"
#include "protocol/shape/decode.h"
#include "protocol/shape/encode.h"

#include <algorithm>
#include <tuple>

namespace amity::account {
namespace {

using domain::Account;
using domain::AccountId;
using domain::CatalogId;
using domain::Partner;

#define ACCOUNT_COLUMNS                                                                  \
  "id, name, seller_profile_id, seller_profile_name, paid_plan, good_standing, linked, " \
  "suspended, operator, created_at"

const sql::Statement kFindAccount{"find_account",
                                  "SELECT " ACCOUNT_COLUMNS " FROM account WHERE id = $1"};

const sql::Statement kAccountWithSellerProfile{"account_with_seller_profile",
                                               "SELECT " ACCOUNT_COLUMNS
                                               " FROM account WHERE seller_profile_id = $1"};

const sql::Statement kPutAccount{
    "put_account", "INSERT INTO account (" ACCOUNT_COLUMNS
                   ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) "
                   "ON CONFLICT (id) DO UPDATE SET name = excluded.name, "
                   "seller_profile_id = excluded.seller_profile_id, "
                   "seller_profile_name = excluded.seller_profile_name, "
                   "paid_plan = excluded.paid_plan, good_standing = excluded.good_standing, "
                   "linked = excluded.linked, suspended = excluded.suspended, "
                   "operator = excluded.operator, created_at = excluded.created_at"};

const sql::Statement kOperatorAccount{"operator_account",
                                      "SELECT " ACCOUNT_COLUMNS " FROM account WHERE operator = 1"};

const sql::Statement kListAccounts{
    "list_accounts", "SELECT " ACCOUNT_COLUMNS " FROM account WHERE id > $1 ORDER BY id LIMIT $2"};
#undef ACCOUNT_COLUMNS

#define PARTNER_COLUMNS \
  "account, catalog, id, legal_name, created_at, visibility, profile, revision"

// Read beside them; a new partner shares no qualifications.
#define QUALIFICATION_COLUMNS ", primary_account, associated, associates, qualifications_updated_at"
constexpr int kQualificationColumns = 8;

const sql::Statement kPartnerOf{"partner_of", "SELECT " PARTNER_COLUMNS QUALIFICATION_COLUMNS
                                              " FROM partner WHERE account = $1 AND catalog = $2"};

// A row for each of its domains, and one when there is none.
const sql::Statement kRegisteredPartnerOf{
    "registered_partner_of", "SELECT " PARTNER_COLUMNS QUALIFICATION_COLUMNS
                             ", domain, registered_at "
                             "FROM partner LEFT JOIN partner_domain USING (account, catalog) "
                             "WHERE account = $1 AND catalog = $2"};
constexpr int kDomainColumn = kQualificationColumns + 4;

const sql::Statement kPartnerWithProfile{"partner_with_profile",
                                         "SELECT " PARTNER_COLUMNS QUALIFICATION_COLUMNS
                                         " FROM partner WHERE catalog = $1 AND profile_id = $2"};

const sql::Statement kAssociatesOf{"associates_of",
                                   "SELECT " PARTNER_COLUMNS QUALIFICATION_COLUMNS
                                   " FROM partner WHERE primary_account = $1 AND catalog = $2 "
                                   "AND primary_account IS NOT NULL AND associated = 1 "
                                   "ORDER BY qualifications_updated_at, account"};
#undef QUALIFICATION_COLUMNS

const sql::Statement kInsertPartner{"insert_partner",
                                    "INSERT INTO partner (" PARTNER_COLUMNS
                                    ", alliance_lead_contact, legal_name_key, profile_id, "
                                    "display_name_key) "
                                    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"};
#undef PARTNER_COLUMNS

const sql::Statement kPartnerHeadOf{
    "partner_head_of",
    "SELECT id, profile_id, visibility, revision FROM partner WHERE account = $1 AND catalog = $2"};

const sql::Statement kContactOf{
    "contact_of", "SELECT alliance_lead_contact FROM partner WHERE account = $1 AND catalog = $2"};

const sql::Statement kPartnerWithDisplayName{
    "partner_with_display_name",
    "SELECT 1 FROM partner WHERE catalog = $1 AND display_name_key = $2 AND account <> $3 LIMIT 1"};

const sql::Statement kSetVisibility{"set_visibility",
                                    "UPDATE partner SET visibility = $1, revision = revision + 1 "
                                    "WHERE account = $2 AND catalog = $3 AND revision = $4"};

const sql::Statement kSetContact{
    "set_contact",
    "UPDATE partner SET alliance_lead_contact = $1, revision = revision + 1 "
    "WHERE account = $2 AND catalog = $3 AND revision = $4"};

const sql::Statement kUpdatePartner{
    "update_partner",
    "UPDATE partner SET visibility = $1, profile = $2, profile_id = $3, "
    "display_name_key = $4, revision = revision + 1 "
    "WHERE account = $5 AND catalog = $6 AND revision = $7"};

const sql::Statement kUpdateQualifications{
    "update_qualifications",
    "UPDATE partner SET primary_account = $1, associated = $2, associates = $3, "
    "qualifications_updated_at = $4, revision = revision + 1 "
    "WHERE account = $5 AND catalog = $6 AND revision = $7"};

template <class T>
std::string json_of(const T& value) {
  std::string json;
  shape::encode(value, json);
  return json;
}

std::optional<std::string_view> profile_id_of(const Partner& partner) {
  if (!partner.has_profile()) return std::nullopt;
  return partner.profile.profile_id->view();
}

std::optional<std::string> display_name_key(const Partner& partner) {
  if (!partner.profile.display_name) return std::nullopt;
  return domain::legal_name_key(partner.profile.display_name->view());
}

std::optional<Account> account_in(sql::Cursor& rows) {
  const sql::Row* row = rows.next();
  if (row == nullptr) return std::nullopt;
  Account account;
  account.id = AccountId{row->integer(0)};
  account.name = row->text(1);
  if (!row->is_null(2)) {
    account.seller_profile.emplace();
    account.seller_profile->id = SellerProfileId(row->text(2));
    account.seller_profile->name = UnicodeString(row->text(3));
  }
  account.on_paid_plan = row->integer(4) != 0;
  account.in_good_standing = row->integer(5) != 0;
  account.linked_to_legacy_account = row->integer(6) != 0;
  account.suspended = row->integer(7) != 0;
  account.is_operator = row->integer(8) != 0;
  account.created_at = Timestamp{row->integer(9)};
  return account;
}

domain::Qualifications qualifications_in(const sql::Row& row, int first) {
  domain::Qualifications qualifications;
  if (auto primary = row.maybe_integer(first)) qualifications.primary = AccountId{*primary};
  qualifications.associated = row.integer(first + 1) != 0;
  qualifications.associates = row.integer(first + 2);
  if (auto at = row.maybe_integer(first + 3)) qualifications.updated_at = Timestamp{*at};
  return qualifications;
}

void read_partner(const sql::Row& row, Partner& partner) {
  partner.account = AccountId{row.integer(0)};
  partner.catalog = static_cast<CatalogId>(row.integer(1));
  partner.id = PartnerId(row.text(2));
  partner.legal_name = SensitiveUnicodeString(row.text(3));
  partner.created_at = Timestamp{row.integer(4)};
  partner.visibility = static_cast<ProfileVisibility>(row.integer(5));
  partner.profile = shape::decode_trusted<PartnerProfile>(row.text(6));
  partner.revision = row.integer(7);
  partner.qualifications = qualifications_in(row, kQualificationColumns);
}

std::optional<Partner> partner_in(sql::Cursor& rows) {
  const sql::Row* row = rows.next();
  if (row == nullptr) return std::nullopt;
  std::optional<Partner> partner(std::in_place);
  read_partner(*row, *partner);
  return partner;
}

std::optional<Partner> only_partner_in(sql::Cursor rows) { return partner_in(rows); }

}  // namespace

std::optional<Account> SqlAccounts::find(AccountId id) {
  sql::Cursor rows = db_.query(kFindAccount, id.number);
  return account_in(rows);
}

std::optional<Account> SqlAccounts::with_seller_profile(std::string_view id) {
  sql::Cursor rows = db_.query(kAccountWithSellerProfile, id);
  return account_in(rows);
}

std::optional<Account> SqlAccounts::of_operator() {
  sql::Cursor rows = db_.query(kOperatorAccount);
  return account_in(rows);
}

std::vector<Account> SqlAccounts::list(AccountId after, std::size_t at_most) {
  std::vector<Account> all;
  sql::Cursor rows = db_.query(kListAccounts, after.number, static_cast<std::int64_t>(at_most));
  while (auto account = account_in(rows)) all.push_back(std::move(*account));
  return all;
}

void SqlAccounts::put(const Account& account) {
  std::optional<std::string_view> seller_id;
  std::optional<std::string_view> seller_name;
  if (account.seller_profile) {
    seller_id = account.seller_profile->id.view();
    seller_name = account.seller_profile->name.view();
  }
  db_.execute(kPutAccount, account.id.number, account.name, seller_id, seller_name,
              account.on_paid_plan, account.in_good_standing, account.linked_to_legacy_account,
              account.suspended, account.is_operator, account.created_at.milliseconds);
}

std::optional<Partner> SqlPartners::of(AccountId account, CatalogId catalog) {
  return only_partner_in(db_.query(kPartnerOf, account.number, static_cast<int>(catalog)));
}

std::optional<domain::RegisteredPartner> SqlPartners::registered(AccountId account,
                                                                 CatalogId catalog) {
  sql::Cursor rows = db_.query(kRegisteredPartnerOf, account.number, static_cast<int>(catalog));
  const sql::Row* row = rows.next();
  if (row == nullptr) return std::nullopt;
  std::optional<domain::RegisteredPartner> partner(std::in_place);
  read_partner(*row, *partner);
  auto& domains = partner->email_domains.items;
  for (; row != nullptr && !row->is_null(kDomainColumn); row = rows.next())
    domains.push_back(
        {DomainName(row->text(kDomainColumn)), Timestamp{row->integer(kDomainColumn + 1)}});
  std::sort(domains.begin(), domains.end(), [](const PartnerDomain& a, const PartnerDomain& b) {
    return std::tuple(a.registered_at, a.domain_name.view()) <
           std::tuple(b.registered_at, b.domain_name.view());
  });
  return partner;
}

std::optional<Partner> SqlPartners::with_profile(CatalogId catalog, std::string_view profile_id) {
  return only_partner_in(db_.query(kPartnerWithProfile, static_cast<int>(catalog), profile_id));
}

std::vector<Partner> SqlPartners::associates_of(AccountId primary, CatalogId catalog) {
  std::vector<Partner> associates;
  sql::Cursor rows = db_.query(kAssociatesOf, primary.number, static_cast<int>(catalog));
  while (auto partner = partner_in(rows)) associates.push_back(std::move(*partner));
  return associates;
}

std::optional<domain::PartnerHead> SqlPartners::head_of(AccountId account, CatalogId catalog) {
  sql::Cursor rows = db_.query(kPartnerHeadOf, account.number, static_cast<int>(catalog));
  const sql::Row* row = rows.next();
  if (row == nullptr) return std::nullopt;
  domain::PartnerHead partner{account, catalog, PartnerId(row->text(0))};
  if (!row->is_null(1)) partner.profile_id = PartnerProfileId(row->text(1));
  partner.visibility = static_cast<ProfileVisibility>(row->integer(2));
  partner.revision = row->integer(3);
  return partner;
}

std::optional<AllianceLeadContact> SqlPartners::contact_of(AccountId account, CatalogId catalog) {
  sql::Cursor rows = db_.query(kContactOf, account.number, static_cast<int>(catalog));
  const sql::Row* row = rows.next();
  if (row == nullptr) return std::nullopt;
  return shape::decode_trusted<AllianceLeadContact>(row->text(0));
}

bool SqlPartners::has_display_name(CatalogId catalog, std::string_view name, AccountId but_for) {
  return db_.query(kPartnerWithDisplayName, static_cast<int>(catalog), domain::legal_name_key(name),
                   but_for.number)
             .next() != nullptr;
}

void SqlPartners::insert(const Partner& partner, const AllianceLeadContact& contact) {
  try {
    db_.execute(kInsertPartner, partner.account.number, static_cast<int>(partner.catalog),
                partner.id.view(), partner.legal_name.view(), partner.created_at.milliseconds,
                static_cast<int>(partner.visibility), json_of(partner.profile), partner.revision,
                json_of(contact), domain::legal_name_key(partner.legal_name.view()),
                profile_id_of(partner), display_name_key(partner));
  } catch (const sql::Error& error) {
    if (error.failure != sql::Failure::constraint) throw;
    throw conflict(ConflictExceptionReason::DUPLICATE_PARTNER);
  }
}

void SqlPartners::update(const Partner& partner) {
  if (db_.execute(kUpdatePartner, static_cast<int>(partner.visibility), json_of(partner.profile),
                  profile_id_of(partner), display_name_key(partner), partner.account.number,
                  static_cast<int>(partner.catalog), partner.revision) != 1)
    throw Contended();
}

void SqlPartners::set_contact(const domain::PartnerHead& partner,
                              const AllianceLeadContact& contact) {
  if (db_.execute(kSetContact, json_of(contact), partner.account.number,
                  static_cast<int>(partner.catalog), partner.revision) != 1)
    throw Contended();
}

void SqlPartners::set_visibility(const domain::PartnerHead& partner) {
  if (db_.execute(kSetVisibility, static_cast<int>(partner.visibility), partner.account.number,
                  static_cast<int>(partner.catalog), partner.revision) != 1)
    throw Contended();
}

void SqlPartners::update_qualifications(const Partner& partner) {
  const domain::Qualifications& shared = partner.qualifications;
  std::optional<std::int64_t> primary;
  std::optional<std::int64_t> updated_at;
  if (shared.primary) primary = shared.primary->number;
  if (shared.updated_at) updated_at = shared.updated_at->milliseconds;
  if (db_.execute(kUpdateQualifications, primary, shared.associated, shared.associates, updated_at,
                  partner.account.number, static_cast<int>(partner.catalog), partner.revision) != 1)
    throw Contended();
}

}  // namespace amity::account
