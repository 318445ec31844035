#pragma once

#include "account/domain/quota.h"

#include <cstdint>
#include <optional>

// What has been set for single accounts instead of the installation's quotas.
namespace amity::account {

class StoredQuotas {
 public:
  virtual std::optional<std::int64_t> of(const domain::AccountQuotaKey&) = 0;
  // All that is set for the account, in both catalogs.
  virtual domain::AccountQuotas all_of(domain::AccountId account) = 0;

 protected:
  ~StoredQuotas() = default;
};

class StoredQuotasForWriting : public StoredQuotas {
 public:
  // Holds from the next transaction on.
  virtual void set(const domain::AccountQuotaKey&, std::int64_t value) = 0;
  // The account has what everybody has again.
  virtual void clear(const domain::AccountQuotaKey&) = 0;

 protected:
  ~StoredQuotasForWriting() = default;
};

}  // namespace amity::account
