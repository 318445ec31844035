#include "cli/config.h"

#include "cli/failure.h"
#include "client/credentials/sources.h"
#include "client/settings/profiles.h"
#include "client/settings/url.h"

#include <array>

namespace amity::cli {
namespace {

using client::Environment;

// Where somebody wants an API to be called: by the flag, else by Amity's variable; else empty.
std::string named_endpoint(const Api& api, const Settings& settings,
                           const Environment& environment) {
  return !settings.endpoint_url.empty() ? settings.endpoint_url
                                        : environment(std::string(api.endpoint_variable));
}

bool is_awss(const Api& api) { return !api.host_prefix.empty(); }

// A key that is named for Amity, whole.
bool has_own_key(const Environment& environment) {
  if (environment("AMITY_ACCESS_KEY_ID").empty()) return false;
  if (environment("AMITY_SECRET_ACCESS_KEY").empty())
    throw Failure(Exit::configuration,
                  "Partial credentials found in env, missing: AMITY_SECRET_ACCESS_KEY");
  return true;
}

Environment with_own_first(const Api& api, const Settings& settings,
                           const Environment& environment) {
  bool own_key = has_own_key(environment);
  bool aws = means_aws(api, settings, environment);
  return [own_key, aws, alone = !is_awss(api), environment](const std::string& name) {
    constexpr std::array<std::string_view, 3> key{"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY",
                                                  "AWS_SESSION_TOKEN"};
    if (own_key)
      for (std::string_view each : key)
        if (name == each) return environment("AMITY_" + name.substr(4));
    if (std::string own = environment("AMITY_REGION"); name == "AWS_REGION" && !own.empty())
      return own;
    if (alone && name == "AWS_EC2_METADATA_DISABLED") return std::string("true");
    if (aws && name == "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS") return std::string("true");
    return environment(name);
  };
}

std::optional<std::string> given(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace

bool means_aws(const Api& api, const Settings& settings, const Environment& environment) {
  return is_awss(api) && named_endpoint(api, settings, environment) == kAws;
}

client::Config config_of(const Api& api, const Settings& settings, const Environment& environment) {
  client::Config config;
  config.environment = with_own_first(api, settings, environment);
  config.settings.profile = given(settings.profile);
  config.settings.region = given(settings.region);
  if (!means_aws(api, settings, environment)) {
    std::string url = named_endpoint(api, settings, environment);
    if (url.empty() && !is_awss(api)) url = api.endpoint_url;
    if (!url.empty() && !client::read_url(url))
      throw Failure(Exit::usage, "Invalid endpoint: " + url);
    config.settings.endpoint_url = given(url);
  }
  try {
    client::Settings resolved = client::resolve_settings(
        config.settings, api.names, config.environment, client::Profiles::read(config.environment));
    if (!resolved.region.empty()) {
      config.settings.region = resolved.region;
    } else if (means_aws(api, settings, environment)) {
      throw Failure(Exit::configuration,
                    "You must specify a region. You can also configure your region by running "
                    "\"aws configure\".");
    } else {
      config.settings.region = "us-east-1";  // Amity's own, unless it was told another
    }
  } catch (const client::ConfigurationError& error) {
    throw Failure(Exit::configuration, error.what());
  }
  config.unsigned_requests = settings.unsigned_requests;
  config.credentials = client::default_credentials({.environment = config.environment,
                                                    .profile = config.settings.profile,
                                                    .region = config.settings.region});
  return config;
}

Format format_of(const Settings& settings, const Environment& environment) {
  if (settings.format) return *settings.format;
  if (std::string name = environment("AWS_DEFAULT_OUTPUT"); !name.empty())
    return format_of("AWS_DEFAULT_OUTPUT", name);
  try {
    std::string name = client::value_in(
        client::Profiles::read(environment).chosen(given(settings.profile), environment), "output");
    return name.empty() ? Format::json : format_of("the profile's output", name);
  } catch (const client::ConfigurationError& error) {
    throw Failure(Exit::configuration, error.what());
  }
}

}  // namespace amity::cli
