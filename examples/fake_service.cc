// Tests a function of one's own without a service: no socket, no thread, a time of its own.
#include <amity/client/account/fake_service.h>

#include <iostream>

using namespace amity::account;

// What is to be tested: declines what others want to sell, and says how many that were.
int decline_all(const Client& client) {
  int declined = 0;
  for (const auto& invitation : client.list_connection_invitations_all({Catalog("AWS")})) {
    RejectConnectionInvitationRequest request;
    request.catalog = invitation.catalog;
    request.identifier = invitation.id;
    if (client.reject_connection_invitation(request)) ++declined;
  }
  return declined;
}

int main() {
  FakeService service;
  ListConnectionInvitationsResponse page;
  for (const char* id : {"pacinv-aaaaaaaaaaaaa", "pacinv-bbbbbbbbbbbbb"})
    page.connection_invitation_summaries.items.emplace_back().id = ConnectionInvitationId(id);
  service.answer<ListConnectionInvitationsRequest>(page);
  // The first is declined; somebody else has answered the second.
  service.answer<RejectConnectionInvitationRequest>({});
  service.refuse<RejectConnectionInvitationRequest>(
      conflict(ConflictExceptionReason::INCOMPATIBLE_CONNECTION_INVITATION_STATE));

  int declined = decline_all(service.client());

  auto requests = service.requests<RejectConnectionInvitationRequest>();
  bool right = declined == 1 && requests.size() == 2 &&
               requests[1].identifier == ConnectionInvitationId("pacinv-bbbbbbbbbbbbb");
  std::cout << (right ? "as expected\n" : "not as expected\n");
  return right ? 0 : 1;
}
