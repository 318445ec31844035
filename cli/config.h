#pragma once

#include "cli/api.h"
#include "cli/settings.h"
#include "client/call/config.h"
#include "client/settings/settings.h"

#include <string>
#include <string_view>

// What the client library is told, from what a command was told.
namespace amity::cli {

// The value that stands for the service of AWS itself where an endpoint is named.
inline constexpr std::string_view kAws = "aws";

// Where an API is called, and how.
struct Destination {
  client::Config config;
  std::string url;          // for people
  bool by_default = false;  // nobody said where
};

// What a command means. The environment is the command's, but that:
// - an API that is only Amity's asks no metadata service for credentials, since it may do without;
// - AMITY_ACCESS_KEY_ID, AMITY_SECRET_ACCESS_KEY, AMITY_SESSION_TOKEN and AMITY_REGION stand before
//   those of AWS, but behind a profile or a Region that was asked for.
// Throws Failure (usage) when the endpoint is none, (configuration) when settings cannot be used.
Destination destination_of(const Api& api, const Settings& settings,
                           const client::Environment& environment);

// The format that holds: that of the command, AWS_DEFAULT_OUTPUT, the profile's, JSON. Throws
// Failure.
Format format_of(const Settings& settings, const client::Environment& environment);

}  // namespace amity::cli
