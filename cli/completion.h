#pragma once

#include "cli/api.h"

#include <string>
#include <string_view>
#include <vector>

// What a shell can offer while somebody types.
namespace amity::cli {

struct WordOption {
  std::string flag;  // "--catalog"
  std::string doc;
  bool takes_value = true;
  std::vector<std::string> values{};  // all that there are; empty: any
};

// A word of the command line, and what may follow it.
struct Word {
  std::string text;
  std::string doc;
  std::vector<WordOption> options{};
  std::vector<Word> words{};
};

// An API's command, with its operations.
Word word_of(const Api& api);

inline constexpr std::string_view shells[] = {"bash", "zsh", "fish"};

// A script for one of the shells, to be sourced, that completes the program and all that may follow
// its name. Throws Failure (usage) for any other shell.
std::string completion_script(std::string_view shell, const Word& program);

}  // namespace amity::cli
