#include "cli/config.h"

#include "cli/failure.h"
#include "client/credentials/sources.h"
#include "client/settings/endpoint.h"
#include "client/settings/profiles.h"
#include "client/settings/url.h"
#include "client/transport/curl_transport.h"

#include <array>
#include <chrono>
#include <memory>

namespace amity::cli {
namespace {

using client::Environment;

// An answer of ours is a page of a list, or a file of all identities: far smaller.
constexpr std::size_t kMostBytes = 256 << 20;

// Where somebody wants an API to be called: by the flag, else by Amity's variable; else empty.
std::string named_endpoint(const Api& api, const Settings& settings,
                           const Environment& environment) {
  return !settings.endpoint_url.empty() ? settings.endpoint_url
                                        : environment(std::string(api.endpoint_variable));
}

bool is_awss(const Api& api) { return !api.service->host_prefix.empty(); }

// A key that is named for Amity, whole.
bool has_own_key(const Environment& environment) {
  if (environment("AMITY_ACCESS_KEY_ID").empty()) return false;
  if (environment("AMITY_SECRET_ACCESS_KEY").empty())
    throw Failure(Exit::configuration,
                  "Partial credentials found in env, missing: AMITY_SECRET_ACCESS_KEY");
  return true;
}

// Whether the service of AWS itself is meant.
bool means_aws(const Api& api, const Settings& settings, const Environment& environment) {
  return is_awss(api) && named_endpoint(api, settings, environment) == kAws;
}

Environment with_own_first(const Api& api, bool aws, const Environment& environment) {
  bool own_key = has_own_key(environment);
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

std::string region_of(const client::Settings& resolved, bool aws) {
  if (!resolved.region.empty()) return resolved.region;
  if (aws)
    throw Failure(Exit::configuration,
                  "You must specify a region. You can also configure your region by running \"aws "
                  "configure\".");
  return "us-east-1";  // Amity's own, unless it was told another
}

std::string url_of(const Api& api, bool aws, const client::Settings& resolved,
                   const std::string& region) {
  if (aws)
    return client::resolve_endpoint(
        {.host_prefix = api.service->host_prefix, .region = region, .use_fips = resolved.use_fips});
  return resolved.endpoint_url.empty() ? std::string(api.endpoint_url) : resolved.endpoint_url;
}

std::optional<std::string> given(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace

Destination destination_of(const Api& api, const Settings& settings,
                           const Environment& environment) {
  bool aws = means_aws(api, settings, environment);
  Destination destination;
  client::Config& config = destination.config;
  config.environment = with_own_first(api, aws, environment);
  config.settings.profile = given(settings.profile);
  config.settings.region = given(settings.region);
  if (!aws) config.settings.endpoint_url = given(named_endpoint(api, settings, environment));
  // What is said to AWS's clients is not meant for an API that AWS does not have.
  if (!config.settings.endpoint_url && !is_awss(api)) config.settings.endpoint_url = "";
  std::string authorities = settings.authorities;
  try {
    client::Settings resolved =
        client::resolve_settings(config.settings, api.service->names, config.environment,
                                 client::Profiles::read(config.environment));
    config.settings.region = region_of(resolved, aws);
    destination.url = url_of(api, aws, resolved, *config.settings.region);
    destination.by_default = !aws && resolved.endpoint_url.empty();
    if (authorities.empty()) authorities = resolved.ca_bundle;
  } catch (const client::ConfigurationError& error) {
    throw Failure(Exit::configuration, error.what());
  }
  if (!client::read_url(destination.url))
    throw Failure(Exit::usage, "Invalid endpoint: " + client::without_user_info(destination.url));
  if (!aws) config.settings.endpoint_url = destination.url;

  config.unsigned_requests = settings.unsigned_requests;
  config.credentials =
      client::default_credentials({.environment = config.environment,
                                   .profile = config.settings.profile,
                                   .region = config.settings.region,
                                   .tls = {.ca_bundle = settings.authorities,
                                           .client_certificate = settings.certificate,
                                           .client_key = settings.key}});
  config.connect_timeout = settings.connect_time;
  config.attempt_timeout = settings.read_time;
  config.call_timeout = std::chrono::milliseconds::zero();
  config.application = "cli";
  config.transport = std::make_shared<client::CurlTransport>(
      client::CurlOptions{.most_connections = 1,
                          .ca_bundle = authorities,
                          .client_certificate = settings.certificate,
                          .client_key = settings.key,
                          .trusts_anybody = settings.trusts_anybody,
                          .most_response_bytes = kMostBytes});
  return destination;
}

Format format_of(const Settings& settings, const Environment& environment) {
  if (settings.format) return *settings.format;
  std::string name = environment("AWS_DEFAULT_OUTPUT");
  try {
    if (name.empty())
      name = client::value_in(
          client::Profiles::read(environment).chosen(given(settings.profile), environment),
          "output");
  } catch (const client::ConfigurationError& error) {
    throw Failure(Exit::configuration, error.what());
  }
  if (name.empty()) return Format::json;
  std::optional<Format> format = format_named(name);
  // In the AWS CLI's words, but before anything is called.
  if (!format) throw Failure(Exit::other, "Unknown output type: " + name);
  return *format;
}

}  // namespace amity::cli
