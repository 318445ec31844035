#include "account/domain/connection.h"

#include <algorithm>

namespace amity::account::domain {
namespace {

constexpr ConnectionType kTypes[] = {ConnectionType::OPPORTUNITY_COLLABORATION,
                                     ConnectionType::SUBSIDIARY};

ConnectionEntry entry_from(const Invitation& accepted, Timestamp now) {
  ConnectionEntry entry;
  entry.status = ConnectionTypeStatus::ACTIVE;
  entry.created_at = now;
  entry.inviter = accepted.sender;
  entry.inviter_email = accepted.inviter_email;
  entry.inviter_name = accepted.inviter_name;
  return entry;
}

// What the details and the summary have in common.
template <class View>
View view(const Connection& connection, AccountId viewer, const Place& place) {
  View shown;
  shown.catalog = text(connection.catalog);
  shown.id = text(connection.id);
  shown.arn = arn(place, connection.catalog, connection.id);
  shown.other_participant_account_id = text(connection.other(viewer));
  shown.updated_at = connection.updated_at;
  return shown;
}

}  // namespace

bool Connection::is_live() const {
  return std::any_of(std::begin(kTypes), std::end(kTypes),
                     [this](ConnectionType type) { return is_active(type); });
}

std::optional<AccountId> Connection::active_subsidiary() const {
  if (!is_active(ConnectionType::SUBSIDIARY)) return std::nullopt;
  return other(subsidiary->inviter);
}

Pair pair_of(AccountId one, AccountId other) {
  return {std::min(one, other), std::max(one, other)};
}

Connection begin(ConnectionKey id, const Invitation& accepted, Timestamp now) {
  auto [low, high] = pair_of(accepted.sender, accepted.receiver);
  Connection connection;
  connection.id = id;
  connection.catalog = accepted.catalog;
  connection.low = low;
  connection.high = high;
  connection.created_at = now;
  extend(connection, accepted, now);
  return connection;
}

void extend(Connection& connection, const Invitation& accepted, Timestamp now) {
  connection.entry(accepted.type) = entry_from(accepted, now);
  connection.updated_at = now;
}

bool cancel(Connection& connection, ConnectionType type, AccountId by,
            const CancellationReason& reason, Timestamp now) {
  if (!connection.is_active(type)) return false;
  ConnectionEntry& entry = *connection.entry(type);
  entry.status = ConnectionTypeStatus::CANCELED;
  entry.canceled_at = now;
  entry.canceled_by = by;
  entry.cancel_reason = reason;
  connection.updated_at = now;
  return true;
}

account::Connection details(const Connection& connection, AccountId viewer, const Place& place,
                            const Participant& other) {
  auto shown = view<account::Connection>(connection, viewer, place);
  for (ConnectionType type : kTypes) {
    const auto& entry = connection.entry(type);
    if (!entry) continue;
    ConnectionTypeDetail& detail = shown.connection_types[type];
    detail.created_at = entry->created_at;
    detail.inviter_email = entry->inviter_email;
    detail.inviter_name = entry->inviter_name;
    detail.status = entry->status;
    detail.canceled_at = entry->canceled_at;
    if (entry->canceled_by) detail.canceled_by = text(*entry->canceled_by);
    detail.other_participant = other;
  }
  return shown;
}

ConnectionSummary summary(const Connection& connection, AccountId viewer, const Place& place,
                          const Participant& other) {
  auto shown = view<ConnectionSummary>(connection, viewer, place);
  for (ConnectionType type : kTypes) {
    const auto& entry = connection.entry(type);
    if (!entry) continue;
    ConnectionTypeSummary& line = shown.connection_types[type];
    line.status = entry->status;
    line.other_participant = other;
  }
  return shown;
}

}  // namespace amity::account::domain
