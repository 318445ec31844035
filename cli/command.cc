#include "cli/command.h"

#include "cli/client.h"
#include "cli/config.h"
#include "cli/failure.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/visible.h"
#include "cli/words.h"

namespace amity::cli {
namespace {

using shape::Operation;

using client::Environment;

Settings settings_of(const Words& words, const Environment& environment) {
  Settings made;
  for (const Setting& setting : settings()) {
    auto found = words.settings.find(&setting);
    if (found != words.settings.end()) {
      setting.apply(made, found->second);
    } else if (!setting.variable.empty()) {
      std::string value = environment(std::string(setting.variable));
      if (!value.empty()) setting.apply(made, value);
    }
  }
  return made;
}

bool coloured(const Settings& settings, const Environment& environment, bool is_terminal) {
  if (settings.colours != Colours::automatic) return settings.colours == Colours::on;
  return is_terminal && environment("NO_COLOR").empty();
}

// One command, from its words to what it prints.
class Command {
 public:
  Command(const Operation& operation, const Settings& settings, const Environment& environment,
          const Terminal& terminal)
      : operation_(operation), settings_(settings), terminal_(terminal) {
    look_.format = format_of(settings, environment);
    look_.title = operation.name;
    look_.width = terminal.width;
    look_.on_terminal = terminal.out_is_terminal;
    look_.colours = coloured(settings, environment, terminal.out_is_terminal);
  }

  void show(std::string_view answer) const {
    terminal_.out << formatted(settings_.query ? settings_.query->search(answer) : answer, look_);
  }

  // As the AWS CLI: a text is that of each page, one after the other.
  void show(const Paging& paging, const Listed& listed) const {
    if (look_.format != Format::text) return show(joined(paging, listed));
    Listed page{.others = listed.others};
    for (const std::string& items : listed.pages) {
      page.pages = {items};
      show(joined(paging, page));
      page.others = "{}";
    }
    if (listed.next.empty()) return;
    std::string next = "{\"NextToken\":{\"NextToken\":\"" + listed.next + "\"}}";
    show(next);
  }

  void call(const Client& client, const std::string& request) const {
    auto call = [&](const std::string& each) { return client.call(operation_, each); };
    auto paging = paging_of(operation_);
    if (!paging || !settings_.paginate || names_page(request)) return show(call(request));
    Listed listed;
    {
      Progress progress(terminal_.err_is_terminal ? &terminal_.err : nullptr);
      listed = list_pages(*paging, request, settings_.window, call,
                          [&](std::size_t items) { progress.items(items); });
    }
    show(*paging, listed);
  }

 private:
  const Operation& operation_;
  const Settings& settings_;
  const Terminal& terminal_;
  Look look_;
};

void perform(const Api& api, const Words& words, const Settings& settings,
             const Environment& environment, const Terminal& terminal) {
  const Operation& operation = *words.operation;
  if (!settings.skeleton.empty()) {
    const shape::Type& type =
        settings.skeleton == "input" ? operation.request() : operation.response();
    terminal.out << formatted(skeleton_of(type), {});
    return;
  }
  std::string request = request_of(operation, words.members, settings.input_json);
  Command command(operation, settings, environment, terminal);
  Client client(api, destination_of(api, settings, environment),
                settings.debug ? &terminal.err : nullptr);
  command.call(client, request);
}

}  // namespace

int run(const Api& api, const std::vector<std::string>& words, const Environment& environment,
        const Terminal& terminal) {
  Words read;
  bool red = terminal.err_is_terminal && environment("NO_COLOR").empty();
  auto end = [&](Exit code, const std::string& sentence) {
    std::string shown = terminal.err_is_terminal ? visible(sentence) : sentence;
    terminal.err << (red ? "\x1b[31m" : "") << shown << (red ? "\x1b[0m" : "") << '\n';
    return static_cast<int>(code);
  };
  auto misused = [&](const std::string& sentence) {
    std::string program = program_of(api);
    std::string command =
        program + (read.operation == nullptr ? "" : ' ' + kebab_case(read.operation->name));
    return end(Exit::usage,
               command + ": error: " + sentence + "\n`" + command + " help` tells what there is.");
  };
  try {
    read = read_words(api, words);
    if (!read.help.empty()) {
      terminal.out << read.help << std::flush;
      return static_cast<int>(Exit::done);
    }
    Settings settings = settings_of(read, environment);
    red = coloured(settings, environment, terminal.err_is_terminal);
    perform(api, read, settings, environment, terminal);
    terminal.out << std::flush;
    if (!terminal.out) return end(Exit::other, "The answer cannot be written to standard output.");
    return static_cast<int>(Exit::done);
  } catch (const Failure& failure) {
    return failure.exit == Exit::usage ? misused(failure.what())
                                       : end(failure.exit, failure.what());
  } catch (const std::exception& error) {
    return end(Exit::other, program_of(api) + ": " + error.what());
  }
}

}  // namespace amity::cli
