#pragma once

#include "account/domain/connection.h"
#include "account/domain/partner.h"
#include "account/model/scalars.h"
#include "account/operations/call.h"
#include "account/store/store.h"

// The connection of that id when the caller is a party of it, and who is on its other side.
namespace amity::account {

// Else ResourceNotFoundException CONNECTION_NOT_FOUND.
domain::Connection connection_of_caller(ReadTx& tx, const Call& call,
                                        const ConnectionId& identifier);

// What the party opposite the viewer is shown as.
Participant counterpart(ReadTx& tx, const domain::Connection& connection, domain::AccountId viewer);

}  // namespace amity::account
