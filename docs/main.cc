// Prints a page of the documentation: `amity_reference operations`, `types`, `errors`, `client`,
// `admin`, `amity.1` or `amity-admin.1`, or `amity_reference compatibility FILE` with the part that
// is written by hand.
#include "cli/api.h"
#include "docs/client_page.h"
#include "docs/commands.h"
#include "docs/compatibility.h"
#include "docs/reference.h"

#include <fstream>
#include <iostream>
#include <sstream>
#include <string_view>

int main(int count, char** arguments) {
  using namespace amity;
  std::string_view page = count >= 2 ? arguments[1] : "";
  if (page == "operations" && count == 2) {
    std::cout << docs::operations_page();
  } else if (page == "types" && count == 2) {
    std::cout << docs::types_page();
  } else if (page == "errors" && count == 2) {
    std::cout << docs::errors_page();
  } else if (page == "client" && count == 2) {
    std::cout << docs::client_page();
  } else if (page == "admin" && count == 2) {
    std::cout << docs::admin_page();
  } else if (page == "amity.1" && count == 2) {
    std::cout << docs::man_page(cli::account_api());
  } else if (page == "amity-admin.1" && count == 2) {
    std::cout << docs::man_page(cli::admin_api());
  } else if (page == "compatibility" && count == 3) {
    std::ifstream file(arguments[2]);
    std::ostringstream choices;
    if (!file || !(choices << file.rdbuf())) {
      std::cerr << "amity_reference: " << arguments[2] << " cannot be read\n";
      return 1;
    }
    std::cout << docs::compatibility_page(choices.str());
  } else {
    std::cerr << "usage: amity_reference "
                 "operations|types|errors|client|admin|amity.1|amity-admin.1|compatibility FILE\n";
    return 2;
  }
  return std::cout.flush() ? 0 : 1;
}
