#include "account/operations/other_participants.h"

#include <algorithm>

namespace amity::account {
namespace {

std::optional<domain::AccountId> account_named(ReadTx& tx, const Call& call,
                                               std::string_view identifier) {
  if (auto account = domain::parse_account(identifier)) {
    bool known =
        tx.connections().ever_between(domain::pair_of(call.caller, *account), call.catalog);
    return known ? account : std::nullopt;
  }
  if (auto partner = tx.partners().with_profile(call.catalog, identifier)) return partner->account;
  if (auto account = tx.accounts().with_seller_profile(identifier)) return account->id;
  return std::nullopt;
}

}  // namespace

OtherParticipants::OtherParticipants(ReadTx& tx, const Call& call,
                                     std::span<const ParticipantIdentifier> identifiers)
    : caller_(call.caller), identifiers_(identifiers) {
  for (const auto& identifier : identifiers)
    if (auto account = account_named(tx, call, identifier.view())) accounts_.push_back(*account);
}

bool OtherParticipants::match(const domain::InvitationHead& invitation) const {
  if (identifiers_.empty() || knows(domain::other_party(invitation, caller_))) return true;
  return invitation.sender == caller_ &&
         std::find(identifiers_.begin(), identifiers_.end(), invitation.receiver_identifier) !=
             identifiers_.end();
}

bool OtherParticipants::match(const domain::Connection& connection) const {
  return identifiers_.empty() || knows(connection.other(caller_));
}

bool OtherParticipants::knows(domain::AccountId other) const {
  return std::find(accounts_.begin(), accounts_.end(), other) != accounts_.end();
}

}  // namespace amity::account
