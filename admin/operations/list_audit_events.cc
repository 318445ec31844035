#include "admin/model/errors.h"
#include "admin/operations/bodies.h"

namespace amity::admin {
namespace {

AuditEventSummary summary(account::AuditEvent event) {
  AuditEventSummary shown;
  shown.event_time = account::domain::time_of(event.id);
  if (event.account) shown.account = account::domain::text(*event.account);
  shown.event = CloudTrailEvent(std::move(event.text));
  return shown;
}

account::AuditQuery query_of(const ListAuditEventsRequest& request) {
  account::AuditQuery query;
  if (request.account) query.account = account::domain::parse_account(request.account->view());
  query.from = request.start_time;
  query.until = request.end_time;
  if (!request.next_token) return query;
  query.after = account::domain::from_base32(request.next_token->view());
  if (!query.after)
    throw error(ErrorCode::ValidationException, "NextToken is not one of this list.");
  return query;
}

}  // namespace

// Shows the records of calls that are kept in the store: nothing where they are kept elsewhere.
ListAuditEventsResponse list_audit_events(ReadTx& tx, const Call& /*call*/,
                                          const ListAuditEventsRequest& request) {
  auto limit = static_cast<std::size_t>(request.max_results ? request.max_results->value
                                                            : account::MaxResults::when_absent);
  auto events = tx.audit_events().list(query_of(request), limit + 1);
  ListAuditEventsResponse response;
  if (events.size() > limit) {
    events.resize(limit);
    response.next_token = account::NextToken(account::domain::base32(events.back().id));
  }
  for (account::AuditEvent& event : events)
    response.events.items.push_back(summary(std::move(event)));
  return response;
}

}  // namespace amity::admin
