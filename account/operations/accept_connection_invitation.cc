#include "account/domain/event.h"
#include "account/model/errors.h"
#include "account/operations/bodies.h"
#include "account/operations/counterpart.h"
#include "account/operations/decision.h"
#include "account/operations/mail.h"
#include "account/operations/quota.h"

namespace amity::account {
namespace {

// Collaborating needs a profile on both sides, still. A receiver that is a partner yet has lost its
// profile does not fit the invitation any more; one that is no partner is not found.
void require_profiles(ReadTx& tx, const domain::Invitation& invitation) {
  if (invitation.type != ConnectionType::OPPORTUNITY_COLLABORATION) return;
  auto receiver = tx.partners().head_of(invitation.receiver, invitation.catalog);
  if (!receiver) throw not_found(ResourceNotFoundExceptionReason::RECEIVER_PROFILE_NOT_FOUND);
  if (!receiver->profile_id)
    throw conflict(ConflictExceptionReason::INCOMPATIBLE_CONNECTION_INVITATION_RECEIVER);
  auto sender = tx.partners().head_of(invitation.sender, invitation.catalog);
  if (!sender || !sender->profile_id)
    throw not_found(ResourceNotFoundExceptionReason::SENDER_PROFILE_NOT_FOUND);
}

// A subsidiary has one primary at most.
void require_no_other_primary(ReadTx& tx, const domain::Invitation& invitation) {
  if (invitation.type != ConnectionType::SUBSIDIARY) return;
  if (tx.connections().primary_of(invitation.receiver, invitation.catalog))
    throw conflict(ConflictExceptionReason::INCOMPATIBLE_CONNECTION_INVITATION_RECEIVER);
}

// A connection begins for both: each has its quota, the caller's is asked first.
void count_connection(WriteTx& tx, const Call& call, const domain::Invitation& invitation) {
  for (domain::AccountId account : {call.caller, invitation.sender})
    if (!tx.counters().raise(Counter::active_connections, account, invitation.catalog,
                             quota_of(tx, call, account, &domain::Quotas::active_connections)))
      throw quota_exceeded(
          ServiceQuotaExceededExceptionReason::LIMIT_EXCEEDED_NUMBER_OF_ACTIVE_CONNECTION);
}

}  // namespace

// Takes up a pending invitation. Only the receiver may. The two become connected, or the type is
// added to the connection they have.
AcceptConnectionInvitationResponse accept_connection_invitation(
    WriteTx& tx, const Call& call, const AcceptConnectionInvitationRequest& request) {
  domain::Invitation invitation = invitation_of_caller(tx, call, request.identifier);
  require_may(invitation, domain::Act::accept, call);
  require_profiles(tx, invitation);
  auto connection = tx.connections().live_between(
      domain::pair_of(invitation.sender, invitation.receiver), invitation.catalog);
  if (connection && connection->is_active(invitation.type))
    throw conflict(ConflictExceptionReason::DUPLICATE_CONNECTION);
  require_no_other_primary(tx, invitation);

  if (connection) {
    domain::extend(*connection, invitation, call.now);
    tx.connections().update(*connection);
  } else {
    count_connection(tx, call, invitation);
    domain::ConnectionKey id{call.identifiers.next(call.now)};
    connection = domain::begin(id, invitation, call.now);
    tx.connections().insert(*connection);
  }
  invitation.connection = connection->id;
  decide(tx, invitation, domain::Act::accept, domain::Side::receiver, call.now);

  for (const auto& event :
       domain::invitation_accepted(invitation, *connection, call.settings.place))
    tx.events().append(event);
  tell_of_answer(tx, call, invitation);
  return {domain::details(*connection, call.caller, call.settings.place,
                          counterpart(tx, *connection, call.caller))};
}

}  // namespace amity::account
