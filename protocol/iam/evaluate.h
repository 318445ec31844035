#pragma once

#include "protocol/iam/principal.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

// May this principal do this? The evaluation logic of the IAM User Guide ("Policy evaluation
// logic", "Condition operators", "Variables and tags") for one account's identity policies,
// permissions boundaries, session policies, and for the trust policies of roles.
namespace amity::iam {

// What is known of a request: condition keys and their values.
class Context {
 public:
  virtual ~Context() = default;
  // The values of a key, whose name comes in lower case ("aws:requesttag/team"); nothing when the
  // request has no such key. The views are valid during the evaluation. Mostly asked once for each
  // key that a condition names. Must not throw.
  virtual std::optional<std::span<const std::string_view>> find(
      std::string_view key_in_lower_case) const = 0;
};

struct Request {
  std::string_view action;    // "partnercentral:GetPartner"; its case does not matter
  std::string_view resource;  // an ARN, or "*" for an action that is not about one resource
  const Context& context;
};

enum class Verdict : std::uint8_t { allowed, implicitly_denied, explicitly_denied };

// A verdict and what decided it. Explicitly denied: the statement that denies. Allowed: the
// identity policy's statement that allows. Implicitly denied: the first layer in which nothing
// allows; no policy. Root is allowed without any policy.
struct Decision {
  Verdict verdict = Verdict::implicitly_denied;
  Layer layer = Layer::identity;
  const NamedPolicy* policy = nullptr;  // the principal's
  std::size_t statement = 0;            // of that policy

  bool allowed() const { return verdict == Verdict::allowed; }
};

// Asks all policies of a principal: a Deny anywhere decides; else each layer that there is must
// allow. Allocates nothing, locks nothing.
Decision evaluate(const Principal& principal, const Request& request) noexcept;

// The same for a principal to whom a resource's own policy has given the action by its name, in its
// own account: its identity policies need not allow it, but whatever denies it or bounds it still
// counts.
Decision evaluate_limits(const Principal& principal, const Request& request) noexcept;

// What a role's trust policy says of somebody.
struct TrustDecision {
  Verdict verdict = Verdict::implicitly_denied;
  // Allowed by a statement that names the caller's own ARN or its role's, not only its account or
  // everybody: within one account that is enough without a policy of the caller's own.
  bool names_caller = false;
  std::size_t statement = 0;  // which decided, unless implicitly denied
};

// Asks a trust policy about a caller, for "sts:AssumeRole" and its like (the request's resource is
// not looked at: the policy is the role's). Says nothing of the caller's own policies. Allocates
// nothing.
TrustDecision evaluate_trust(const Policy& trust, const Principal& caller,
                             const Request& request) noexcept;

}  // namespace amity::iam
