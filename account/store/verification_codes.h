#pragma once

#include "account/domain/verification_code.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace amity::account {

// Codes that prove e-mail addresses; only writes ask for them.
class VerificationCodes {
 public:
  virtual void add(const domain::VerificationCode& code) = 0;
  // The newest of that account, catalog and address, whatever became of it.
  virtual std::optional<domain::VerificationCode> latest(domain::AccountId, domain::CatalogId,
                                                         std::string_view address_key) = 0;
  // Of the row as it was read.
  virtual void count_wrong_try(const domain::VerificationCode& code) = 0;
  virtual void spend(const domain::VerificationCode& code) = 0;
  // How many were made for that address at or after `since`, by whatever account.
  virtual std::int64_t made_since(std::string_view address_key, Timestamp since) = 0;
  // Removes up to `at_most` of those that were made before; how many those were.
  virtual std::size_t remove_made_before(Timestamp before, std::size_t at_most) = 0;

 protected:
  ~VerificationCodes() = default;
};

}  // namespace amity::account
