#pragma once

#include <span>
#include <string_view>

namespace amity::account::domain {

// A policy that AWS manages: every account has it, nobody changes it.
struct ManagedPolicyOfAws {
  std::string_view name;
  std::string_view arn;       // arn:aws:iam::aws:policy/NAME
  std::string_view document;  // JSON, in the policy language of IAM
};

// Those that touch partner accounts (behaviour.md §4.2), in the order of their names. Written from
// what AWS's guide says of them, not copied: they hold the statements that matter to this API and
// those others that the guide spells out; what they allow in other services is left out.
std::span<const ManagedPolicyOfAws> managed_policies();

// The one with that ARN, or null.
const ManagedPolicyOfAws* find_managed_policy(std::string_view arn);

}  // namespace amity::account::domain
