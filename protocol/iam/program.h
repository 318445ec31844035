#pragma once

#include "protocol/iam/condition.h"
#include "protocol/iam/pattern.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace amity::iam {

// Which actions a statement is about. Names are in lower case.
struct Actions {
  bool all_but = false;  // NotAction
  // Most are spelled out: their hashes are compared, not their letters.
  std::vector<std::uint64_t> literal_hashes;
  std::vector<std::string> literals;  // in the same order
  std::vector<Pattern> patterns;
};

struct Resources {
  bool all_but = false;  // NotResource
  std::vector<Pattern> patterns;
};

// Whom a statement of a trust policy is about.
struct Principals {
  bool everybody = false;
  std::vector<std::string> accounts;
  std::vector<std::string> arns;
};

struct Statement {
  bool denies = false;
  Principals principals;  // trust policies only
  Actions actions;
  Resources resources;  // identity and session policies only
  std::vector<Condition> conditions;
  std::string sid;
  std::size_t line = 0;
};

// Whether a statement's actions name that one; in lower case, with its hash. NotAction is the
// caller's.
bool names(const Actions& actions, std::string_view action, std::uint64_t hash, Lookup& lookup);

// A policy, compiled.
struct Program {
  std::vector<Statement> statements;  // in the text's order
  std::vector<std::size_t> denying;   // which of them deny, and which allow
  std::vector<std::size_t> allowing;
};

}  // namespace amity::iam
