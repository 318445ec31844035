#pragma once

#include "cli/output.h"
#include "cli/pages.h"
#include "protocol/jmespath/query.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

// The options that do not come from a member table.
namespace amity::cli {

enum class Colours : std::uint8_t { automatic, on, off };

// What a command was told beside its request.
struct Settings {
  std::string endpoint_url;  // empty: not said
  std::string authorities;   // file of certificates (PEM) to trust; empty: not said
  bool trusts_anybody = false;
  std::string certificate;                // file of our own certificate (PEM); empty: none
  std::string key;                        // file of its key
  std::chrono::seconds connect_time{60};  // 0: without end
  std::chrono::seconds read_time{60};     // of an attempt, answer and all; 0: without end
  std::string profile;                    // empty: whatever credentials there are
  std::string region;                     // empty: not said
  bool unsigned_requests = false;
  std::optional<Format> format{};  // absent: as the environment or the profile says, or JSON
  std::optional<jmespath::Query> query{};
  Colours colours = Colours::automatic;
  bool debug = false;
  std::string input_json;
  std::string skeleton;  // "input" or "output": print that and call nobody
  bool paginate = true;
  Window window;
};

// Which commands have an option.
enum class Scope {
  all,        // the API's own, before or after the operation
  operation,  // what makes its request
  list,       // an operation that hands out pages
  part,       // the same, and pages can be made smaller
};

struct Setting {
  std::string_view flag;         // "--endpoint-url"
  std::string_view placeholder;  // "URL"; "on|off" where a few values are all; empty for a switch
  std::string_view doc;
  Scope scope;
  std::string_view variable;  // of the environment, which counts where the flag is not given
  void (*apply)(Settings& settings, const std::string& value);  // throws Failure (usage)
  std::string_view alone = {};  // what the flag means without a value; empty: it needs one
};

std::span<const Setting> settings();

// The format of that name, if there is one. yaml-stream, which the AWS CLI has, is YAML.
std::optional<Format> format_named(std::string_view name);

// Whether an operation's own command has the options of that scope, which is not `all`.
bool offers(const shape::Operation& operation, Scope scope);

}  // namespace amity::cli
