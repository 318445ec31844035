// File: tags.cc, contains the tags of partners in SQL.
#include "account/store/sql/repositories.h"

namespace amity::account {
namespace {

using domain::AccountId;
using domain::CatalogId;

const sql::Statement kTagsOf{
    "tags_of",
    "SELECT key, value FROM partner_tag WHERE account = $1 AND catalog = $2 ORDER BY key"};

const sql::Statement kPutTag{
    "put_tag",
    "INSERT INTO partner_tag (account, catalog, key, value) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (account, catalog, key) DO UPDATE SET value = excluded.value"};

const sql::Statement kRemoveTag{
    "remove_tag", "DELETE FROM partner_tag WHERE account = $1 AND catalog = $2 AND key = $3"};

}  // namespace

TagList SqlTags::of(AccountId account, CatalogId catalog) {
  TagList tags;
  sql::Cursor rows = db_.query(kTagsOf, account.number, static_cast<int>(catalog));
  while (const sql::Row* row = rows.next())
    tags.items.push_back({TagKey(row->text(0)), TagValue(row->text(1))});
  return tags;
}

void SqlTags::put(AccountId account, CatalogId catalog, const TagList& tags) {
  for (const Tag& tag : tags)
    db_.execute(kPutTag, account.number, static_cast<int>(catalog), tag.key.view(),
                tag.value.view());
}

void SqlTags::remove(AccountId account, CatalogId catalog, const TagKeyList& keys) {
  for (const TagKey& key : keys)
    db_.execute(kRemoveTag, account.number, static_cast<int>(catalog), key.view());
}

}  // namespace amity::account
