#include "docs/client_page.h"

#include "account/model/operations.h"
#include "cli/options.h"
#include "client/account/repeat.h"
#include "docs/links.h"

#include <fmt/format.h>

#include <algorithm>

namespace amity::docs {
namespace {

using client::Repeat;
using shape::Field;
using shape::Kind;
using shape::Operation;
using shape::Type;

constexpr std::string_view beginning =
    "<!-- Printed from account/model and client/account by the target `reference`; do not edit. "
    "-->\n\n"
    "# The client\n\n"
    "The methods of `amity::account::Client`, of `<amity/client/account/client.h>`; the "
    "[guide](../guide/client.md) tells how they are used. Each takes its request and, if wanted, "
    "`client::CallOptions`, and waits for an `Outcome` of the answer. `client.async` has the same "
    "methods; there they return a `client::Call` at once.\n\n"
    "A member *may be absent* as a `std::optional`. An *open* enum is a `shape::Open`, which keeps "
    "what this version does not know. Limits and values are on the page of the "
    "[types](types.md). Every call may also fail without an answer of the service: see "
    "`client::Error::Kind`.\n\n";

std::string_view repeat_text(const Operation& row) {
  switch (account::repeat_of(row)) {
    case Repeat::always:
      return "Repeated when it is not known whether it took effect: that does no harm.";
    case Repeat::with_token:
      return "Repeated with the same client token, which is filled in where it is empty.";
    case Repeat::never:
      return "Not repeated unless it was certainly not carried out.";
  }
  return {};
}

std::string_view kind_text(const Type& type) {
  switch (type.kind) {
    case Kind::enumeration:
      return ", open enum";
    case Kind::list:
      return ", list";
    case Kind::map:
      return ", map";
    default:
      return "";
  }
}

std::string members_of(const Type& type) {
  if (type.fields.empty()) return "No members.\n\n";
  std::string page = "| member | type | |\n|---|---|---|\n";
  for (const Field& field : type.fields)
    page +=
        fmt::format("| `{}` | {}{}{} | {} |\n", snake_case(field.name), link(field.type()),
                    kind_text(field.type()), field.optional ? ", may be absent" : "", field.doc);
  return page + '\n';
}

// A list in pages is also a range.
bool has_pages(const Operation& row) {
  return std::any_of(row.response().fields.begin(), row.response().fields.end(),
                     [](const Field& field) { return field.name == "NextToken"; });
}

std::string section(const Operation& row) {
  std::string method = snake_case(row.name);
  return fmt::format(
      "## {0}\n\n{1}{2}\n\n{3}\n\n**{4}Request**\n\n{5}**{4}Response**\n\n{6}**Errors** {7}.\n\n",
      method, row.doc,
      has_pages(row) ? fmt::format(" `{}_all` is a range over all pages.", method) : "",
      repeat_text(row), row.name, members_of(row.request()), members_of(row.response()),
      errors_of(row));
}

}  // namespace

std::string snake_case(std::string_view name) {
  std::string text = cli::kebab_case(name);
  std::replace(text.begin(), text.end(), '-', '_');
  return text;
}

std::string client_page() {
  std::string page(beginning);
  for (const Operation& row : account::operations) page += section(row);
  page.pop_back();
  return page;
}

}  // namespace amity::docs
