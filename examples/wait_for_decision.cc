// Waits until an invitation has been accepted, declined, taken back or has expired.
//
//   example_wait_for_decision pacinv-222222222demo
#include <amity/client/account/waiters.h>

#include <chrono>
#include <iostream>

using namespace amity::account;
using namespace std::chrono_literals;

int main(int count, char** arguments) {
  if (count != 2) return 2;
  Client client;
  auto ended = wait_until_connection_invitation_decided(
      client, {.catalog = Catalog("AWS"), .identifier = ConnectionInvitationId(arguments[1])},
      {.first_pause = 100ms, .longest_pause = 5s, .whole = 1min});
  if (!ended) {
    std::cerr << ended.error().sentence() << '\n';
    return 1;
  }
  std::cout << (ended->succeeded ? "connected" : "not connected") << ": "
            << ended->response.status.text() << '\n';
}
