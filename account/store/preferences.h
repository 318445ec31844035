#pragma once

#include "account/domain/identifiers.h"
#include "account/domain/preferences.h"

#include <optional>

namespace amity::account {

// Whose invitations accounts let in.
class PreferencesRepository {
 public:
  // Those of a partner, the first ones too; nothing when the account is no partner of the catalog.
  virtual std::optional<domain::Preferences> of_partner(domain::AccountId account,
                                                        domain::CatalogId) = 0;
  // Those that the account set; nothing when it never did.
  virtual std::optional<domain::Preferences> set_by(domain::AccountId account,
                                                    domain::CatalogId) = 0;

 protected:
  ~PreferencesRepository() = default;
};

class PreferencesForWriting : public PreferencesRepository {
 public:
  // Writes preferences that were changed as they were read; `revision` is the new one, one above
  // the row's.
  virtual void put(const domain::Preferences& preferences) = 0;

 protected:
  ~PreferencesForWriting() = default;
};

}  // namespace amity::account
