// Declines an invitation and tells what stands against it.
//
//   example_reject_invitation pacinv-222222222demo
#include <amity/client/account/client.h>

#include <iostream>

using namespace amity::account;

int main(int count, char** arguments) {
  if (count != 2) return 2;
  Client client;
  RejectConnectionInvitationRequest request;
  request.catalog = Catalog("AWS");
  request.identifier = ConnectionInvitationId(arguments[1]);
  request.reason = RejectionReason("Not this quarter");
  // The request has no ClientToken: one is filled in, the same for every attempt of this call.
  auto rejected = client.reject_connection_invitation(request);
  if (rejected) {
    std::cout << rejected->id.view() << " is " << rejected->status.text() << '\n';
    return 0;
  }

  const auto& error = rejected.error();
  if (auto conflict = error.as<ConflictException>()) {
    if (conflict->reason == ConflictExceptionReason::INCOMPATIBLE_CONNECTION_INVITATION_STATE)
      std::cout << "It was answered before.\n";
    else  // also a reason that is newer than this program
      std::cout << "It cannot be declined now: " << conflict->reason.text() << '\n';
  } else if (error.as<ResourceNotFoundException>()) {
    std::cout << "There is no such invitation.\n";
  } else {
    std::cerr << error.sentence() << " (request " << error.request_id << ")\n";
  }
  return 1;
}
