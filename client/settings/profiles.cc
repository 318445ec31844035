#include "client/settings/profiles.h"

#include "client/settings/profile_file.h"
#include "client/settings/read_file.h"
#include "client/settings/settings.h"

#include <array>
#include <system_error>
#include <utility>

namespace amity::client {
namespace {

ProfileFile shared_file(const Environment& environment, const std::string& variable,
                        const std::string& usual) {
  std::string path = environment(variable);
  std::string home = environment("HOME");
  if (path.empty() && !home.empty()) path = home + "/.aws/" + usual;
  if (path == "~" || path.starts_with("~/")) path.replace(0, 1, home);
  if (path.empty()) return {};
  try {
    return read_profile_file(read_file(path).value_or(""), path);
  } catch (const std::system_error& error) {
    throw ConfigurationError("Unable to read config file: " + std::string(error.what()));
  }
}

// What a section of `config` is, and its name: "profile", "x". One word alone is a name of no kind.
std::pair<std::string_view, std::string_view> kind_and_name(std::string_view brackets) {
  std::size_t end = brackets.find_first_of(" \t");
  if (end == std::string_view::npos) return {{}, brackets};
  std::string_view name = brackets.substr(brackets.find_first_not_of(" \t", end));
  bool quoted = name.size() > 1 && (name.front() == '"' || name.front() == '\'') &&
                name.back() == name.front();
  return {brackets.substr(0, end), quoted ? name.substr(1, name.size() - 2) : name};
}

const Profiles::Section* find(const std::map<std::string, Profiles::Section, std::less<>>& sections,
                              std::string_view name) {
  auto found = sections.find(name);
  return found != sections.end() ? &found->second : nullptr;
}

const std::array<std::string, 2> kNaming = {"AWS_PROFILE", "AWS_DEFAULT_PROFILE"};

}  // namespace

Profiles Profiles::read(const Environment& environment) {
  Profiles read;
  for (auto& [brackets, section] : shared_file(environment, "AWS_CONFIG_FILE", "config")) {
    auto [kind, name] = kind_and_name(brackets);
    // `[profile default]` comes behind `[default]` here and replaces it.
    if (kind == "profile" || brackets == "default")
      read.profiles_.insert_or_assign(std::string(name), section);
    if (kind == "sso-session") read.sso_sessions_.emplace(name, section);
    if (kind == "services") read.services_.emplace(name, section);
  }
  for (auto& [name, section] :
       shared_file(environment, "AWS_SHARED_CREDENTIALS_FILE", "credentials")) {
    for (auto& [key, value] : section) read.profiles_[name].insert_or_assign(key, value);
  }
  return read;
}

std::string Profiles::name(const std::optional<std::string>& given,
                           const Environment& environment) {
  if (given) return *given;
  for (const std::string& variable : kNaming)
    if (std::string named = environment(variable); !named.empty()) return named;
  return "default";
}

const Profiles::Section& Profiles::chosen(const std::optional<std::string>& given,
                                          const Environment& environment) const {
  static const Section nothing;
  std::string name = Profiles::name(given, environment);
  if (const Section* section = profile(name)) return *section;
  bool named = given.has_value();
  for (const std::string& variable : kNaming) named = named || !environment(variable).empty();
  if (named) throw ConfigurationError("The config profile (" + name + ") could not be found");
  return nothing;
}

const Profiles::Section* Profiles::profile(std::string_view name) const {
  return find(profiles_, name);
}
const Profiles::Section* Profiles::sso_session(std::string_view name) const {
  return find(sso_sessions_, name);
}
const Profiles::Section* Profiles::services(std::string_view name) const {
  return find(services_, name);
}

const std::string& value_in(const Profiles::Section& section, std::string_view name) {
  static const std::string nothing;
  auto found = section.find(name);
  return found != section.end() ? found->second : nothing;
}

}  // namespace amity::client
