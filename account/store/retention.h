#pragma once

#include "protocol/shape/timestamp.h"

#include <cstddef>

namespace amity::account {

// Takes away what has been kept long enough: up to `at_most` of what is older than `before`, the
// oldest first, until one has to stay; each returns how many. Looks at no more than it takes and
// one: when the oldest is too young, that is all it reads.
class Retention {
 public:
  // Client tokens that were remembered before then.
  virtual std::size_t forget_tokens(Timestamp before, std::size_t at_most) = 0;
  // Events that happened before then.
  virtual std::size_t forget_events(Timestamp before, std::size_t at_most) = 0;
  // Invitations that were answered, or expired, and whose ExpiresAt is before then.
  virtual std::size_t forget_ended_invitations(Timestamp before, std::size_t at_most) = 0;
  // Connections whose last active type was canceled before then.
  virtual std::size_t forget_terminated_connections(Timestamp before, std::size_t at_most) = 0;
  // Records of calls that were taken up before then.
  virtual std::size_t forget_audit_events(Timestamp before, std::size_t at_most) = 0;

 protected:
  ~Retention() = default;
};

}  // namespace amity::account
