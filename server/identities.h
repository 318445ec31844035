#pragma once

#include "account/operations/call.h"
#include "account/store/store.h"
#include "identity/environment.h"
#include "server/config.h"

#include <string>

namespace amity::server {

// What this program knows of identities, for all threads.
class Identities {
 public:
  // In serve: throws ConfigError when there is no sealing key, or not the right one, or no operator
  // yet. In dev a key is made beside the data, where none is named. `store` and `place` outlive it.
  Identities(Mode mode, const SealingConfig& sealing, const std::string& directory,
             account::Store& store, const account::domain::Place& place);

  const identity::Environment& environment() const { return environment_; }
  const SealingConfig& sealing() const { return sealing_; }
  // Twelve digits; empty in dev, where there may be none.
  const std::string& operator_account() const { return operator_account_; }
  identity::LastUses& uses() { return uses_; }

 private:
  SealingConfig sealing_;
  identity::Seals seals_;
  identity::Changes changes_;
  identity::LastUses uses_;
  identity::Environment environment_;
  std::string operator_account_;
};

// `amity serve --init`: makes the store, the sealing key where a file for it is named and not
// there, adds the identities of a file (empty: none), makes the operator's account with a root
// access key, and prints that on standard output as lines for a shell. Throws ConfigError when
// there is an operator already.
void initialise(const Config& config, const std::string& identities_file);

}  // namespace amity::server
