#pragma once

#include "account/store/store.h"
#include "protocol/iam/principal.h"

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>

// From rows to who calls, as policies see it.
namespace amity::identity {

// What is stored makes no principal: a policy that does not parse, or one that is gone. Whoever
// finds that lets nobody in.
class BrokenIdentity : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Compiles each text once, and forgets from time to time those that nobody has any more. One
// thread.
class CompiledPolicies {
 public:
  // Throws iam::PolicyError.
  std::shared_ptr<const iam::Policy> of(std::string_view document, iam::PolicyKind kind);

 private:
  static constexpr std::size_t kFewest = 1'024;
  void forget_unused();

  std::unordered_map<std::string, std::shared_ptr<const iam::Policy>> policies_;
  std::size_t forget_at_ = kFewest;
};

using SharedPrincipal = std::shared_ptr<const iam::Principal>;

SharedPrincipal root_of(const account::domain::Place& place, account::domain::AccountId account);

// A user with all policies, or a role with those that a session of it has before its own. Throws
// BrokenIdentity.
iam::Principal principal_of(account::ReadTx& tx, const account::domain::Place& place,
                            const account::domain::Identity& identity, CompiledPolicies& policies);

// Whoever has assumed the role. Throws BrokenIdentity.
iam::Principal principal_of(account::ReadTx& tx, const account::domain::Place& place,
                            const account::domain::Identity& role,
                            const account::domain::Session& session, CompiledPolicies& policies);

// The document of a managed policy, AWS's own or the account's. Empty when there is none.
std::optional<std::string> managed_document(account::ReadTx& tx,
                                            const account::domain::Place& place,
                                            account::domain::AccountId account,
                                            std::string_view arn);

}  // namespace amity::identity
