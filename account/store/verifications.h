#pragma once

#include "account/domain/verification.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace amity::account {

// The verifications of accounts. What a row means now is domain::as_of().
class Verifications {
 public:
  virtual std::optional<domain::Verification> of(domain::AccountId account,
                                                 VerificationType type) = 0;
  // The one whose completion page has that secret in its address. Takes as long for a wrong secret
  // as for one that is nearly right.
  virtual std::optional<domain::Verification> with_secret(std::string_view secret) = 0;

 protected:
  ~Verifications() = default;
};

class VerificationsForWriting : public Verifications {
 public:
  // The account has none of that type.
  virtual void insert(const domain::Verification& verification) = 0;
  // Writes all of the row as it was read.
  virtual void update(const domain::Verification& verification) = 0;
  // Up to `at_most` whose next_change() has come, the longest overdue first.
  virtual std::vector<domain::Verification> due(Timestamp now, std::size_t at_most) = 0;

  // Notes that an attempt of that type began, under a time-ordered number, and forgets those before
  // `since`.
  virtual void note_start(domain::AccountId account, VerificationType type, std::int64_t number,
                          Timestamp since) = 0;
  // Whether at least `count` attempts began at or after `since`.
  virtual bool started_at_least(std::int64_t count, domain::AccountId account,
                                VerificationType type, Timestamp since) = 0;

 protected:
  ~VerificationsForWriting() = default;
};

}  // namespace amity::account
