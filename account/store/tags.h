#pragma once

#include "account/domain/identifiers.h"
#include "account/model/tag.h"

namespace amity::account {

// The tags of partners. A partner is named by its account and catalog.
class Tags {
 public:
  // All of them, sorted by key.
  virtual TagList of(domain::AccountId account, domain::CatalogId) = 0;

 protected:
  ~Tags() = default;
};

class TagsForWriting : public Tags {
 public:
  // The partner exists. A key that it has already gets the new value.
  virtual void put(domain::AccountId account, domain::CatalogId, const TagList& tags) = 0;
  // Keys that it does not have are passed over.
  virtual void remove(domain::AccountId account, domain::CatalogId, const TagKeyList& keys) = 0;

 protected:
  ~TagsForWriting() = default;
};

}  // namespace amity::account
