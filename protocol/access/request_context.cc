#include "protocol/access/request_context.h"

namespace amity::access {
namespace {

constexpr std::string_view kPrincipalTag = "aws:principaltag/";

// A session's ARN changes with its name: policies name the role (as aws:PrincipalArn does).
std::string_view arn_of(const iam::Principal& principal) {
  return principal.type == iam::PrincipalType::assumed_role ? principal.session_issuer_arn
                                                            : principal.arn;
}

std::string_view type_of(const iam::Principal& principal) {
  switch (principal.type) {
    case iam::PrincipalType::root:
      return "Account";
    case iam::PrincipalType::user:
      return "User";
    case iam::PrincipalType::assumed_role:
      return "AssumedRole";
  }
  return {};
}

// An IPv4 caller of a listener for both is an IPv4 caller: policies name its address as such.
std::string_view address_of(const http::Request& request) {
  constexpr std::string_view mapped = "::ffff:";
  std::string_view peer = request.peer;
  if (peer.starts_with(mapped) && peer.find('.') != std::string_view::npos)
    peer.remove_prefix(mapped.size());
  return peer;
}

// No browser's or SDK's is longer. Patterns that callers write walk along it.
constexpr std::size_t kMostOfUserAgent = 512;

std::optional<std::string_view> unless_empty(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace

const std::array<RequestContext::Global, RequestContext::kGlobalCount> RequestContext::kGlobals = {{
    {"aws:currenttime",
     [](const RequestContext& call) -> std::optional<std::string_view> {
       call.current_time_ = to_iso8601(call.now_);
       return call.current_time_;
     }},
    {"aws:epochtime",
     [](const RequestContext& call) -> std::optional<std::string_view> {
       call.epoch_time_ = std::to_string(call.now_.milliseconds / 1000);
       return call.epoch_time_;
     }},
    // Nobody here has another factor; AWS has the key for temporary credentials only.
    {"aws:multifactorauthpresent",
     [](const RequestContext& call) -> std::optional<std::string_view> {
       if (call.principal_.type != iam::PrincipalType::assumed_role) return std::nullopt;
       return "false";
     }},
    {"aws:principalaccount",
     [](const RequestContext& call) {
       return std::optional<std::string_view>(call.principal_.account);
     }},
    {"aws:principalarn",
     [](const RequestContext& call) { return std::optional(arn_of(call.principal_)); }},
    {"aws:principalisawsservice",
     [](const RequestContext&) { return std::optional<std::string_view>("false"); }},
    {"aws:principaltype",
     [](const RequestContext& call) { return std::optional(type_of(call.principal_)); }},
    {"aws:requestedregion", [](const RequestContext& call) { return std::optional(call.region_); }},
    {"aws:securetransport",
     [](const RequestContext& call) {
       return std::optional<std::string_view>(call.request_.secure() ? "true" : "false");
     }},
    {"aws:sourceip",
     [](const RequestContext& call) { return std::optional(address_of(call.request_)); }},
    {"aws:tokenissuetime",
     [](const RequestContext& call) { return unless_empty(call.principal_.session_issued_at); }},
    {"aws:useragent",
     [](const RequestContext& call) {
       return unless_empty(call.request_.field("User-Agent").substr(0, kMostOfUserAgent));
     }},
    {"aws:userid",
     [](const RequestContext& call) {
       return std::optional<std::string_view>(call.principal_.id);
     }},
    {"aws:username",
     [](const RequestContext& call) { return unless_empty(call.principal_.user_name); }},
    {"aws:viaawsservice",
     [](const RequestContext&) { return std::optional<std::string_view>("false"); }},
}};

std::optional<RequestContext::Values> RequestContext::find(std::string_view key) const {
  if (key.starts_with(kPrincipalTag)) return find_principal_tag(key.substr(kPrincipalTag.size()));
  for (std::size_t i = 0; i < kGlobals.size(); ++i) {
    if (kGlobals[i].key != key) continue;
    auto value = kGlobals[i].value(*this);
    if (!value) return std::nullopt;
    values_[i] = *value;
    return Values(&values_[i], 1);
  }
  return find_own(key);
}

std::optional<RequestContext::Values> RequestContext::find_principal_tag(
    std::string_view tag) const {
  if (!principal_tags_) {
    principal_tags_.emplace();
    for (const iam::Tag& one : principal_.tags) principal_tags_->add(one.key, one.value);
  }
  return principal_tags_->find(tag);
}

}  // namespace amity::access
