// Lists all invitations that wait for an answer of the calling account, however many pages they
// are.
#include <amity/client/account/client.h>

#include <iostream>

using namespace amity::account;

int main() {
  Client client;
  ListConnectionInvitationsRequest request;
  request.catalog = Catalog("AWS");
  request.status = InvitationStatus::PENDING;
  request.participant_type = ParticipantType::RECEIVER;
  try {
    for (const auto& invitation : client.list_connection_invitations_all(request))
      std::cout << invitation.id.view() << ' ' << invitation.connection_type.text() << '\n';
  } catch (const amity::client::ServiceException& exception) {
    std::cerr << exception.what() << '\n';
    return 1;
  }
}
