#pragma once

#include "account/domain/identifiers.h"
#include "account/model/scalars.h"
#include "protocol/shape/timestamp.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace amity::account {

// What a page token is good for: one caller, one operation, one set of filters (behaviour.md §11).
struct PageScope {
  std::string_view operation;
  domain::AccountId caller;
  std::string_view filters;  // the request without NextToken and MaxResults, as JSON
};

// Two numbers that say where the next page begins; what they mean is the operation's.
using PagePosition = std::array<std::int64_t, 2>;

// Makes and reads the opaque NextToken. It is signed with a secret of the store, so that a caller
// cannot make one up, and every node and every restart reads the same. Threads may share one.
class PageTokens {
 public:
  explicit PageTokens(std::string secret) : secret_(std::move(secret)) {}

  NextToken make(const PageScope& scope, const PagePosition& position, Timestamp now) const;
  // Empty when it was not made by us for that scope, or longer ago than `lifetime`.
  std::optional<PagePosition> read(const PageScope& scope, const NextToken& token, Timestamp now,
                                   Duration lifetime) const;

 private:
  std::string secret_;
};

}  // namespace amity::account
