#pragma once

#include "cli/credentials.h"
#include "cli/output.h"
#include "cli/pages.h"
#include "cli/transport.h"

#include <span>
#include <string>
#include <string_view>

// The options that do not come from a member table.
namespace amity::cli {

// What a command was told beside its request.
struct Settings {
  Endpoint endpoint;
  std::string profile;  // empty: whatever credentials there are
  std::string region;   // empty: as find_region says
  bool unsigned_requests = false;
  Format format = Format::json;
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
  std::string_view flag;  // "--endpoint-url"
  std::string_view
      placeholder;  // "URL"; "json|text" where a few values are all; empty for a switch
  std::string_view doc;
  Scope scope;
  std::string_view variable;  // of the environment, which counts where the flag is not given
  void (*apply)(Settings& settings, const std::string& value);  // throws Failure (usage)
};

std::span<const Setting> settings();

// Whether an operation's own command has the options of that scope, which is not `all`.
bool offers(const shape::Operation& operation, Scope scope);

}  // namespace amity::cli
