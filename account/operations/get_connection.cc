#include "account/operations/bodies.h"
#include "account/operations/counterpart.h"

namespace amity::account {

// Shows a connection, live or terminated, to one of its parties.
GetConnectionResponse get_connection(ReadTx& tx, const Call& call,
                                     const GetConnectionRequest& request) {
  domain::Connection connection = connection_of_caller(tx, call, request.identifier);
  return domain::details(connection, call.caller, call.settings.place,
                         counterpart(tx, connection, call.caller));
}

}  // namespace amity::account
