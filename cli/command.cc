#include "cli/command.h"

#include "cli/client.h"
#include "cli/failure.h"
#include "cli/options.h"
#include "cli/request.h"
#include "cli/settings.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <deque>

namespace amity::cli {
namespace {

using shape::Field;
using shape::Operation;

// The words of a command line, by what they are for.
struct Parsed {
  const Operation* operation = nullptr;
  Given members;
  std::map<const Setting*, std::string> settings;
};

// Several values end where an option begins; CLI11 takes more than this for "without end", and
// would then take JSON arrays apart.
constexpr int kMostValues = 10'000;

void add_setting(CLI::App& app, const Setting& setting, Parsed& parsed) {
  std::string flag(setting.flag);
  std::string doc(setting.doc);
  auto keep = [&setting, &parsed](const std::string& value) { parsed.settings[&setting] = value; };
  if (setting.placeholder.empty()) {
    app.add_flag_callback(
        flag, [keep] { keep({}); }, doc);
    return;
  }
  app.add_option_function<std::string>(flag, keep, doc)
      ->type_name(std::string(setting.placeholder))
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

void add_member(CLI::App& app, const Field& field, Parsed& parsed) {
  const shape::Type& type = field.type();
  std::string name = kebab_case(field.name);
  std::string doc(field.doc);
  if (field.required) doc += " Required.";
  auto keep = [&field, &parsed](const std::vector<std::string>& words) {
    parsed.members[field.name] = words;
  };
  if (takes(type) == Takes::flag) {
    app.add_flag_callback(
        "--" + name, [keep] { keep({"true"}); }, doc);
    app.add_flag_callback(
        "--no-" + name, [keep] { keep({"false"}); }, "The opposite.");
    return;
  }
  CLI::Option* option = app.add_option_function<std::vector<std::string>>("--" + name, keep, doc);
  option->type_name(placeholder(type))->allow_extra_args(false);
  option->expected(1, takes(type) == Takes::several_values ? kMostValues : 1);
  option->multi_option_policy(takes(type) == Takes::several_values
                                  ? CLI::MultiOptionPolicy::TakeAll
                                  : CLI::MultiOptionPolicy::TakeLast);
}

// `amity admin help OPERATION` and `amity admin OPERATION help` ask for help, too.
std::vector<std::string> with_help_as_flag(std::vector<std::string> words) {
  for (std::size_t i = 0; i < std::min<std::size_t>(words.size(), 2); ++i) {
    if (words[i] != "help") continue;
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(i));
    words.emplace_back("--help");
    break;
  }
  return words;
}

// A table of member types is made when it is asked for: only the operation that is called has its
// options described.
void add_operation(CLI::App& app, const Operation& operation, bool described, Parsed& parsed) {
  CLI::App* command =
      app.add_subcommand(kebab_case(operation.name), std::string(operation.doc))->fallthrough();
  command->group("Operations");
  command->footer("The options that `" + app.get_name() + " help` tells of may stand here, too.");
  command->callback([&operation, &parsed] { parsed.operation = &operation; });
  if (!described) return;
  for (const Field& field : operation.request().fields) add_member(*command, field, parsed);
  for (const Setting& setting : settings())
    if (offers(operation, setting.scope)) add_setting(*command, setting, parsed);
}

Settings settings_of(const Api& api, const Parsed& parsed, const Environment& environment) {
  Settings made;
  made.endpoint.url = environment(std::string(api.endpoint_variable));
  if (made.endpoint.url.empty()) made.endpoint.url = api.endpoint_url;
  for (const Setting& setting : settings()) {
    auto found = parsed.settings.find(&setting);
    if (found != parsed.settings.end()) {
      setting.apply(made, found->second);
    } else if (!setting.variable.empty()) {
      std::string value = environment(std::string(setting.variable));
      if (!value.empty()) setting.apply(made, value);
    }
  }
  return made;
}

std::string answer_to(const Api& api, const Parsed& parsed, const Settings& settings,
                      const Environment& environment, std::ostream& err) {
  const Operation& operation = *parsed.operation;
  if (!settings.skeleton.empty())
    return skeleton_of(settings.skeleton == "input" ? operation.request() : operation.response());

  std::string request = request_of(operation, parsed.members, settings.input_json);
  std::optional<sigv4::Credentials> credentials;
  std::string region = settings.region;
  if (!settings.unsigned_requests) {
    credentials = find_credentials(environment, settings.profile);
    if (credentials && region.empty()) region = find_region(environment, settings.profile);
  }
  Client client(api, settings.endpoint, std::move(credentials), std::move(region),
                settings.debug ? &err : nullptr);
  auto call = [&](const std::string& each) { return client.call(operation, each); };
  auto paging = paging_of(operation);
  if (!paging || !settings.paginate || names_page(request)) return call(request);
  return all_pages(*paging, request, settings.window, call);
}

}  // namespace

int run(const Api& api, const std::vector<std::string>& words, const Environment& environment,
        std::ostream& out, std::ostream& err) {
  std::string name = "amity " + std::string(api.command);
  Parsed parsed;
  CLI::App app{std::string(api.doc), name};
  app.require_subcommand(0, 1);
  for (const Setting& setting : settings())
    if (setting.scope == Scope::all) add_setting(app, setting, parsed);
  std::vector<std::string> rest = with_help_as_flag(words);
  for (const Operation& operation : api.operations) {
    bool named = std::find(rest.begin(), rest.end(), kebab_case(operation.name)) != rest.end();
    add_operation(app, operation, named, parsed);
  }
  std::reverse(rest.begin(), rest.end());  // as CLI11 takes them

  auto end = [&](Exit code, const std::string& sentence) {
    err << sentence << '\n';
    return static_cast<int>(code);
  };
  auto misused = [&](const std::string& sentence) {
    std::string command =
        name + (parsed.operation == nullptr ? "" : ' ' + kebab_case(parsed.operation->name));
    return end(Exit::usage,
               command + ": error: " + sentence + "\n`" + command + " help` tells what there is.");
  };
  try {
    app.parse(rest);
    if (parsed.operation == nullptr) return misused("which operation?");
    Settings settings = settings_of(api, parsed, environment);
    out << formatted(answer_to(api, parsed, settings, environment, err), settings.format)
        << std::flush;
    if (!out) return end(Exit::other, "The answer cannot be written to standard output.");
    return static_cast<int>(Exit::done);
  } catch (const CLI::CallForHelp&) {
    out << app.help() << std::flush;
    return static_cast<int>(Exit::done);
  } catch (const CLI::ParseError& error) {
    return misused(error.what());
  } catch (const Failure& failure) {
    return failure.exit == Exit::usage ? misused(failure.what())
                                       : end(failure.exit, failure.what());
  } catch (const std::exception& error) {
    return end(Exit::other, name + ": " + error.what());
  }
}

}  // namespace amity::cli
