#pragma once

#include "account/domain/verification.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace amity::account {

// The verifications of accounts. What a row means now is domain::as_of().
class Verifications {
 public:
  virtual std::optional<domain::Verification> of(domain::AccountId account,
                                                 VerificationType type) = 0;
  // The one whose last attempt has that number.
  virtual std::optional<domain::Verification> with_attempt(std::int64_t number) = 0;
  // Up to `at_most` that wait for the operator's verdict, the longest waiting first.
  virtual std::vector<domain::Verification> waiting(std::size_t at_most) = 0;

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

  // Counts the attempt among those of its account and type, and forgets those from before `since`.
  virtual void count_start(const domain::Verification& verification, Timestamp since) = 0;
  // Whether at least `count` attempts began at or after `since`.
  virtual bool started_at_least(std::int64_t count, domain::AccountId account,
                                VerificationType type, Timestamp since) = 0;

 protected:
  ~VerificationsForWriting() = default;
};

}  // namespace amity::account
