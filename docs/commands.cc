#include "docs/commands.h"

#include "admin/model/errors.h"
#include "admin/model/operations.h"
#include "cli/api.h"
#include "cli/options.h"
#include "cli/settings.h"

#include <fmt/format.h>

#include <cstdint>
#include <iterator>
#include <string_view>
#include <vector>

namespace amity::docs {
namespace {

using shape::Field;
using shape::Kind;
using shape::Operation;
using shape::Type;

// In a table, where a bar would end the cell.
std::string cell(std::string_view text) {
  std::string safe;
  for (char c : text) {
    if (c == '|') safe += '\\';
    safe += c;
  }
  return safe;
}

std::string option_of(const Field& field) {
  std::string name = cli::kebab_case(field.name);
  if (cli::takes(field.type()) == cli::Takes::flag) return fmt::format("--{0}, --no-{0}", name);
  return fmt::format("--{} {}", name, cli::placeholder(field.type()));
}

// The structure that a value is, or that the items of a list are.
const Type* structure_in(const Type& type) {
  if (type.kind == Kind::list) return structure_in(type.element());
  return type.kind == Kind::structure || type.kind == Kind::union_ ? &type : nullptr;
}

// A row for each member of a structure, and of the structures in it: `Users[].Tags[].Key`.
void append_members(const Type& type, const std::string& path, std::string& rows) {
  for (const Field& field : type.fields) {
    std::string name = path + std::string(field.name);
    const Type* inner = structure_in(field.type());
    if (field.type().kind == Kind::list) name += "[]";
    std::string kind = inner != nullptr ? "" : '`' + cell(cli::placeholder(field.type())) + '`';
    if (!field.required) kind += kind.empty() ? "may be absent" : ", may be absent";
    rows += fmt::format("| `{}` | {} | {} |\n", name, kind, cell(field.doc));
    if (inner != nullptr) append_members(*inner, name + '.', rows);
  }
}

std::string options_table(const Type& request) {
  if (request.fields.empty()) return "No options of its own.\n\n";
  std::string rows = "| option | | |\n|---|---|---|\n";
  for (const Field& field : request.fields) {
    rows += fmt::format("| `{}` | {} | {} |\n", cell(option_of(field)),
                        field.required ? "required" : "", cell(field.doc));
    if (const Type* inner = structure_in(field.type()))
      append_members(*inner, field.type().kind == Kind::list ? "[]." : ".", rows);
  }
  return rows + '\n';
}

std::string answer_table(const Type& response) {
  if (response.fields.empty()) return "Answers nothing.\n\n";
  std::string rows = "| answer | | |\n|---|---|---|\n";
  append_members(response, "", rows);
  return rows + '\n';
}

std::string errors_of(const Operation& operation) {
  std::string names;
  for (std::size_t i = 0; i < std::size(admin::error_kinds); ++i) {
    if ((operation.errors >> i & 1) == 0) continue;
    names += fmt::format("{}{}", names.empty() ? "" : ", ", admin::error_kinds[i].name);
  }
  return names;
}

// For troff, where a backslash, a hyphen, and a dot at the beginning of a line say something else.
std::string troff(std::string_view text) {
  std::string safe = text.starts_with('.') || text.starts_with('\'') ? "\\&" : "";
  for (char c : text) {
    if (c == '\\') {
      safe += "\\e";
    } else if (c == '-') {
      safe += "\\-";
    } else {
      safe += c;
    }
  }
  return safe;
}

std::string item(std::string_view term, std::string_view text) {
  return fmt::format(".TP\n.B {}\n{}\n", troff(term), troff(text));
}

std::string in_capitals(std::string_view text) {
  std::string capitals;
  for (char c : text) capitals += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return capitals;
}

std::string setting_items(cli::Scope first, cli::Scope last) {
  std::string items;
  for (const cli::Setting& setting : cli::settings())
    if (setting.scope >= first && setting.scope <= last)
      items += item(fmt::format("{}{}{}", setting.flag, setting.placeholder.empty() ? "" : " ",
                                setting.placeholder),
                    setting.doc);
  return items;
}

}  // namespace

std::string admin_page() {
  std::string page =
      "<!-- Printed from admin/model by the target `reference`; do not edit. -->\n\n"
      "# Commands of `amity admin`\n\n"
      "How they are used is in [the guide](../guide/admin.md). An operation's own name is the "
      "command's in capitals: `get-clock` is `GetClock`.\n\n"
      "| command | | |\n|---|---|---|\n";
  for (const Operation& operation : admin::operations()) {
    std::string name = cli::kebab_case(operation.name);
    page += fmt::format("| [{0}](#{0}) | {1} | {2} |\n", name,
                        operation.access == shape::Access::read ? "reads" : "writes",
                        cell(operation.doc));
  }
  for (const Operation& operation : admin::operations())
    page += fmt::format("\n## {}\n\n{}\n\n{}{}Errors: {}.\n", cli::kebab_case(operation.name),
                        operation.doc, options_table(operation.request()),
                        answer_table(operation.response()), errors_of(operation));
  return page;
}

std::string man_page(const cli::Api& api) {
  bool own = api.command.empty();  // the program's own page
  std::string title = own ? "amity" : "amity-" + std::string(api.command);
  std::string page =
      ".\\\" Printed from the operations' tables by the target `reference`; do not edit.\n.TH " +
      troff(in_capitals(title)) + " 1\n.SH NAME\n" + troff(title) + " \\- " +
      troff(own ? "AWS Partner Central Account, from the command line and as a server of your own"
                : "operate a running Amity") +
      "\n.SH SYNOPSIS\n.B " + cli::program_of(api) + "\n.I operation\n.RI [ option ...]\n";
  if (own)
    page +=
        ".PP\n.B amity dev\n.RI [ option ...]\n.PP\n.B amity serve \\-\\-config\n.I file\n"
        ".RI [ option ...]\n.PP\n.B amity admin\n.I operation\n.RI [ option ...]\n"
        ".PP\n.B amity completion\n.RB { bash | zsh | fish }\n";
  page += ".SH DESCRIPTION\n" + troff(std::string(api.doc) + '.') + '\n';
  page += troff(own ? "Names, options, formats and exit codes are those of the AWS CLI. "
                      "`amity dev --help` and `amity serve --help` tell of the server."
                    : "Answers are JSON on standard output, unless another format is asked for.");
  page += "\n.SH OPTIONS\n" + setting_items(cli::Scope::all, cli::Scope::all) +
          ".SS Of operations that list or take something\n" +
          setting_items(cli::Scope::operation, cli::Scope::part) + ".SH OPERATIONS\n";
  for (const Operation& operation : api.operations) {
    page +=
        fmt::format(".SS {}\n{}\n", troff(cli::kebab_case(operation.name)), troff(operation.doc));
    for (const Field& field : operation.request().fields) {
      bool required = field.required && !field.idempotency_token;
      page += item(option_of(field), std::string(field.doc) + (required ? " Required." : ""));
    }
  }
  page += ".SH ENVIRONMENT\n";
  page += item(api.endpoint_variable,
               fmt::format("Where the API answers; {} when not set{}.", api.endpoint_url,
                           own ? ", nor AWS_ENDPOINT_URL_PARTNERCENTRAL_ACCOUNT, AWS_ENDPOINT_URL "
                                 "or a profile's endpoint_url. aws: the service of AWS itself"
                               : ""));
  page += item("AMITY_ACCESS_KEY_ID, AMITY_SECRET_ACCESS_KEY, AMITY_SESSION_TOKEN",
               "What to sign with; else all that the AWS CLI takes credentials from.");
  page += item("AMITY_REGION",
               "The Region to sign for; else AWS_REGION, AWS_DEFAULT_REGION, the profile's; else "
               "us-east-1.");
  page += item("AWS_PROFILE", "The profile of ~/.aws/config and ~/.aws/credentials.");
  page += item("AWS_DEFAULT_OUTPUT", "As --output.");
  page += item("NO_COLOR", "When set, nothing is coloured unless --color says so.");
  for (const cli::Setting& setting : cli::settings())
    if (!setting.variable.empty())
      page += item(setting.variable, fmt::format("As {}.", setting.flag));
  page += ".SH EXIT STATUS\n";
  page += item("0", "Done.");
  page += item("252", "The words make no request.");
  page += item("253", "Credentials, a Region or a profile that cannot be used.");
  page += item("254", "The service refused.");
  page += item("255", "No answer came back, or it could not be written.");
  page += fmt::format(".SH SEE ALSO\n.BR {} (1)\n", own ? "amity\\-admin" : "amity");
  return page;
}

}  // namespace amity::docs
