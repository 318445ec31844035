// Prints a reference page: `amity_reference operations`, `types` or `errors`.
#include "account/model/reference.h"

#include <iostream>
#include <string_view>

int main(int count, char** arguments) {
  using namespace amity::account;
  std::string_view page = count == 2 ? arguments[1] : "";
  if (page == "operations")
    std::cout << operations_page();
  else if (page == "types")
    std::cout << types_page();
  else if (page == "errors")
    std::cout << errors_page();
  else {
    std::cerr << "usage: amity_reference operations|types|errors\n";
    return 2;
  }
  return std::cout.flush() ? 0 : 1;
}
