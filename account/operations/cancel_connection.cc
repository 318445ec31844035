#include "account/domain/event.h"
#include "account/model/errors.h"
#include "account/operations/bodies.h"
#include "account/operations/counterpart.h"
#include "account/operations/qualification.h"

namespace amity::account {
namespace {

// Whether qualifications are shared because of that type, or a task is about them.
bool carries_qualifications(ReadTx& tx, const domain::Connection& connection, ConnectionType type) {
  auto subsidiary = connection.active_subsidiary();
  return type == ConnectionType::SUBSIDIARY && subsidiary &&
         is_associated_with(tx, *subsidiary, connection.other(*subsidiary), connection.catalog);
}

}  // namespace

// Ends one type of a connection. Either party may; with its last active type the connection is
// terminated and no longer counts for either.
CancelConnectionResponse cancel_connection(WriteTx& tx, const Call& call,
                                           const CancelConnectionRequest& request) {
  ConnectionType type = request.connection_type.value();
  domain::Connection connection = connection_of_caller(tx, call, request.identifier);
  if (carries_qualifications(tx, connection, type) ||
      !domain::cancel(connection, type, call.caller, request.reason, call.now))
    throw conflict(ConflictExceptionReason::INCOMPATIBLE_CONNECTION_STATE);

  tx.connections().update(connection);
  if (!connection.is_live())
    for (domain::AccountId account : {connection.low, connection.high})
      tx.counters().lower(Counter::active_connections, account, connection.catalog);
  tx.events().append(
      domain::connection_canceled(connection, type, call.caller, call.settings.place));
  return domain::details(connection, call.caller, call.settings.place,
                         counterpart(tx, connection, call.caller));
}

}  // namespace amity::account
