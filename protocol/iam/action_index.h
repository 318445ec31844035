#pragma once

#include "protocol/iam/principal.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace amity::iam {

class Condition;
struct Statement;

// Which statements of a principal's policies are about which action, found beforehand for actions
// that are known to be asked: a verdict then costs what those few statements cost, however many
// others there are. Immutable. Keeps no policy alive: it belongs to its principal, or a copy of it.
class ActionIndex {
 public:
  struct Candidate {
    const Statement* statement;
    std::span<const Condition> conditions;  // the statement's
    std::uint32_t policy;                   // its place among the layer's policies
    std::uint32_t place;                    // the statement's, in its policy
    Layer layer;
    bool denies;
    bool everywhere;  // whatever the resource: most are, and need not be asked
  };

  // `actions` may have any case.
  ActionIndex(const Principal& principal, std::span<const std::string> actions);

  // Those that may deny or allow the action (in lower case, with its hash), the denying ones first,
  // each kind in the order of layers, policies and statements. Nothing when the action is none of
  // those that were named.
  std::optional<std::span<const Candidate>> of(std::string_view action, std::uint64_t hash) const;

 private:
  struct Entry {
    std::uint64_t hash;
    std::string action;
    std::size_t begin;  // of candidates_
    std::size_t size;
  };

  std::vector<Entry> entries_;  // sorted by hash
  std::vector<Candidate> candidates_;
};

}  // namespace amity::iam
