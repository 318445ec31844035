#include "cli/words.h"

#include "cli/failure.h"
#include "cli/nearest.h"
#include "cli/options.h"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace amity::cli {
namespace {

using shape::Field;
using shape::Operation;

// Several values end where an option begins; CLI11 takes more than this for "without end", and
// would then take JSON arrays apart.
constexpr int kMostValues = 10'000;

void add_setting(CLI::App& app, const Setting& setting, Words& read) {
  std::string flag(setting.flag);
  std::string doc(setting.doc);
  auto keep = [&setting, &read](const std::string& value) { read.settings[&setting] = value; };
  if (setting.placeholder.empty()) {
    app.add_flag_callback(
        flag, [keep] { keep({}); }, doc);
    return;
  }
  auto keep_or_alone = [&setting, keep](const std::string& value) {
    keep(value.empty() ? std::string(setting.alone) : value);
  };
  app.add_option_function<std::string>(flag, keep_or_alone, doc)
      ->type_name(std::string(setting.placeholder))
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)
      ->expected(setting.alone.empty() ? 1 : 0, 1);
}

void add_member(CLI::App& app, const Field& field, Words& read) {
  const shape::Type& type = field.type();
  std::string name = kebab_case(field.name);
  std::string doc(field.doc);
  if (field.required && !field.idempotency_token) doc += " Required.";
  auto keep = [&field, &read](const std::vector<std::string>& words) {
    read.members[field.name] = words;
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

// `help OPERATION` and `OPERATION help` ask for help, too.
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
void add_operation(CLI::App& app, const Operation& operation, bool described, Words& read) {
  CLI::App* command =
      app.add_subcommand(kebab_case(operation.name), std::string(operation.doc))->fallthrough();
  command->group("Operations");
  command->footer("The options that `" + app.get_name() + " help` tells of may stand here, too.");
  command->callback([&operation, &read] { read.operation = &operation; });
  if (!described) return;
  for (const Field& field : operation.request().fields) add_member(*command, field, read);
  for (const Setting& setting : settings())
    if (offers(operation, setting.scope)) add_setting(*command, setting, read);
}

[[noreturn]] void refuse_operation(const Api& api, const std::string& typed) {
  std::vector<std::string> known;
  for (const Operation& operation : api.operations) known.push_back(kebab_case(operation.name));
  known.insert(known.end(), api.neighbours.begin(), api.neighbours.end());
  std::string sentence = "argument operation: Invalid choice: '" + typed + '\'';
  std::vector<std::string> meant = nearest(typed, known);
  if (!meant.empty()) sentence += ", maybe you meant:\n";
  for (const std::string& each : meant) sentence += "\n  * " + each;
  throw Failure(Exit::usage, sentence);
}

// What CLI11 refuses, in the AWS CLI's words. `left` are the words that nobody took.
[[noreturn]] void refuse(const Api& api, const CLI::App& app, const CLI::ParseError& error,
                         bool has_operation) {
  std::string sentence = error.what();
  std::string option = sentence.substr(0, sentence.find(':'));
  if (option.starts_with("--") && dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr)
    throw Failure(Exit::usage, "argument " + option + ": expected one argument");
  std::string left;
  for (const std::string& word : app.remaining(true)) {
    if (!has_operation && left.empty() && !word.starts_with('-')) refuse_operation(api, word);
    left += (left.empty() ? "" : ", ") + word;
  }
  throw Failure(Exit::usage, left.empty() ? sentence : "Unknown options: " + left);
}

}  // namespace

Words read_words(const Api& api, const std::vector<std::string>& words) {
  Words read;
  CLI::App app{std::string(api.doc), program_of(api)};
  app.require_subcommand(0, 1);
  for (const Setting& setting : settings())
    if (setting.scope == Scope::all) add_setting(app, setting, read);
  std::vector<std::string> rest = with_help_as_flag(words);
  bool has_operation = false;
  for (const Operation& operation : api.operations) {
    bool named = std::find(rest.begin(), rest.end(), kebab_case(operation.name)) != rest.end();
    has_operation = has_operation || named;
    add_operation(app, operation, named, read);
  }
  std::reverse(rest.begin(), rest.end());  // as CLI11 takes them
  try {
    app.parse(rest);
  } catch (const CLI::CallForHelp&) {
    read.help = app.help();
    return read;
  } catch (const CLI::ParseError& error) {
    refuse(api, app, error, has_operation);
  }
  if (read.operation == nullptr)
    throw Failure(Exit::usage, "the following arguments are required: operation");
  return read;
}

}  // namespace amity::cli
