#include "account/domain/event.h"
#include "account/operations/bodies.h"
#include "account/operations/decision.h"

#include <utility>

namespace amity::account {

// Withdraws a pending invitation. Only the sender may.
CancelConnectionInvitationResponse cancel_connection_invitation(
    WriteTx& tx, const Call& call, const CancelConnectionInvitationRequest& request) {
  domain::Invitation invitation = invitation_of_caller(tx, call, request.identifier);
  require_may(invitation, domain::Act::cancel, call);

  decide(tx, invitation, domain::Act::cancel, domain::Side::sender, call.now);
  tx.events().append(domain::invitation_canceled(invitation, call.settings.place));
  return domain::details(std::move(invitation), call.caller, call.settings.place, call.now);
}

}  // namespace amity::account
