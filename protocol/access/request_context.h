#pragma once

#include "protocol/access/tag_values.h"
#include "protocol/http/listener.h"
#include "protocol/iam/evaluate.h"
#include "protocol/shape/timestamp.h"

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace amity::access {

// What policies may ask about a request to any API of AWS's kind: who sends it, from where and when
// (the IAM User Guide, "AWS global condition context keys"):
//
//   aws:CurrentTime, aws:EpochTime, aws:MultiFactorAuthPresent, aws:PrincipalAccount,
//   aws:PrincipalArn, aws:PrincipalIsAWSService, aws:PrincipalTag/…, aws:PrincipalType,
//   aws:RequestedRegion, aws:SecureTransport, aws:SourceIp, aws:TokenIssueTime, aws:userid,
//   aws:username, aws:UserAgent, aws:ViaAWSService
//
// An API adds keys of its own in find_own(). For one evaluation, on one thread.
class RequestContext : public iam::Context {
 public:
  using Values = std::span<const std::string_view>;

  // All of them outlive it.
  RequestContext(const iam::Principal& principal, const http::Request& request,
                 std::string_view region, Timestamp now)
      : principal_(principal), request_(request), region_(region), now_(now) {}

  std::optional<Values> find(std::string_view key_in_lower_case) const final;

 protected:
  // The values of a key that is not in the list above; as find().
  virtual std::optional<Values> find_own(std::string_view /*key_in_lower_case*/) const {
    return std::nullopt;
  }

 private:
  struct Global {
    std::string_view key;  // in lower case
    std::optional<std::string_view> (*value)(const RequestContext&);
  };
  static constexpr std::size_t kGlobalCount = 15;
  static const std::array<Global, kGlobalCount> kGlobals;

  std::optional<Values> find_principal_tag(std::string_view tag) const;

  const iam::Principal& principal_;
  const http::Request& request_;
  std::string_view region_;
  Timestamp now_;
  // What answers point at. The texts and the tags are made when they are asked for.
  mutable std::array<std::string_view, kGlobalCount> values_{};
  mutable std::string current_time_;
  mutable std::string epoch_time_;
  mutable std::optional<TagValues> principal_tags_;
};

}  // namespace amity::access
