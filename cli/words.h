#pragma once

#include "cli/api.h"
#include "cli/request.h"
#include "cli/settings.h"

#include <map>
#include <string>
#include <vector>

// The words of a command line, by what they are for.
namespace amity::cli {

struct Words {
  std::string help{};  // not empty: somebody asks for help, which is this
  const shape::Operation* operation = nullptr;
  Given members{};
  std::map<const Setting*, std::string> settings{};
};

// Reads the words that follow the program's name (`program_of`). Throws Failure (usage) when they
// make no command.
Words read_words(const Api& api, const std::vector<std::string>& words);

}  // namespace amity::cli
