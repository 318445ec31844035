#pragma once

#include "account/domain/identifiers.h"
#include "account/domain/invitation.h"
#include "account/model/connection.h"

#include <cstdint>
#include <optional>
#include <string>

namespace amity::account::domain {

// What two accounts have agreed on for one connection type.
struct ConnectionEntry {
  ConnectionTypeStatus status{};
  Timestamp created_at;  // when the invitation was accepted
  AccountId inviter;     // of a SUBSIDIARY entry: the primary
  Email inviter_email;
  SensitiveUnicodeString inviter_name;
  std::optional<Timestamp> canceled_at;
  std::optional<AccountId> canceled_by;
  std::optional<CancellationReason> cancel_reason;  // kept; no answer shows it

  bool is_active() const { return status == ConnectionTypeStatus::ACTIVE; }
};

// One connection: one row, of two accounts, with an entry for each type they ever agreed on. While
// one entry is active the connection is live; after the last is canceled it is terminated: it stays
// readable and never changes again (behaviour.md §1.5).
struct Connection {
  ConnectionKey id;
  CatalogId catalog{};
  AccountId low;  // the two parties, in numeric order
  AccountId high;
  Timestamp created_at;
  Timestamp updated_at;
  std::optional<ConnectionEntry> collaboration;
  std::optional<ConnectionEntry> subsidiary;
  std::int64_t revision = 1;

  bool has_party(AccountId account) const { return account == low || account == high; }
  AccountId other(AccountId account) const { return account == low ? high : low; }
  const std::optional<ConnectionEntry>& entry(ConnectionType type) const {
    return type == ConnectionType::SUBSIDIARY ? subsidiary : collaboration;
  }
  std::optional<ConnectionEntry>& entry(ConnectionType type) {
    return type == ConnectionType::SUBSIDIARY ? subsidiary : collaboration;
  }
  bool is_active(ConnectionType type) const { return entry(type) && entry(type)->is_active(); }
  bool is_live() const;
  // The account that is the subsidiary while the SUBSIDIARY entry is active.
  std::optional<AccountId> active_subsidiary() const;
};

// Two accounts in the order rows have them.
struct Pair {
  AccountId low;
  AccountId high;
};
Pair pair_of(AccountId one, AccountId other);

// A connection that the acceptance of an invitation begins.
Connection begin(ConnectionKey id, const Invitation& accepted, Timestamp now);

// Adds the type of an accepted invitation to a live connection; a canceled entry of that type is
// replaced. The type is not active yet.
void extend(Connection& connection, const Invitation& accepted, Timestamp now);

// Ends one type. Returns false and changes nothing when that type is not active.
bool cancel(Connection& connection, ConnectionType type, AccountId by,
            const CancellationReason& reason, Timestamp now);

// The connection as a party sees it; `other` is what the other party is shown as.
account::Connection details(const Connection& connection, AccountId viewer, const Place& place,
                            const Participant& other);
ConnectionSummary summary(const Connection& connection, AccountId viewer, const Place& place,
                          const Participant& other);

}  // namespace amity::account::domain
