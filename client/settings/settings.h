#pragma once

#include "client/settings/environment.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace amity::client {

class Profiles;

// The settings cannot be used: a profile that was named is not there, a value is none of its kind.
// The sentence is the AWS CLI's where it has one. No secret is in it.
class ConfigurationError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// What AWS calls a service where it is configured.
struct ServiceNames {
  std::string_view endpoint_variable;  // AWS_ENDPOINT_URL_PARTNERCENTRAL_ACCOUNT
  std::string_view services_key;       // partnercentral_account, below `services` in a profile
};

enum class RetryMode : std::uint8_t { standard, adaptive };

// What a program said itself; it goes before everything else.
struct SettingsGiven {
  std::optional<std::string> profile{};
  std::optional<std::string> region{};
  std::optional<std::string> endpoint_url{};
  std::optional<bool> use_fips{};
  std::optional<bool> use_dualstack{};
  std::optional<RetryMode> retry_mode{};
  std::optional<int> max_attempts{};
};

// What holds for a client, once the program, the environment and the shared files were asked, in
// this order.
struct Settings {
  std::string region;        // empty: not said anywhere
  std::string endpoint_url;  // empty: by the endpoint rules
  bool use_fips = false;
  bool use_dualstack = false;
  RetryMode retry_mode = RetryMode::standard;
  int max_attempts = 3;   // at least 1
  std::string ca_bundle;  // AWS_CA_BUNDLE, ca_bundle; empty: the system's
};

// Throws ConfigurationError.
Settings resolve_settings(const SettingsGiven& given, const ServiceNames& service,
                          const Environment& environment, const Profiles& profiles);

}  // namespace amity::client
