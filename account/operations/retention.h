#pragma once

#include "account/operations/chores.h"
#include "account/store/store.h"

#include <cstddef>

// What is kept only for a while (the `…_retention` of Settings). Each takes away what has been kept
// long enough, at most `at_most` of it, and returns how many.
namespace amity::account {

std::size_t forget_old_tokens(WriteTx& tx, const Moment& moment, std::size_t at_most);
std::size_t forget_old_events(WriteTx& tx, const Moment& moment, std::size_t at_most);
std::size_t forget_expired_sessions(WriteTx& tx, const Moment& moment, std::size_t at_most);
std::size_t forget_old_audit_events(WriteTx& tx, const Moment& moment, std::size_t at_most);
std::size_t forget_ended_invitations(WriteTx& tx, const Moment& moment, std::size_t at_most);
std::size_t forget_terminated_connections(WriteTx& tx, const Moment& moment, std::size_t at_most);

}  // namespace amity::account
