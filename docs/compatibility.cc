#include "docs/compatibility.h"

#include "account/model/operations.h"
#include "docs/links.h"

#include <fmt/format.h>

namespace amity::docs {
std::string compatibility_page(std::string_view choices) {
  using account::operations;

  std::string page =
      "<!-- Printed by the target `reference` from account/model/operations.h and\n"
      "     docs/compatibility.choices.md; do not edit. -->\n\n"
      "# Compatibility\n\n";
  page += fmt::format(
      "Amity follows {} {}, as of its public model of {}. {} of {} operations are built: the "
      "program does not compile while one has no body.\n\n"
      "| operation | |\n|---|---|\n",
      account::signing_name, account::api_version, account::model_date, operations.size(),
      account::operation_count);
  for (const shape::Operation& operation : operations)
    page += fmt::format("| [{}](reference/operations.md#{}) | built |\n", operation.name,
                        anchor(operation.name));
  page += '\n';
  return page.append(choices);
}

}  // namespace amity::docs
