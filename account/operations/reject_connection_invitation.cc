#include "account/domain/event.h"
#include "account/operations/bodies.h"
#include "account/operations/decision.h"
#include "account/operations/mail.h"

#include <utility>

namespace amity::account {
namespace {

// Who declined, for the sender's event: the profile it invited, which a SUBSIDIARY invitation does
// not name.
std::optional<PartnerProfileId> receiver_profile(ReadTx& tx, const domain::Invitation& invitation) {
  if (invitation.type == ConnectionType::OPPORTUNITY_COLLABORATION)
    return PartnerProfileId(invitation.receiver_identifier.view());
  auto partner = tx.partners().of(invitation.receiver, invitation.catalog);
  return partner ? partner->profile.profile_id : std::nullopt;
}

}  // namespace

// Declines a pending invitation. Only the receiver may; the reason is kept with it.
RejectConnectionInvitationResponse reject_connection_invitation(
    WriteTx& tx, const Call& call, const RejectConnectionInvitationRequest& request) {
  domain::Invitation invitation = invitation_of_caller(tx, call, request.identifier);
  require_may(invitation, domain::Act::reject, call);

  std::optional<std::string_view> reason;
  if (request.reason) reason = request.reason->view();
  decide(tx, invitation, domain::Act::reject, domain::Side::receiver, call.now, reason);
  tx.events().append(domain::invitation_rejected(invitation, receiver_profile(tx, invitation),
                                                 call.settings.place));
  tell_of_answer(tx, call, invitation);
  return domain::details(std::move(invitation), call.caller, call.settings.place, call.now);
}

}  // namespace amity::account
