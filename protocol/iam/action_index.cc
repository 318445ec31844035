#include "protocol/iam/action_index.h"

#include "protocol/iam/names.h"
#include "protocol/iam/program.h"

#include <algorithm>
#include <array>

namespace amity::iam {
namespace {

// Actions know no variables: no key is asked for.
class NoContext final : public Context {
 public:
  std::optional<std::span<const std::string_view>> find(std::string_view /*key*/) const override {
    return std::nullopt;
  }
};

bool is_everywhere(const Resources& resources) {
  return !resources.all_but &&
         std::any_of(resources.patterns.begin(), resources.patterns.end(),
                     [](const Pattern& pattern) { return pattern.matches_everything(); });
}

}  // namespace

ActionIndex::ActionIndex(const Principal& principal, std::span<const std::string> actions) {
  constexpr std::array kLayers = {Layer::identity, Layer::boundary, Layer::session};
  NoContext nothing;
  Lookup lookup(nothing);
  for (const std::string& text : actions) {
    std::string action = lower(text);
    std::uint64_t hash = hash_of(action);
    std::size_t begin = candidates_.size();
    auto add = [&](Layer layer, bool denies) {
      std::uint32_t policy = 0;
      for (const NamedPolicy& named : policies_of(principal, layer)) {
        const Program& program = named.policy->program();
        for (std::size_t place : denies ? program.denying : program.allowing) {
          const Statement& statement = program.statements[place];
          if (names(statement.actions, action, hash, lookup) != statement.actions.all_but)
            candidates_.push_back({&statement, statement.conditions, policy,
                                   static_cast<std::uint32_t>(place), layer, denies,
                                   is_everywhere(statement.resources)});
        }
        ++policy;
      }
    };
    for (bool denies : {true, false})
      for (Layer layer : kLayers) add(layer, denies);
    entries_.push_back({hash, std::move(action), begin, candidates_.size() - begin});
  }
  std::sort(entries_.begin(), entries_.end(),
            [](const Entry& a, const Entry& b) { return a.hash < b.hash; });
}

std::optional<std::span<const ActionIndex::Candidate>> ActionIndex::of(std::string_view action,
                                                                       std::uint64_t hash) const {
  auto entry =
      std::lower_bound(entries_.begin(), entries_.end(), hash,
                       [](const Entry& one, std::uint64_t wanted) { return one.hash < wanted; });
  for (; entry != entries_.end() && entry->hash == hash; ++entry)
    if (entry->action == action) return std::span(candidates_).subspan(entry->begin, entry->size);
  return std::nullopt;
}

}  // namespace amity::iam
