#pragma once

#include "account/domain/identifiers.h"
#include "account/model/partner.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace amity::account {

// The training and certification e-mail domains of partners, in lower case. A partner is named by
// its account and catalog.
class EmailDomains {
 public:
  // How many the partner has; Partners::registered() tells which.
  virtual std::int64_t count_of(domain::AccountId account, domain::CatalogId) = 0;
  // Whose the domain is in the catalog.
  virtual std::optional<domain::AccountId> owner_of(domain::CatalogId, std::string_view domain) = 0;

 protected:
  ~EmailDomains() = default;
};

class EmailDomainsForWriting : public EmailDomains {
 public:
  // The partner exists, and the domain was nobody's when it was looked for.
  virtual void insert(domain::AccountId account, domain::CatalogId,
                      const PartnerDomain& domain) = 0;
  // False when the partner does not have it.
  virtual bool remove(domain::AccountId account, domain::CatalogId, std::string_view domain) = 0;

 protected:
  ~EmailDomainsForWriting() = default;
};

}  // namespace amity::account
