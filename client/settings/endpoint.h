#pragma once

#include <string>
#include <string_view>

// Where a service answers, by the public endpoint rules.
namespace amity::client {

// Which part of AWS a Region is in, and what names end with there.
struct Partition {
  std::string_view id;                     // "aws-cn"
  std::string_view dns_suffix;             // "amazonaws.com.cn"
  std::string_view dual_stack_dns_suffix;  // "api.amazonwebservices.com.cn"
};

// The partition of a Region, known or new: a Region that no partition knows is in `aws`.
const Partition& partition_of(std::string_view region);

struct EndpointParameters {
  std::string_view host_prefix;  // "partnercentral-account"
  std::string_view region{};     // empty: none
  bool use_fips = false;
  std::string_view endpoint_url{};  // empty: none
};

// The URL. The names are those of dual stack, there are no others. Throws ConfigurationError with
// the rules' own sentence.
std::string resolve_endpoint(const EndpointParameters& parameters);

}  // namespace amity::client
