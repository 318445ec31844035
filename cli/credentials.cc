#include "cli/credentials.h"

#include "cli/failure.h"

#include <boost/property_tree/ini_parser.hpp>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace amity::cli {
namespace {

using boost::property_tree::ptree;
using sigv4::Credentials;

[[noreturn]] void refuse(const std::string& sentence) {
  throw Failure(Exit::configuration, sentence);
}

// The sections of a shared file; none when there is no such file. Settings within a setting, which
// are indented, are nothing to us, and their names may repeat.
ptree sections_of(const std::string& path) {
  ptree sections;
  std::ifstream file(path);
  if (path.empty() || !file) return sections;
  std::stringstream outermost;
  for (std::string line; std::getline(file, line);)
    outermost << (line.starts_with(' ') || line.starts_with('\t') ? "" : line) << '\n';
  try {
    boost::property_tree::read_ini(outermost, sections);
  } catch (const boost::property_tree::ini_parser_error& error) {
    refuse(path + ", line " + std::to_string(error.line()) + ": " + error.message());
  }
  return sections;
}

// Not ptree's own look-up: names may have dots, where it would look for a tree in the tree.
std::string value_in(const ptree& section, std::string_view name) {
  auto found = std::find_if(section.begin(), section.end(),
                            [&](const auto& entry) { return entry.first == name; });
  return found != section.end() ? found->second.data() : "";
}

const ptree* section_in(const ptree& sections, const std::string& name) {
  auto found = std::find_if(sections.begin(), sections.end(),
                            [&](const auto& entry) { return entry.first == name; });
  return found != sections.end() ? &found->second : nullptr;
}

std::string path_of(const Environment& environment, const std::string& variable,
                    const std::string& usual) {
  std::string path = environment(variable);
  std::string home = environment("HOME");
  return !path.empty() || home.empty() ? path : home + "/.aws/" + usual;
}

// A key of its parts, which go into headers. None where there is no key id.
std::optional<Credentials> complete(Credentials credentials, const std::string& where,
                                    const std::string& secret_name) {
  if (credentials.access_key_id.empty()) return std::nullopt;
  if (credentials.secret_access_key.empty())
    refuse("Partial credentials found in " + where + ", missing: " + secret_name);
  auto printable = [](const std::string& text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
  };
  if (!printable(credentials.access_key_id) || !printable(credentials.session_token))
    refuse("The credentials in " + where + " have characters that no key has");
  return credentials;
}

std::optional<Credentials> from_environment(const Environment& environment,
                                            const std::string& prefix) {
  std::string secret = prefix + "SECRET_ACCESS_KEY";
  return complete({.access_key_id = environment(prefix + "ACCESS_KEY_ID"),
                   .secret_access_key = environment(secret),
                   .session_token = environment(prefix + "SESSION_TOKEN")},
                  "env", secret);
}

// The name of the profile that counts, and whether somebody named it.
std::pair<std::string, bool> profile_name(const Environment& environment,
                                          const std::string& asked) {
  for (const std::string& name : {asked, environment("AWS_PROFILE")})
    if (!name.empty()) return {name, true};
  return {"default", false};
}

std::optional<Credentials> credentials_in(const ptree& section, const std::string& where) {
  return complete({.access_key_id = value_in(section, "aws_access_key_id"),
                   .secret_access_key = value_in(section, "aws_secret_access_key"),
                   .session_token = value_in(section, "aws_session_token")},
                  where, "aws_secret_access_key");
}

Profile read_profile(const Environment& environment, const std::string& asked) {
  auto [name, named] = profile_name(environment, asked);
  ptree secrets = sections_of(path_of(environment, "AWS_SHARED_CREDENTIALS_FILE", "credentials"));
  ptree settings = sections_of(path_of(environment, "AWS_CONFIG_FILE", "config"));
  const ptree* secret = section_in(secrets, name);
  const ptree* setting = section_in(settings, name == "default" ? name : "profile " + name);
  if (secret == nullptr && setting == nullptr && named)
    refuse("The config profile (" + name + ") could not be found");

  Profile profile;
  for (const ptree* section : {secret, setting}) {
    if (section == nullptr) continue;
    if (profile.region.empty()) profile.region = value_in(*section, "region");
    if (!profile.credentials) profile.credentials = credentials_in(*section, "profile " + name);
  }
  if (!profile.credentials && named)
    refuse("The config profile (" + name +
           ") has no aws_access_key_id; the other ways to get credentials are not followed here");
  return profile;
}

}  // namespace

std::optional<Credentials> find_credentials(const Environment& environment,
                                            const std::string& profile) {
  if (profile.empty()) {
    for (const char* prefix : {"AMITY_", "AWS_"})
      if (auto found = from_environment(environment, prefix)) return found;
  }
  return read_profile(environment, profile).credentials;
}

std::string find_region(const Environment& environment, const std::string& profile) {
  for (const char* variable : {"AMITY_REGION", "AWS_REGION", "AWS_DEFAULT_REGION"}) {
    std::string region = environment(variable);
    if (!region.empty()) return region;
  }
  std::string region = read_profile(environment, profile).region;
  return region.empty() ? "us-east-1" : region;
}

}  // namespace amity::cli
