#include "account/domain/event.h"
#include "account/model/errors.h"
#include "account/operations/bodies.h"
#include "account/operations/decision.h"
#include "account/operations/mail.h"
#include "account/operations/qualification.h"
#include "account/operations/quota.h"

#include <utility>
#include <vector>

namespace amity::account {
namespace {

using domain::AccountId;
using domain::Invitation;
using domain::Partner;
using domain::Quotas;

// How many overdue invitations of whoever a sender clears away beside its own work.
constexpr std::size_t kOverdueAtOnce = 100;

[[noreturn]] void refuse_request(std::string message) {
  throw breaks_business_rule(BusinessValidationCode::INCOMPATIBLE_CONNECTION_INVITATION_REQUEST,
                             std::move(message));
}

[[noreturn]] void receiver_not_found() {
  throw not_found(ResourceNotFoundExceptionReason::RECEIVER_PROFILE_NOT_FOUND);
}

// Who invites: a partner with a profile, which the receiver will see.
Partner sender(ReadTx& tx, const Call& call) {
  auto partner = tx.partners().of(call.caller, call.catalog);
  if (!partner || !partner->has_profile())
    throw not_found(ResourceNotFoundExceptionReason::SENDER_PROFILE_NOT_FOUND);
  return std::move(*partner);
}

// A collaborator is named by its public profile. A private one cannot be told from none.
AccountId collaborator(ReadTx& tx, const Call& call, const Partner& from,
                       const ParticipantIdentifier& identifier) {
  if (domain::parse_account(identifier.view()))
    refuse_request("An OPPORTUNITY_COLLABORATION invitation names a partner profile.");
  if (identifier.view() == from.profile.profile_id->view())
    refuse_request("An account cannot invite itself.");
  auto partner = tx.partners().with_profile(call.catalog, identifier.view());
  if (!partner || !partner->is_public()) receiver_not_found();
  return partner->account;
}

// A subsidiary is named by its account. It has one primary at most, and a subsidiary is no primary.
AccountId subsidiary(ReadTx& tx, const Call& call, const ParticipantIdentifier& identifier) {
  if (identifier.view().starts_with("pprofile-"))
    refuse_request("A SUBSIDIARY invitation names an AWS account.");
  auto account = domain::parse_account(identifier.view());
  if (!account) receiver_not_found();
  if (*account == call.caller) refuse_request("An account cannot invite itself.");
  auto primary = tx.connections().primary_of(*account, call.catalog);
  if (primary && *primary != call.caller)
    refuse_request("The receiver is a subsidiary of another account.");
  if (tx.connections().primary_of(call.caller, call.catalog))
    refuse_request("The sender is itself a subsidiary.");
  if (!tx.accounts().find(*account)) receiver_not_found();
  return *account;
}

// Whatever the receiver may have written down to keep the sender out.
std::vector<ParticipantIdentifier> names_of(ReadTx& tx, const Partner& sender) {
  std::vector<ParticipantIdentifier> names{
      ParticipantIdentifier(sender.profile.profile_id->view()),
      ParticipantIdentifier(domain::text(sender.account).view())};
  auto account = tx.accounts().find(sender.account);
  if (account && account->seller_profile) names.emplace_back(account->seller_profile->id.view());
  return names;
}

// The receiver's preferences are about collaboration only.
void require_let_in(ReadTx& tx, const Call& call, const Partner& from, AccountId receiver,
                    ConnectionType type) {
  if (type != ConnectionType::OPPORTUNITY_COLLABORATION) return;
  auto preferences = tx.preferences().set_by(receiver, call.catalog);
  if (preferences && !domain::lets_in(*preferences, [&] { return names_of(tx, from); }))
    throw conflict(ConflictExceptionReason::INCOMPATIBLE_CONNECTION_INVITATION_RECEIVER);
}

// At most one open invitation of a type between two accounts, whichever of them sent it. One that
// the clock has ended stands in nobody's way.
void require_none_open(WriteTx& tx, const Call& call, domain::Pair pair, ConnectionType type) {
  auto open = tx.invitations().open_between(pair, call.catalog, type);
  if (open && domain::status_at(*open, call.now) != InvitationStatus::PENDING) {
    while (expire_due_invitations(tx, call.settings.place, call.now, kOverdueAtOnce) != 0) {
    }
    open = tx.invitations().open_between(pair, call.catalog, type);
  }
  if (open) throw conflict(ConflictExceptionReason::DUPLICATE_CONNECTION_INVITATION);
}

void require_quotas(WriteTx& tx, const Call& call, bool begins_connection) {
  using enum ServiceQuotaExceededExceptionReason;
  auto quota = [&](domain::Quota which) { return quota_of(tx, call, call.caller, which); };
  if (tx.invitations().sent_at_least(quota(&Quotas::connection_invitations_per_day), call.caller,
                                     call.catalog, call.now - domain::kQuotaDay))
    throw quota_exceeded(LIMIT_EXCEEDED_NUMBER_OF_CONNECTION_INVITATION_PER_DAY);
  // What the clock has ended is not open: it is cleared away before anybody is refused for it.
  std::int64_t open = quota(&Quotas::open_connection_invitations);
  while (!tx.counters().raise(Counter::open_invitations, call.caller, call.catalog, open))
    if (expire_due_invitations(tx, call.settings.place, call.now, kOverdueAtOnce) == 0)
      throw quota_exceeded(LIMIT_EXCEEDED_NUMBER_OF_OPEN_CONNECTION_INVITATION);
  if (begins_connection && tx.counters().value(Counter::active_connections, call.caller,
                                               call.catalog) >= quota(&Quotas::active_connections))
    throw quota_exceeded(LIMIT_EXCEEDED_NUMBER_OF_ACTIVE_CONNECTION);
}

}  // namespace

// Invites another account to connect. The sender needs a profile; the receiver is a public profile
// to collaborate with, or an account to have as a subsidiary.
CreateConnectionInvitationResponse create_connection_invitation(
    WriteTx& tx, const Call& call, const CreateConnectionInvitationRequest& request) {
  ConnectionType type = request.connection_type.value();
  Partner from = sender(tx, call);
  AccountId receiver = type == ConnectionType::SUBSIDIARY
                           ? subsidiary(tx, call, request.receiver_identifier)
                           : collaborator(tx, call, from, request.receiver_identifier);
  require_let_in(tx, call, from, receiver, type);
  domain::Pair pair = domain::pair_of(call.caller, receiver);
  auto connection = tx.connections().live_between(pair, call.catalog);
  if (connection && connection->is_active(type))
    throw conflict(ConflictExceptionReason::DUPLICATE_CONNECTION);
  require_none_open(tx, call, pair, type);
  require_quotas(tx, call, !connection);

  Invitation invitation;
  invitation.id = domain::InvitationKey{call.identifiers.next(call.now)};
  invitation.catalog = call.catalog;
  invitation.type = type;
  invitation.sender = call.caller;
  invitation.receiver = receiver;
  invitation.sender_profile = *from.profile.profile_id;
  invitation.receiver_identifier = request.receiver_identifier;
  if (connection) invitation.connection = connection->id;
  invitation.created_at = call.now;
  invitation.updated_at = call.now;
  invitation.expires_at = call.now + call.settings.invitation_lifetime;
  invitation.status = InvitationStatus::PENDING;
  invitation.inviter_email = request.email;
  invitation.inviter_name = request.name;
  invitation.message = request.message;
  tx.invitations().insert(invitation);

  tx.events().append(
      domain::invitation_received(invitation, shown_name(tx, from), call.settings.place));
  tell_of_invitation(tx, call, invitation, from);
  return domain::details(std::move(invitation), call.caller, call.settings.place, call.now);
}

}  // namespace amity::account
