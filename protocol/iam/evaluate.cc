#include "protocol/iam/evaluate.h"

#include "protocol/iam/action_index.h"
#include "protocol/iam/lookup.h"
#include "protocol/iam/names.h"
#include "protocol/iam/program.h"

#include <algorithm>
#include <array>

namespace amity::iam {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

// The request as statements are asked about it.
class Question {
 public:
  explicit Question(const Request& request)
      : resource_(request.resource), lookup_(request.context) {
    std::size_t size = std::min(request.action.size(), action_.size());
    for (std::size_t i = 0; i < size; ++i) action_[i] = lower(request.action[i]);
    name_ = {action_.data(), size};
    hash_ = hash_of(name_);
  }

  std::string_view action() const { return name_; }
  std::uint64_t action_hash() const { return hash_; }
  std::string_view resource() const { return resource_; }
  Lookup& lookup() { return lookup_; }

 private:
  std::array<char, 128> action_;  // no action is nearly as long
  std::string_view name_;
  std::uint64_t hash_;
  std::string_view resource_;
  Lookup lookup_;
};

bool names(const Actions& actions, Question& question) {
  return names(actions, question.action(), question.action_hash(), question.lookup());
}

bool names(const Resources& resources, Question& question) {
  return std::any_of(resources.patterns.begin(), resources.patterns.end(),
                     [&](const Pattern& pattern) {
                       return pattern.matches(question.resource(), question.lookup());
                     });
}

bool conditions_hold(std::span<const Condition> conditions, Question& question) {
  return std::all_of(conditions.begin(), conditions.end(), [&](const Condition& condition) {
    return condition.holds(question.lookup());
  });
}

bool is_about_resource(const Statement& statement, Question& question) {
  return names(statement.resources, question) != statement.resources.all_but;
}

bool applies(const Statement& statement, Question& question) {
  return names(statement.actions, question) != statement.actions.all_but &&
         is_about_resource(statement, question) && conditions_hold(statement.conditions, question);
}

// The same, of a statement that is known to be about the action.
bool applies(const ActionIndex::Candidate& candidate, Question& question) {
  return (candidate.everywhere || is_about_resource(*candidate.statement, question)) &&
         conditions_hold(candidate.conditions, question);
}

// The first of those statements that applies, or kNone.
std::size_t first(const Program& program, const std::vector<std::size_t>& statements,
                  Question& question) {
  for (std::size_t index : statements)
    if (applies(program.statements[index], question)) return index;
  return kNone;
}

struct Found {
  const NamedPolicy* policy = nullptr;
  std::size_t statement = 0;
};

Found first(std::span<const NamedPolicy> policies, std::vector<std::size_t> Program::*which,
            Question& question) {
  for (const NamedPolicy& named : policies) {
    const Program& program = named.policy->program();
    std::size_t statement = first(program, program.*which, question);
    if (statement != kNone) return {&named, statement};
  }
  return {};
}

// The first statement that denies, or allows, in a layer of a principal's policies.
class Search {
 public:
  Search(const Principal& principal, Question& question)
      : principal_(principal), question_(question) {
    if (principal.index == nullptr) return;
    if (auto known = principal.index->of(question.action(), question.action_hash())) {
      is_known_ = true;
      known_ = *known;
      // Policies seldom asked are in no cache: waiting for all of them at once is waiting once.
      for (const ActionIndex::Candidate& one : known_) __builtin_prefetch(one.conditions.data());
    }
  }

  Found denying(Layer layer) { return first_of(layer, true); }
  Found allowing(Layer layer) { return first_of(layer, false); }

 private:
  Found first_of(Layer layer, bool denies) {
    std::span<const NamedPolicy> policies = policies_of(principal_, layer);
    if (!is_known_)
      return first(policies, denies ? &Program::denying : &Program::allowing, question_);
    for (const ActionIndex::Candidate& one : known_)
      if (one.denies == denies && one.layer == layer && applies(one, question_))
        return {&policies[one.policy], one.place};
    return {};
  }

  const Principal& principal_;
  Question& question_;
  bool is_known_ = false;  // the action, to the index; else all statements are asked
  std::span<const ActionIndex::Candidate> known_;
};

// How close a trust policy's statement comes to naming the caller.
enum class Named { not_at_all, by_account, itself };

Named named(const Principals& principals, const Principal& caller) {
  for (const std::string& arn : principals.arns)
    if (arn == caller.arn ||
        (!caller.session_issuer_arn.empty() && arn == caller.session_issuer_arn))
      return Named::itself;
  if (principals.everybody || std::find(principals.accounts.begin(), principals.accounts.end(),
                                        caller.account) != principals.accounts.end())
    return Named::by_account;
  return Named::not_at_all;
}

}  // namespace

bool names(const Actions& actions, std::string_view action, std::uint64_t hash, Lookup& lookup) {
  for (std::size_t i = 0; i < actions.literal_hashes.size(); ++i)
    if (actions.literal_hashes[i] == hash && actions.literals[i] == action) return true;
  return std::any_of(actions.patterns.begin(), actions.patterns.end(),
                     [&](const Pattern& pattern) { return pattern.matches(action, lookup); });
}

namespace {

// Without `granting` the identity's own policies need not allow; what they deny they deny.
Decision judge(const Principal& principal, const Request& request, bool granting) {
  if (principal.type == PrincipalType::root) return {.verdict = Verdict::allowed};
  constexpr std::array kLayers = {Layer::identity, Layer::boundary, Layer::session};
  Question question(request);
  Search search(principal, question);
  for (Layer layer : kLayers) {
    Found denies = search.denying(layer);
    if (denies.policy != nullptr)
      return {Verdict::explicitly_denied, layer, denies.policy, denies.statement};
  }
  Decision allowed{.verdict = Verdict::allowed};
  for (Layer layer : kLayers) {
    // Whoever has no boundary is not bounded; but without identity policies nothing is allowed.
    if (layer == Layer::identity ? !granting : policies_of(principal, layer).empty()) continue;
    Found allows = search.allowing(layer);
    if (allows.policy == nullptr) return {.verdict = Verdict::implicitly_denied, .layer = layer};
    if (layer == Layer::identity)
      allowed = {Verdict::allowed, layer, allows.policy, allows.statement};
  }
  return allowed;
}

}  // namespace

Decision evaluate(const Principal& principal, const Request& request) noexcept {
  return judge(principal, request, true);
}

Decision evaluate_limits(const Principal& principal, const Request& request) noexcept {
  return judge(principal, request, false);
}

TrustDecision evaluate_trust(const Policy& trust, const Principal& caller,
                             const Request& request) noexcept {
  Question question(request);
  TrustDecision decision;
  const Program& program = trust.program();
  for (std::size_t i = 0; i < program.statements.size(); ++i) {
    const Statement& statement = program.statements[i];
    Named how = named(statement.principals, caller);
    if (how == Named::not_at_all ||
        names(statement.actions, question) == statement.actions.all_but ||
        !conditions_hold(statement.conditions, question))
      continue;
    if (statement.denies) return {Verdict::explicitly_denied, false, i};
    if (decision.verdict == Verdict::allowed && (decision.names_caller || how != Named::itself))
      continue;
    decision = {Verdict::allowed, how == Named::itself, i};
  }
  return decision;
}

}  // namespace amity::iam
