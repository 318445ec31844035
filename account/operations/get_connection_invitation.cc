#include "account/operations/bodies.h"
#include "account/operations/decision.h"

#include <utility>

namespace amity::account {

// Shows an invitation of any status to one of its parties.
GetConnectionInvitationResponse get_connection_invitation(
    ReadTx& tx, const Call& call, const GetConnectionInvitationRequest& request) {
  domain::Invitation invitation = invitation_of_caller(tx, call, request.identifier);
  return domain::details(std::move(invitation), call.caller, call.settings.place, call.now);
}

}  // namespace amity::account
