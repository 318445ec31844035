// File: main.cc, contains the command line of the program.
#include "cli/command.h"
#include "cli/completion.h"
#include "cli/options.h"
#include "server/config.h"
#include "server/run.h"

#include <CLI/CLI.hpp>

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

namespace {

using amity::server::Config;
using amity::server::ConfigError;
using amity::server::Mode;
using amity::server::Setting;

constexpr std::string_view kDoc =
    "Amity: the AWS Partner Central Account API as a server of your own";
constexpr std::string_view kDevDoc =
    "For tests and first minutes: many accounts, no signatures, nothing to set up";
constexpr std::string_view kServeDoc = "For real use: durable, every request's signature verified";
constexpr std::string_view kConfigDoc = "Configuration file (JSON)";
constexpr std::string_view kInitDoc =
    "Make the store, the sealing key and the operator's account, show its access key, and end";
constexpr std::string_view kIdentitiesDoc =
    "With --init: accounts, users, roles, policies and keys to begin with (JSON)";
constexpr std::string_view kCompletionDoc = "Print what a shell needs to complete these words";

// What a command was given, by setting, before it is understood.
using Given = std::map<const Setting*, std::vector<std::string>>;

std::string environment_name(std::string_view setting) {
  std::string name = "AMITY_";
  for (char c : setting)
    name += c == '-' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return name;
}

void add_settings(CLI::App& command, Given& given) {
  for (const Setting& setting : amity::server::settings()) {
    auto& values = given[&setting];
    if (setting.secret) {
      if (const char* value = std::getenv(environment_name(setting.name).c_str())) values = {value};
      continue;
    }
    std::string flag = "--" + std::string(setting.name);
    std::string doc(setting.doc);
    CLI::Option* option = nullptr;
    if (setting.placeholder.empty()) {
      option = command.add_flag_callback(
          flag, [&values] { values = {"true"}; }, doc);
    } else if (setting.repeated) {
      option = command.add_option(flag, values, doc)->allow_extra_args(false);
    } else {
      option = command.add_option_function<std::string>(
          flag, [&values](const std::string& value) { values = {value}; }, doc);
      option->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    }
    if (!setting.placeholder.empty()) option->type_name(std::string(setting.placeholder));
    option->envname(environment_name(setting.name));
  }
}

void apply_given(Config& config, const Given& given) {
  for (const auto& [setting, values] : given) {
    for (const std::string& value : values) {
      try {
        setting->apply(config, value);
      } catch (const ConfigError& error) {
        throw ConfigError("--" + std::string(setting->name) + ": " + error.what());
      }
    }
  }
}

std::string environment(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value != nullptr ? value : "";
}

amity::cli::Word word_of(std::string_view command, std::string_view doc) {
  amity::cli::Word word{std::string(command), std::string(doc)};
  for (const Setting& setting : amity::server::settings())
    if (!setting.secret)
      word.options.push_back({"--" + std::string(setting.name), std::string(setting.doc),
                              !setting.placeholder.empty()});
  return word;
}

// Prints what a shell needs to complete the program's words.
int print_completion(const std::string& shell) {
  amity::cli::Word program = amity::cli::word_of(amity::cli::account_api());
  program.text = "amity";
  program.words.push_back(word_of("dev", kDevDoc));
  amity::cli::Word& serve = program.words.emplace_back(word_of("serve", kServeDoc));
  serve.options.push_back({"--config", std::string(kConfigDoc)});
  serve.options.push_back({"--init", std::string(kInitDoc), false});
  serve.options.push_back({"--identities", std::string(kIdentitiesDoc)});
  program.words.push_back(amity::cli::word_of(amity::cli::admin_api()));
  amity::cli::Word& completion = program.words.emplace_back();
  completion.text = "completion";
  completion.doc = kCompletionDoc;
  for (std::string_view each : amity::cli::shells)
    completion.words.push_back({std::string(each), std::string(each)});
  std::cout << amity::cli::completion_script(shell, program) << std::flush;
  return std::cout ? EXIT_SUCCESS : EXIT_FAILURE;
}

amity::cli::Terminal terminal() {
  winsize size{};
  bool sized = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col != 0;
  return {.out = std::cout,
          .err = std::cerr,
          .out_is_terminal = isatty(STDOUT_FILENO) != 0,
          .err_is_terminal = isatty(STDERR_FILENO) != 0,
          .width = sized ? size.ws_col : 80};
}

// Whether the first word is for the program itself, rather than an operation's or an option of one.
bool is_own(std::string_view word) {
  constexpr std::string_view words[] = {"dev",       "serve",  "completion", "help",
                                        "--version", "--help", "-h"};
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

}  // namespace

int main(int argc, char** argv) {
  const amity::cli::Api& admin = amity::cli::admin_api();
  const amity::cli::Api& account = amity::cli::account_api();
  std::vector<std::string> words(argv + 1, argv + argc);
  if (!words.empty() && words.front() == admin.command)
    return amity::cli::run(admin, {words.begin() + 1, words.end()}, environment, terminal());
  bool asks_about_operation = words.size() > 1 && words.front() == "help";
  if (!words.empty() && (!is_own(words.front()) || asks_about_operation))
    return amity::cli::run(account, words, environment, terminal());

  CLI::App app{std::string(kDoc), "amity"};
  app.set_version_flag("--version", "amity " AMITY_VERSION);
  app.require_subcommand(0, 1);  // a wrong word is then named, not said to be missing

  Given dev_given;
  CLI::App* dev = app.add_subcommand("dev", std::string(kDevDoc));
  add_settings(*dev, dev_given);

  Given serve_given;
  std::string config_file;
  CLI::App* serve = app.add_subcommand("serve", std::string(kServeDoc));
  serve->add_option("--config", config_file, std::string(kConfigDoc))->required();
  bool initialises = false;
  CLI::Option* init = serve->add_flag("--init", initialises, std::string(kInitDoc));
  std::string identities_file;
  serve->add_option("--identities", identities_file, std::string(kIdentitiesDoc))->needs(init);
  add_settings(*serve, serve_given);

  // Never parsed here: for help.
  app.add_subcommand(std::string(admin.command), std::string(admin.doc));
  app.add_subcommand("help", "Tell of OPERATION: `amity help OPERATION`");
  for (const amity::shape::Operation& operation : account.operations)
    app.add_subcommand(amity::cli::kebab_case(operation.name), std::string(operation.doc))
        ->group("Operations of the API");
  std::string shell;
  CLI::App* completion = app.add_subcommand("completion", std::string(kCompletionDoc));
  completion->add_option("SHELL", shell)
      ->required()
      ->check(CLI::IsMember(
          std::vector<std::string>(std::begin(amity::cli::shells), std::end(amity::cli::shells))));

  CLI11_PARSE(app, argc, argv);
  if (app.got_subcommand("help")) {
    std::cout << app.help() << std::flush;
    return std::cout ? EXIT_SUCCESS : EXIT_FAILURE;
  }
  if (app.get_subcommands().empty()) {
    std::cerr << app.help();
    return EXIT_FAILURE;
  }

  if (completion->parsed()) return print_completion(shell);

  try {
    Config config;
    if (dev->parsed()) {
      config.verify_signatures = false;
      config.settings.read_rate = {};
      config.settings.write_rate = {};
      config.address_rates = {};
      config.audit.place = amity::server::AuditPlace::none;
      apply_given(config, dev_given);
      return amity::server::run(Mode::dev, config);
    }
    amity::server::apply_file(config, config_file);
    apply_given(config, serve_given);
    if (initialises) return amity::server::init(config, identities_file);
    return amity::server::run(Mode::serve, config);
  } catch (const ConfigError& error) {
    std::cerr << "amity: " << error.what() << '\n';
    return EXIT_FAILURE;
  }
}
