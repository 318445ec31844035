#include "client/settings/settings.h"

#include "client/settings/plain_text.h"
#include "client/settings/profiles.h"

#include <algorithm>

namespace amity::client {
namespace {

// A value, and what it is called where it was found.
struct Said {
  std::string name;
  std::string value;  // empty: nobody said anything
};

[[noreturn]] void refuse(const Said& said, const char* valid) {
  throw ConfigurationError("Invalid value provided to \"" + said.name + "\": \"" + said.value +
                           "\" must be one of: " + valid);
}

bool truth(const Said& said) {
  std::string lower = lower_case(said.value);
  if (lower.empty() || lower == "false") return false;
  if (lower != "true") refuse(said, "true, false");
  return true;
}

RetryMode retry_mode(const Said& said) {
  if (said.value.empty() || said.value == "standard" || said.value == "legacy")
    return RetryMode::standard;
  if (said.value != "adaptive") refuse(said, "legacy, standard, adaptive");
  return RetryMode::adaptive;
}

[[noreturn]] void refuse_attempts(const std::string& value) {
  throw ConfigurationError("Value provided to \"max_attempts\": " + value +
                           " must be an integer greater than or equal to 1.");
}

int attempts(const std::string& value) {
  auto number = whole_number<int>(value);
  if (!number) refuse_attempts(value);
  return *number;
}

// It becomes a part of a host's name.
bool may_be_region(std::string_view name) {
  auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  auto is_label = [&](char c) {
    return is_digit(c) || c == '-' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  };
  return name.size() <= 63 && !name.starts_with('-') && !name.ends_with('-') &&
         std::all_of(name.begin(), name.end(), is_label) &&
         !std::all_of(name.begin(), name.end(), is_digit);
}

class Sources {
 public:
  Sources(const Environment& environment, const Profiles& profiles,
          const Profiles::Section& profile)
      : environment_(environment), profiles_(profiles), profile_(profile) {}

  Said said(const std::string& variable, const std::string& key) const {
    if (std::string value = environment_(variable); !value.empty()) return {variable, value};
    return {key, value_in(profile_, key)};
  }

  std::string region() const {
    for (const char* variable : {"AWS_REGION", "AWS_DEFAULT_REGION"})
      if (std::string region = environment_(variable); !region.empty()) return region;
    return value_in(profile_, "region");
  }

  std::string endpoint_url(const ServiceNames& service) const {
    if (truth(said("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls")))
      return {};
    for (const std::string& variable :
         {std::string(service.endpoint_variable), std::string("AWS_ENDPOINT_URL")})
      if (std::string url = environment_(variable); !url.empty()) return url;
    std::string url = services_endpoint_url(service);
    return !url.empty() ? url : value_in(profile_, "endpoint_url");
  }

 private:
  std::string services_endpoint_url(const ServiceNames& service) const {
    const std::string& name = value_in(profile_, "services");
    if (name.empty()) return {};
    const Profiles::Section* section = profiles_.services(name);
    if (section == nullptr)
      throw ConfigurationError("The profile is configured to use the services section but the \"" +
                               name + "\" services configuration does not exist.");
    return value_in(*section, std::string(service.services_key) + ".endpoint_url");
  }

  const Environment& environment_;
  const Profiles& profiles_;
  const Profiles::Section& profile_;
};

}  // namespace

Settings resolve_settings(const SettingsGiven& given, const ServiceNames& service,
                          const Environment& environment, const Profiles& profiles) {
  Sources sources(environment, profiles, profiles.chosen(given.profile, environment));
  Settings settings;
  settings.region = given.region ? *given.region : sources.region();
  if (!settings.region.empty() && !may_be_region(settings.region))
    throw ConfigurationError("Provided region_name '" + settings.region +
                             "' doesn't match a supported format.");
  settings.endpoint_url = given.endpoint_url ? *given.endpoint_url : sources.endpoint_url(service);
  settings.use_fips = given.use_fips
                          ? *given.use_fips
                          : truth(sources.said("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint"));
  settings.use_dualstack =
      given.use_dualstack
          ? *given.use_dualstack
          : truth(sources.said("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint"));
  settings.retry_mode = given.retry_mode ? *given.retry_mode
                                         : retry_mode(sources.said("AWS_RETRY_MODE", "retry_mode"));
  Said said_attempts = sources.said("AWS_MAX_ATTEMPTS", "max_attempts");
  if (given.max_attempts)
    settings.max_attempts = *given.max_attempts;
  else if (!said_attempts.value.empty())
    settings.max_attempts = attempts(said_attempts.value);
  if (settings.max_attempts < 1) refuse_attempts(std::to_string(settings.max_attempts));
  settings.ca_bundle = sources.said("AWS_CA_BUNDLE", "ca_bundle").value;
  return settings;
}

}  // namespace amity::client
