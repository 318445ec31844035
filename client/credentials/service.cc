#include "client/credentials/service.h"

#include "client/settings/endpoint.h"
#include "client/settings/url.h"

namespace amity::client {
namespace {

// Without a Region there is still the one where STS has always been.
constexpr const char* kRegion = "us-east-1";

std::string by_rules(const Settings& settings, std::string_view host_prefix,
                     const std::string& region) {
  const Partition& partition = partition_of(region);
  // GovCloud has no other names for FIPS, but for dual stack.
  bool own_name = settings.use_fips && (settings.use_dualstack || partition.id != "aws-us-gov");
  return std::string("https://")
      .append(host_prefix)
      .append(own_name ? "-fips." : ".")
      .append(region)
      .append(".")
      .append(settings.use_dualstack ? partition.dual_stack_dns_suffix : partition.dns_suffix);
}

}  // namespace

Service find_service(const Search& search, const ServiceNames& names, std::string_view host_prefix,
                     const std::optional<std::string>& region) {
  const SourceSettings& given = search.settings;
  Settings settings = resolve_settings({.profile = given.profile,
                                        .region = region ? region : given.region,
                                        .use_fips = given.use_fips,
                                        .use_dualstack = given.use_dualstack},
                                       names, given.environment, search.profiles);
  Service service{.region = settings.region.empty() ? kRegion : settings.region,
                  .url = settings.endpoint_url,
                  .tls = given.tls};
  if (service.url.empty()) service.url = by_rules(settings, host_prefix, service.region);
  if (!read_url(service.url))
    throw ConfigurationError("Invalid endpoint: " + without_user_info(service.url));
  while (service.url.ends_with('/')) service.url.pop_back();
  // What the program says goes before what was found.
  if (service.tls.ca_bundle.empty()) service.tls.ca_bundle = settings.ca_bundle;
  return service;
}

}  // namespace amity::client
