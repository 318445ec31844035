#pragma once

#include "account/domain/invitation.h"
#include "account/operations/call.h"
#include "account/store/store.h"

// What accepting, rejecting, canceling and expiring an invitation have in common.
namespace amity::account {

// The invitation of that id when the caller is a party of it, else ResourceNotFoundException
// CONNECTION_INVITATION_NOT_FOUND.
domain::Invitation invitation_of_caller(ReadTx& tx, const Call& call,
                                        const ConnectionInvitationId& identifier);

// Refuses an act that is not the caller's (ACCESS_DENIED) or that comes too late
// (INCOMPATIBLE_CONNECTION_INVITATION_STATE).
void require_may(const domain::Invitation& invitation, domain::Act act, const Call& call);

// Moves the invitation to the status that the act leads to and writes it; it is open no longer. The
// act is one that require_may has let pass.
void decide(WriteTx& tx, domain::Invitation& invitation, domain::Act act, domain::Side by,
            Timestamp at, std::optional<std::string_view> reason = std::nullopt);

// Makes durable what the clock has decided: of up to `at_most` invitations that are past their time
// those still pending become EXPIRED, and both parties of each are told. Returns how many were
// looked at; once it is 0, nothing pending is past its time.
std::size_t expire_due_invitations(WriteTx& tx, const domain::Place& place, Timestamp now,
                                   std::size_t at_most);

}  // namespace amity::account
