// Shows a partner of the calling account. Region, endpoint and credentials are found where the AWS
// CLI finds them: environment, shared files, container, instance.
//
//   example_first_call partner-222222222bbbb
#include <amity/client/account/client.h>

#include <iostream>

using namespace amity::account;

int main(int count, char** arguments) {
  if (count != 2) return 2;
  Client client;
  auto partner = client.get_partner(
      {.catalog = Catalog("AWS"), .identifier = PartnerIdentifier(arguments[1])});
  if (!partner) {
    std::cerr << partner.error().sentence() << '\n';
    return 1;
  }
  std::cout << partner->legal_name.view() << ", " << amity::to_iso8601(partner->created_at) << '\n';
}
