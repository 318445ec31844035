#include "account/operations/decision.h"

#include "account/domain/event.h"
#include "account/model/errors.h"

namespace amity::account {
namespace {

std::optional<PartnerProfileId> profile_of(ReadTx& tx, domain::AccountId account,
                                           domain::CatalogId catalog) {
  auto partner = tx.partners().of(account, catalog);
  return partner ? partner->profile.profile_id : std::nullopt;
}

}  // namespace

domain::Invitation invitation_of_caller(ReadTx& tx, const Call& call,
                                        const ConnectionInvitationId& identifier) {
  auto key = domain::key_of(identifier);
  auto found = key ? tx.invitations().visible_to(call.caller, call.catalog, *key) : std::nullopt;
  if (!found) throw not_found(ResourceNotFoundExceptionReason::CONNECTION_INVITATION_NOT_FOUND);
  return std::move(*found);
}

void require_may(const domain::Invitation& invitation, domain::Act act, const Call& call) {
  domain::Side side = domain::side_of(invitation, call.caller);
  if (!domain::may(side, act)) throw denied(AccessDeniedExceptionReason::ACCESS_DENIED);
  if (!domain::next(domain::status_at(invitation, call.now), act, side))
    throw conflict(ConflictExceptionReason::INCOMPATIBLE_CONNECTION_INVITATION_STATE);
}

void decide(WriteTx& tx, domain::Invitation& invitation, domain::Act act, domain::Side by,
            Timestamp at, std::optional<std::string_view> reason) {
  invitation.status = domain::next(invitation.status, act, by).value();
  invitation.updated_at = at;
  tx.invitations().answer(invitation, reason);
  tx.counters().lower(Counter::open_invitations, invitation.sender, invitation.catalog);
}

std::size_t expire_due_invitations(WriteTx& tx, const domain::Place& place, Timestamp now,
                                   std::size_t at_most) {
  auto due = tx.invitations().take_due(now, at_most);
  for (domain::Invitation& invitation : due) {
    if (invitation.status != InvitationStatus::PENDING) continue;
    decide(tx, invitation, domain::Act::expire, domain::Side::clock, invitation.expires_at);
    auto receiver_profile = profile_of(tx, invitation.receiver, invitation.catalog);
    for (const auto& event : domain::invitation_expired(invitation, receiver_profile, place))
      tx.events().append(event);
  }
  return due.size();
}

}  // namespace amity::account
