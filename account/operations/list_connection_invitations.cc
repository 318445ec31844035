#include "account/operations/bodies.h"
#include "account/operations/other_participants.h"
#include "account/operations/page.h"

namespace amity::account {
namespace {

std::optional<InvitationCursor> cursor(const Page& page) {
  if (!page.start()) return std::nullopt;
  return InvitationCursor{domain::InvitationKey{(*page.start())[0]}};
}

}  // namespace

// Lists the invitations that the caller sent or received, newest first. All filters must hold.
ListConnectionInvitationsResponse list_connection_invitations(
    ReadTx& tx, const Call& call, const ListConnectionInvitationsRequest& request) {
  Page page(call, "ListConnectionInvitations", filters_of(request), request.next_token,
            request.max_results);
  std::optional<ParticipantType> caller_is;
  if (request.participant_type) caller_is = request.participant_type->value();
  OtherParticipants others(tx, call, items_of(request.other_participant_identifiers));

  ListConnectionInvitationsResponse response;
  auto& summaries = response.connection_invitation_summaries.items;
  summaries.reserve(page.size());
  domain::InvitationKey last;
  tx.invitations().walk(
      call.caller, call.catalog, caller_is, cursor(page),
      [&](const domain::InvitationHead& invitation) {
        if (request.connection_type && invitation.type != *request.connection_type) return true;
        if (request.status && domain::status_at(invitation, call.now) != *request.status)
          return true;
        if (!others.match(invitation)) return true;
        if (summaries.size() == page.size()) {  // there is a next page
          response.next_token = page.after({last.value, 0});
          return false;
        }
        summaries.push_back(
            domain::summary(invitation, call.caller, call.settings.place, call.now));
        last = invitation.id;
        return true;
      });
  return response;
}

}  // namespace amity::account
