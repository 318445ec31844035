#include "client/credentials/sources.h"

#include "client/credentials/search.h"
#include "client/settings/settings.h"
#include "protocol/shape/system_time.h"

#include <algorithm>
#include <utility>

namespace amity::client {
namespace {

// What goes into headers.
bool is_printable(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
}

// One of the sources, or some of them, as a provider.
class Source final : public CredentialsProvider {
 public:
  using Look = std::function<std::optional<Credentials>(const SourceSettings& settings,
                                                        const std::stop_token& stop)>;

  Source(SourceSettings settings, Look look)
      : settings_(std::move(settings)), look_(std::move(look)) {}

  std::optional<Credentials> fetch(std::stop_token stop) override {
    try {
      auto found = look_(settings_, stop);
      if (found && !(is_printable(found->access_key_id) && is_printable(found->session_token)))
        throw CredentialsError("The credentials of the " + found->source +
                               " have characters that no key has");
      return found;
    } catch (const ConfigurationError& error) {
      throw CredentialsError(error.what());
    }
  }

 private:
  SourceSettings settings_;
  Look look_;
};

std::optional<Credentials> chosen_profile_key(const Search& search) {
  const SourceSettings& settings = search.settings;
  // Throws when it was named and is not there.
  search.profiles.chosen(settings.profile, settings.environment);
  std::string name = Profiles::name(settings.profile, settings.environment);
  return search.profiles.profile(name) != nullptr ? profile_key(search, name) : std::nullopt;
}

std::optional<Credentials> first_of_all(const SourceSettings& settings,
                                        const std::stop_token& stop) {
  bool ask_environment = !settings.profile.has_value();
  if (ask_environment)
    if (auto found = environment_key(settings.environment)) return found;
  Search search{settings, Profiles::read(settings.environment), stop};
  if (ask_environment)
    if (auto found = web_identity_key(search)) return found;
  if (auto found = chosen_profile_key(search)) return found;
  if (auto found = container_key(search)) return found;
  return instance_key(search);
}

// A source that looks into the shared files.
template <class Function>
std::shared_ptr<CredentialsProvider> searching(SourceSettings settings, Function function) {
  return std::make_shared<Source>(
      std::move(settings), [function](const SourceSettings& given, const std::stop_token& stop) {
        return function(Search{given, Profiles::read(given.environment), stop});
      });
}

}  // namespace

Timestamp Search::now() const { return settings.clock ? settings.clock() : system_time(); }

void fail(std::string_view source, const std::string& why) {
  throw CredentialsError("Error when retrieving credentials from " + std::string(source) + ": " +
                         why);
}

std::shared_ptr<CredentialsProvider> default_credentials(SourceSettings settings) {
  return std::make_shared<Source>(std::move(settings), first_of_all);
}

std::shared_ptr<CredentialsProvider> explicit_credentials(Credentials credentials) {
  if (credentials.source.empty()) credentials.source = "program";
  return std::make_shared<Source>(
      SourceSettings(), [credentials = std::move(credentials)](
                            const SourceSettings&, const std::stop_token&) { return credentials; });
}

std::shared_ptr<CredentialsProvider> environment_credentials(SourceSettings settings) {
  return std::make_shared<Source>(std::move(settings),
                                  [](const SourceSettings& given, const std::stop_token&) {
                                    return environment_key(given.environment);
                                  });
}

std::shared_ptr<CredentialsProvider> profile_credentials(SourceSettings settings) {
  return searching(std::move(settings), chosen_profile_key);
}

std::shared_ptr<CredentialsProvider> role_credentials(std::shared_ptr<CredentialsProvider> by,
                                                      RoleToAssume role, SourceSettings settings) {
  return searching(std::move(settings),
                   [by = std::move(by),
                    role = std::move(role)](const Search& search) -> std::optional<Credentials> {
                     auto found = by->fetch(search.stop);
                     if (!found) return std::nullopt;
                     return role_key(search, *found, role);
                   });
}

std::shared_ptr<CredentialsProvider> web_identity_credentials(SourceSettings settings) {
  return searching(std::move(settings),
                   [](const Search& search) { return web_identity_key(search); });
}

std::shared_ptr<CredentialsProvider> container_credentials(SourceSettings settings) {
  return searching(std::move(settings), container_key);
}

std::shared_ptr<CredentialsProvider> instance_metadata_credentials(SourceSettings settings) {
  return searching(std::move(settings), instance_key);
}

}  // namespace amity::client
