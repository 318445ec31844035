#include "account/store/sql/repositories.h"

#include <algorithm>
#include <atomic>
#include <random>

namespace amity::account {
namespace {

#define AUDIT_RANGE "id >= $1 AND id < $2 ORDER BY id DESC LIMIT $3"
const sql::Statement kAll{"audit_events",
                          "SELECT id, account, event FROM audit_event WHERE " AUDIT_RANGE};
const sql::Statement kOfAccount{
    "audit_events_of_account",
    "SELECT id, account, event FROM audit_event WHERE account = $4 AND " AUDIT_RANGE};
#undef AUDIT_RANGE

const sql::Statement kAppend{"append_audit_event",
                             "INSERT INTO audit_event (id, account, event) VALUES ($1, $2, $3) "
                             "ON CONFLICT (id) DO NOTHING"};

// The smallest id of a record of that time or later. Callers may ask for any time.
std::int64_t bound(Timestamp at) {
  constexpr Timestamp first{0};
  constexpr Timestamp last = domain::time_of(INT64_MAX);
  return domain::first_key_at(std::clamp(at, first, last));
}

// Records of one millisecond keep their order.
std::uint32_t next_in_millisecond() {
  static std::atomic<std::uint32_t> next{std::random_device{}()};
  return next.fetch_add(1, std::memory_order_relaxed);
}

}  // namespace

std::vector<AuditEvent> SqlAuditEvents::list(const AuditQuery& query, std::size_t limit) {
  std::int64_t from = query.from ? bound(*query.from) : 0;
  std::int64_t until = query.until ? bound(*query.until) : INT64_MAX;
  if (query.after) until = std::min(until, *query.after);
  auto at_most = static_cast<std::int64_t>(limit);
  sql::Cursor rows = query.account
                         ? db_.query(kOfAccount, from, until, at_most, query.account->number)
                         : db_.query(kAll, from, until, at_most);
  std::vector<AuditEvent> events;
  while (const sql::Row* row = rows.next()) {
    AuditEvent& event = events.emplace_back();
    event.id = row->integer(0);
    if (auto account = row->maybe_integer(1)) event.account = domain::AccountId{*account};
    event.text = row->text(2);
  }
  return events;
}

void SqlAuditEvents::append(Timestamp at, std::optional<domain::AccountId> account,
                            std::string_view text) {
  std::optional<std::int64_t> number;
  if (account) number = account->number;
  while (db_.execute(kAppend, domain::make_key(at, next_in_millisecond()), number, text) == 0) {
  }
}

}  // namespace amity::account
