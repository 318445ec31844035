#include "docs/compatibility.h"

#include "account/model/operations.h"
#include "account/service/bindings.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace amity::docs {
namespace {

std::string anchor(std::string_view name) {
  std::string lower;
  for (char c : name) lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lower;
}

}  // namespace

std::string compatibility_page(std::string_view choices) {
  using account::operations;
  auto built = std::count_if(operations.begin(), operations.end(), account::is_built);

  std::string page =
      "<!-- Printed by the target `reference` from account/service/bindings.cc and\n"
      "     docs/compatibility.choices.md; do not edit. -->\n\n"
      "# Compatibility\n\n";
  page += fmt::format(
      "Amity follows {} {}, as of its public model of {}. All {} operations are declared with "
      "their shapes, limits and errors; {} are built. The others answer HTTP 501 with `__type` "
      "`NotImplemented`.\n\n"
      "| operation | |\n|---|---|\n",
      account::signing_name, account::api_version, account::model_date, operations.size(), built);
  for (const shape::Operation& operation : operations)
    page += fmt::format("| [{}](reference/operations.md#{}) | {} |\n", operation.name,
                        anchor(operation.name), account::is_built(operation) ? "built" : "missing");
  page += '\n';
  return page.append(choices);
}

}  // namespace amity::docs
