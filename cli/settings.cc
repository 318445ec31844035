#include "cli/settings.h"

#include "cli/failure.h"
#include "cli/options.h"
#include "client/settings/plain_text.h"

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace amity::cli {
namespace {

std::int64_t number(std::string_view flag, const std::string& value, std::int64_t least) {
  auto number = client::whole_number<std::int64_t>(value);
  constexpr std::int64_t most = 1'000'000'000;
  if (!number || *number < least || *number > most)
    throw Failure(Exit::usage, "argument " + std::string(flag) + ": '" + value +
                                   "' is not a number from " + std::to_string(least) + " to " +
                                   std::to_string(most));
  return *number;
}

// The one of the values, which are separated by '|', or a refusal.
std::string one_of(std::string_view flag, const std::string& value, std::string_view values) {
  std::string choices;
  for (std::string_view rest = values; !rest.empty();) {
    std::string_view each = rest.substr(0, rest.find('|'));
    if (each == value) return value;
    choices += (choices.empty() ? "" : ", ") + std::string(each);
    rest.remove_prefix(std::min(each.size() + 1, rest.size()));
  }
  throw Failure(Exit::usage, "argument " + std::string(flag) + ": Invalid choice: '" + value +
                                 "', valid choices are: " + choices);
}

constexpr std::string_view kFormats = "json|text|table|yaml";

constexpr Setting kSettings[] = {
    {"--endpoint-url", "URL", "Where the API answers; aws: the service of AWS itself.", Scope::all,
     "", [](Settings& settings, const std::string& value) { settings.endpoint_url = value; }},
    {"--profile", "NAME", "The profile of the shared AWS files to sign with.", Scope::all, "",
     [](Settings& settings, const std::string& value) { settings.profile = value; }},
    {"--region", "REGION", "The Region to sign for.", Scope::all, "",
     [](Settings& settings, const std::string& value) { settings.region = value; }},
    {"--no-sign-request", "", "Use no credentials.", Scope::all, "",
     [](Settings& settings, const std::string&) { settings.unsigned_requests = true; }},
    {"--output", kFormats, "How the answer is printed.", Scope::all, "",
     [](Settings& settings, const std::string& value) {
       settings.format = format_named(value);
       if (!settings.format) one_of("--output", value, kFormats);
     }},
    {"--query", "EXPRESSION", "What to print of the answer, in JMESPath.", Scope::all, "",
     [](Settings& settings, const std::string& value) {
       try {
         settings.query.emplace(value);
       } catch (const jmespath::QueryError& error) {
         throw Failure(Exit::usage, "Bad value for --query " + value + ": " + error.what());
       }
     }},
    {"--color", "on|off|auto", "Whether tables and errors are coloured; auto: on a terminal.",
     Scope::all, "",
     [](Settings& settings, const std::string& value) {
       std::string chosen = one_of("--color", value, "on|off|auto");
       settings.colours = chosen == "on"    ? Colours::on
                          : chosen == "off" ? Colours::off
                                            : Colours::automatic;
     }},
    {"--no-cli-pager", "", "Nothing: there is no pager. For scripts that say it to the AWS CLI.",
     Scope::all, "", [](Settings&, const std::string&) {}},
    {"--ca-bundle", "FILE", "Certificates (PEM) to trust instead of the system's.", Scope::all,
     "AMITY_CA_BUNDLE",
     [](Settings& settings, const std::string& value) { settings.authorities = value; }},
    {"--no-verify-ssl", "", "Trust whoever answers, whatever certificate is shown.", Scope::all, "",
     [](Settings& settings, const std::string&) { settings.trusts_anybody = true; }},
    {"--client-certificate", "FILE", "A certificate (PEM) that says who calls.", Scope::all,
     "AMITY_CLIENT_CERTIFICATE",
     [](Settings& settings, const std::string& value) { settings.certificate = value; }},
    {"--client-key", "FILE", "The key (PEM) of that certificate.", Scope::all, "AMITY_CLIENT_KEY",
     [](Settings& settings, const std::string& value) { settings.key = value; }},
    {"--cli-connect-timeout", "SECONDS", "How long to wait for a connection; 0: for ever.",
     Scope::all, "",
     [](Settings& settings, const std::string& value) {
       settings.connect_time = std::chrono::seconds(number("--cli-connect-timeout", value, 0));
     }},
    {"--cli-read-timeout", "SECONDS", "How long an attempt may take; 0: for ever.", Scope::all, "",
     [](Settings& settings, const std::string& value) {
       settings.read_time = std::chrono::seconds(number("--cli-read-timeout", value, 0));
     }},
    {"--debug", "", "Tell of each request, without bodies and secrets.", Scope::all, "",
     [](Settings& settings, const std::string&) { settings.debug = true; }},
    {"--cli-input-json", "JSON", "The request; options replace its members.", Scope::operation, "",
     [](Settings& settings, const std::string& value) {
       settings.input_json = content_of("--cli-input-json", value);
     }},
    {"--generate-cli-skeleton", "input|output",
     "Print an empty request or answer, and call nobody.", Scope::operation, "",
     [](Settings& settings, const std::string& value) {
       settings.skeleton = one_of("--generate-cli-skeleton", value, "input|output");
     },
     "input"},
    {"--no-paginate", "", "Only the first page of a list.", Scope::all, "",
     [](Settings& settings, const std::string&) { settings.paginate = false; }},
    {"--starting-token", "TOKEN", "Where to begin: the NextToken of an answer.", Scope::list, "",
     [](Settings& settings, const std::string& value) { settings.window.starting_token = value; }},
    {"--max-items", "NUMBER", "How many items at most, of all pages.", Scope::list, "",
     [](Settings& settings, const std::string& value) {
       settings.window.max_items = number("--max-items", value, 1);
     }},
    {"--page-size", "NUMBER", "How many items to ask for at a time.", Scope::part, "",
     [](Settings& settings, const std::string& value) {
       settings.window.page_size = number("--page-size", value, 1);
     }},
};

}  // namespace

std::span<const Setting> settings() { return kSettings; }

std::optional<Format> format_named(std::string_view name) {
  if (name == "json") return Format::json;
  if (name == "text") return Format::text;
  if (name == "table") return Format::table;
  if (name == "yaml" || name == "yaml-stream") return Format::yaml;
  return std::nullopt;
}

bool offers(const shape::Operation& operation, Scope scope) {
  switch (scope) {
    case Scope::all:
      return false;
    case Scope::operation:
      return true;
    case Scope::list:
      return paging_of(operation).has_value();
    case Scope::part: {
      auto paging = paging_of(operation);
      return paging && paging->limit != nullptr;
    }
  }
  return false;
}

}  // namespace amity::cli
