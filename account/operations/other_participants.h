#pragma once

#include "account/domain/connection.h"
#include "account/domain/invitation.h"
#include "account/operations/call.h"
#include "account/store/store.h"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace amity::account {

// The filter OtherParticipantIdentifiers of the two lists: profile ids, seller profile ids and
// account ids, of which any may match. An account id finds only accounts whose id the caller may
// know: those it was ever connected with, and those it wrote into an invitation itself
// (behaviour.md §1.2). An identifier that names nobody matches nothing.
class OtherParticipants {
 public:
  // `identifiers` outlives the filter; without any everybody passes.
  OtherParticipants(ReadTx& tx, const Call& call,
                    std::span<const ParticipantIdentifier> identifiers);

  bool match(const domain::InvitationHead& invitation) const;
  bool match(const domain::Connection& connection) const;

 private:
  bool knows(domain::AccountId other) const;

  domain::AccountId caller_;
  std::span<const ParticipantIdentifier> identifiers_;
  std::vector<domain::AccountId> accounts_;
};

// The identifiers of a list member that may be absent.
template <class List>
std::span<const ParticipantIdentifier> items_of(const std::optional<List>& list) {
  if (!list) return {};
  return list->items;
}

}  // namespace amity::account
