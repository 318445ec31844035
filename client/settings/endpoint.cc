#include "client/settings/endpoint.h"

#include "client/settings/settings.h"

#include <algorithm>

namespace amity::client {
namespace {

struct Row {
  std::string_view region_prefix;  // before a word, a hyphen and a number
  Partition partition;
};

// The public partitions; the first is for whatever no other knows.
constexpr Row kRows[] = {
    {"", {"aws", "amazonaws.com", "api.aws"}},
    {"cn-", {"aws-cn", "amazonaws.com.cn", "api.amazonwebservices.com.cn"}},
    {"us-gov-", {"aws-us-gov", "amazonaws.com", "api.aws"}},
    {"us-iso-", {"aws-iso", "c2s.ic.gov", "api.aws.ic.gov"}},
    {"us-isob-", {"aws-iso-b", "sc2s.sgov.gov", "api.aws.scloud"}},
    {"eu-isoe-", {"aws-iso-e", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk"}},
    {"us-isof-", {"aws-iso-f", "csp.hci.ic.gov", "api.aws.hci.ic.gov"}},
    {"eusc-de-", {"aws-eusc", "amazonaws.eu", "api.amazonwebservices.eu"}},
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) {
  return is_digit(c) || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// "north-1": \w+-\d+
bool is_word_and_number(std::string_view text) {
  std::size_t hyphen = text.find('-');
  if (hyphen == 0 || hyphen == std::string_view::npos || hyphen + 1 == text.size()) return false;
  return std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(hyphen), is_word) &&
         std::all_of(text.begin() + static_cast<std::ptrdiff_t>(hyphen) + 1, text.end(), is_digit);
}

bool is_in(const Row& row, std::string_view region) {
  if (region.starts_with(row.region_prefix) &&
      is_word_and_number(region.substr(row.region_prefix.size())))
    return true;
  // "aws-cn-global", where a service has one place for all its Regions.
  return region.starts_with(row.partition.id) &&
         region.substr(row.partition.id.size()) == "-global";
}

}  // namespace

const Partition& partition_of(std::string_view region) {
  for (const Row& row : kRows)
    if (is_in(row, region)) return row.partition;
  return kRows[0].partition;
}

std::string resolve_endpoint(const EndpointParameters& parameters) {
  if (!parameters.endpoint_url.empty()) {
    if (parameters.use_fips)
      throw ConfigurationError("Invalid Configuration: FIPS and custom endpoint are not supported");
    return std::string(parameters.endpoint_url);
  }
  if (parameters.region.empty()) throw ConfigurationError("Invalid Configuration: Missing Region");
  std::string url = "https://";
  url.append(parameters.host_prefix)
      .append(parameters.use_fips ? "-fips." : ".")
      .append(parameters.region)
      .append(".")
      .append(partition_of(parameters.region).dual_stack_dns_suffix);
  return url;
}

}  // namespace amity::client
