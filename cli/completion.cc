#include "cli/completion.h"

#include "cli/failure.h"
#include "cli/options.h"
#include "cli/settings.h"

#include <algorithm>
#include <functional>

namespace amity::cli {
namespace {

using shape::Field;
using shape::Operation;

std::vector<std::string> split(std::string_view text, char between) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    std::size_t end = std::min(text.find(between), text.size());
    parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

// "json|text" are two values, "URL" is any.
std::vector<std::string> values_of(std::string_view placeholder) {
  if (placeholder.find('|') == std::string_view::npos) return {};
  if (placeholder.ends_with("...")) placeholder.remove_suffix(3);
  return split(placeholder, '|');
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

// In single quotes, as all three shells read them.
std::string quoted(std::string_view text) {
  std::string safe = "'";
  for (char c : text) {
    if (c == '\'') {
      safe += "'\\''";
    } else {
      safe += c;
    }
  }
  return safe + '\'';
}

// Calls `visit` for the program's words and theirs, with the path that leads to each: "" for the
// program, then "/admin", "/admin/get-clock".
using Visit = std::function<void(const std::string& path, const Word& word)>;
void walk(const std::string& path, const Word& word, const Visit& visit) {
  visit(path, word);
  for (const Word& next : word.words) walk(path + '/' + next.text, next, visit);
}

// What bash and zsh compare the words so far with, to know where they are.
std::string paths_in(const Word& program) {
  std::string paths;
  walk("", program, [&](const std::string& path, const Word&) {
    if (!path.empty()) paths += (paths.empty() ? "" : "|") + path;
  });
  return paths;
}

std::string header(std::string_view shell, const Word& program) {
  return "# " + std::string(shell) + " completion of " + program.text + ", printed by `" +
         program.text + " completion " + std::string(shell) + "`\n";
}

std::string bash(const Word& program) {
  std::string places;
  std::string values;
  walk("", program, [&](const std::string& path, const Word& word) {
    std::string offered;
    std::string valued;
    for (const Word& next : word.words) offered += next.text + ' ';
    for (const WordOption& option : word.options) {
      offered += option.flag + ' ';
      if (!option.takes_value) continue;
      valued += ' ' + option.flag;
      if (!option.values.empty())
        values += "      " + quoted(path + ' ' + option.flag) +
                  ") offered=" + quoted(joined(option.values)) + " ;;\n";
    }
    places += "    " + quoted(path) + ") offered=" + quoted(offered) +
              " valued=" + quoted(valued + ' ') + " ;;\n";
  });
  return header("bash", program) + R"(_amity() {
  local at= offered= valued= before=${COMP_WORDS[COMP_CWORD - 1]} i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$at/${COMP_WORDS[i]}" in
      )" +
         paths_in(program) + R"() at+=/${COMP_WORDS[i]} ;;
    esac
  done
  case "$at" in
)" + places +
         R"(  esac
  if [[ $valued == *" $before "* ]]; then
    offered=
    case "$at $before" in
)" + values +
         R"(    esac
  fi
  mapfile -t COMPREPLY < <(compgen -W "$offered" -- "${COMP_WORDS[COMP_CWORD]}")
}
complete -o default -F _amity )" +
         program.text + '\n';
}

std::string zsh(const Word& program) {
  std::string places;
  std::string values;
  walk("", program, [&](const std::string& path, const Word& word) {
    std::string offered;
    // A colon ends the word and begins what is said about it.
    auto offer = [&](const std::string& text, const std::string& doc) {
      offered += "\n      " + quoted(text + ':' + doc);
    };
    for (const Word& next : word.words) offer(next.text, next.doc);
    for (const WordOption& option : word.options) {
      offer(option.flag, option.doc);
      if (option.takes_value)
        values += "    " + quoted(path + ' ' + option.flag) + ") " +
                  (option.values.empty() ? "_files" : "compadd -- " + joined(option.values)) +
                  "; return ;;\n";
    }
    places += "    " + quoted(path) + ") offered=(" + offered + ") ;;\n";
  });
  return "#compdef " + program.text + '\n' + header("zsh", program) + R"(_amity() {
  local at= i
  local -a offered
  for ((i = 2; i < CURRENT; i++)); do
    case "$at/$words[i]" in
      )" +
         paths_in(program) + R"() at+=/$words[i] ;;
    esac
  done
  case "$at $words[CURRENT-1]" in
)" + values +
         R"(  esac
  case "$at" in
)" + places +
         R"(  esac
  _describe -o 'word' offered
}
compdef _amity )" +
         program.text + '\n';
}

std::string fish(const Word& program) {
  std::string script = header("fish", program) + "complete -c " + program.text + " -f\n";
  walk("", program, [&](const std::string& path, const Word& word) {
    // All words of the path were seen, and none of those that may follow.
    std::string here;
    for (const std::string& part : split(path, '/'))
      if (!part.empty()) here += "__fish_seen_subcommand_from " + part + "; and ";
    if (!word.words.empty()) {
      here += "not __fish_seen_subcommand_from";
      for (const Word& next : word.words) here += ' ' + next.text;
    } else {
      here += "true";
    }
    std::string begin = "complete -c " + program.text + " -n " + quoted(here);
    for (const Word& next : word.words)
      script += begin + " -a " + next.text + " -d " + quoted(next.doc) + '\n';
    for (const WordOption& option : word.options) {
      script += begin + " -l " + option.flag.substr(2);
      if (option.takes_value)
        script += option.values.empty() ? " -r -F" : " -x -a " + quoted(joined(option.values));
      script += " -d " + quoted(option.doc) + '\n';
    }
  });
  return script;
}

void add_settings(Word& word, const Operation* operation) {
  for (const Setting& setting : settings())
    if (setting.scope == Scope::all || (operation != nullptr && offers(*operation, setting.scope)))
      word.options.push_back({std::string(setting.flag), std::string(setting.doc),
                              !setting.placeholder.empty(), values_of(setting.placeholder)});
}

Word word_of(const Operation& operation) {
  Word word{kebab_case(operation.name), std::string(operation.doc)};
  for (const Field& field : operation.request().fields) {
    const shape::Type& type = field.type();
    std::string flag = kebab_case(field.name);
    bool takes_value = takes(type) != Takes::flag;
    word.options.push_back(
        {"--" + flag, std::string(field.doc), takes_value,
         takes_value ? values_of(placeholder(type)) : std::vector<std::string>{}});
    if (!takes_value) word.options.push_back({"--no-" + flag, "The opposite.", false});
  }
  add_settings(word, &operation);
  return word;
}

}  // namespace

Word word_of(const Api& api) {
  Word word{std::string(api.command), std::string(api.doc)};
  add_settings(word, nullptr);
  for (const Operation& operation : api.operations) word.words.push_back(word_of(operation));
  return word;
}

std::string completion_script(std::string_view shell, const Word& program) {
  if (shell == "bash") return bash(program);
  if (shell == "zsh") return zsh(program);
  if (shell == "fish") return fish(program);
  throw Failure(Exit::usage, "there is completion for bash, zsh and fish");
}

}  // namespace amity::cli
