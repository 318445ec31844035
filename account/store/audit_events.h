#pragma once

#include "account/domain/identifiers.h"
#include "protocol/shape/timestamp.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace amity::account {

// A record of a call. What it says is not the store's business.
struct AuditEvent {
  std::int64_t id = 0;                       // time-ordered: domain::time_of tells when it was
  std::optional<domain::AccountId> account;  // the caller's; none when nobody was believed
  std::string text;
};

// Which records are looked for.
struct AuditQuery {
  std::optional<domain::AccountId> account{};  // any when absent
  std::optional<Timestamp> from{};             // at or after then
  std::optional<Timestamp> until{};            // before then
  std::optional<std::int64_t> after{};         // the id that the page before ended with
};

class AuditEvents {
 public:
  // Up to `limit` of those, newest first. Reads no others.
  virtual std::vector<AuditEvent> list(const AuditQuery& query, std::size_t limit) = 0;

 protected:
  ~AuditEvents() = default;
};

class AuditEventsForWriting : public AuditEvents {
 public:
  virtual void append(Timestamp at, std::optional<domain::AccountId> account,
                      std::string_view text) = 0;

 protected:
  ~AuditEventsForWriting() = default;
};

}  // namespace amity::account
