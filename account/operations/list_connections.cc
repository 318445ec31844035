#include "account/operations/bodies.h"
#include "account/operations/counterpart.h"
#include "account/operations/other_participants.h"
#include "account/operations/page.h"

namespace amity::account {
namespace {

// The filter `TYPE` or `TYPE:STATUS`. Without a status, or without a filter, what is active is
// meant (behaviour.md §1.6).
struct TypeFilter {
  std::optional<ConnectionType> type;
  ConnectionTypeStatus status = ConnectionTypeStatus::ACTIVE;

  bool match(const domain::Connection& connection) const {
    if (!type) return connection.is_live();
    const auto& entry = connection.entry(*type);
    return entry && entry->status == status;
  }
};

[[noreturn]] void refuse_word() {
  throw invalid_field("ConnectionType", FieldValidationCode::INVALID_ENUM_VALUE,
                      "Expected OPPORTUNITY_COLLABORATION or SUBSIDIARY, perhaps followed by "
                      ":ACTIVE or :CANCELED.");
}

TypeFilter type_filter(const std::optional<ConnectionTypeFilter>& text) {
  TypeFilter filter;
  if (!text) return filter;
  std::string_view word = text->view();
  if (std::size_t colon = word.find(':'); colon != std::string_view::npos) {
    auto status = shape::enumerator<ConnectionTypeStatus>(word.substr(colon + 1));
    if (!status) refuse_word();
    filter.status = *status;
    word = word.substr(0, colon);
  }
  filter.type = shape::enumerator<ConnectionType>(word);
  if (!filter.type) refuse_word();
  return filter;
}

std::optional<ConnectionCursor> cursor(const Page& page) {
  if (!page.start()) return std::nullopt;
  return ConnectionCursor{Timestamp{(*page.start())[0]}, domain::ConnectionKey{(*page.start())[1]}};
}

}  // namespace

// Lists the caller's connections, last changed first. All filters must hold.
ListConnectionsResponse list_connections(ReadTx& tx, const Call& call,
                                         const ListConnectionsRequest& request) {
  Page page(call, "ListConnections", filters_of(request), request.next_token, request.max_results);
  TypeFilter types = type_filter(request.connection_type);
  OtherParticipants others(tx, call, items_of(request.other_participant_identifiers));

  ListConnectionsResponse response;
  auto& summaries = response.connection_summaries.items;
  PagePosition last{};
  tx.connections().walk(
      call.caller, call.catalog, cursor(page), [&](const domain::Connection& connection) {
        if (!types.match(connection) || !others.match(connection)) return true;
        if (summaries.size() == page.size()) {  // there is a next page
          response.next_token = page.after(last);
          return false;
        }
        summaries.push_back(domain::summary(connection, call.caller, call.settings.place,
                                            counterpart(tx, connection, call.caller)));
        last = {connection.updated_at.milliseconds, connection.id.value};
        return true;
      });
  return response;
}

}  // namespace amity::account
