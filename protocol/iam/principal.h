#pragma once

#include "protocol/iam/policy.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace amity::iam {

enum class PrincipalType : std::uint8_t { root, user, assumed_role };

class ActionIndex;

// What a principal's policies are: those of the identity, its boundary, its session's.
enum class Layer : std::uint8_t { identity, boundary, session };

struct Tag {
  std::string key;
  std::string value;
};

// A policy and what it is called where it is attached: its name if inline, else its ARN. Shared,
// because a managed policy is compiled once and attached many times.
struct NamedPolicy {
  std::string name;
  std::shared_ptr<const Policy> policy;
};

// Who calls, as policies see it. Made once and not changed while anybody may evaluate it; then any
// number of threads may.
struct Principal {
  PrincipalType type = PrincipalType::root;
  std::string account;    // 12 digits
  std::string arn;        // arn:aws:iam::ACCOUNT:root, …:user/NAME,
                          // or arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION
  std::string id;         // aws:userid: AIDA…, AROA…:SESSION, or the account for root
  std::string user_name;  // aws:username; empty unless a user
  std::vector<Tag> tags;  // aws:PrincipalTag/…; a session's own override its role's
  std::vector<NamedPolicy> identity_policies;
  std::optional<NamedPolicy> permissions_boundary;
  // Of a session that was made with some: it may do what one of them allows.
  std::vector<NamedPolicy> session_policies;
  // Of these very policies; without it every verdict asks all statements.
  std::shared_ptr<const ActionIndex> index;
  // The role whose session this is; empty unless assumed_role.
  std::string session_issuer_arn;
  std::string session_issuer_id;
  std::string session_issuer_name;
  // Of such a session: when it was made (aws:TokenIssueTime, ISO 8601), and the account of whoever
  // assumed the first role of the chain that led to it.
  std::string session_issued_at;
  std::string session_source_account;
};

// The policies of one layer; none where there is no such layer.
inline std::span<const NamedPolicy> policies_of(const Principal& principal, Layer layer) {
  switch (layer) {
    case Layer::identity:
      return principal.identity_policies;
    case Layer::boundary:
      if (!principal.permissions_boundary) return {};
      return std::span(&*principal.permissions_boundary, 1);
    case Layer::session:
      return principal.session_policies;
  }
  return {};
}

}  // namespace amity::iam
