#pragma once

#include "account/domain/identifiers.h"
#include "account/store/store.h"
#include "protocol/http/listener.h"
#include "protocol/iam/principal.h"
#include "protocol/shape/operation.h"
#include "protocol/shape/timestamp.h"

#include <optional>
#include <string>
#include <vector>

namespace amity::account {

// All actions that policies are asked about: partnercentral:GetPartner and so on.
std::vector<std::string> actions();

// A call as policies are asked about it.
struct AuthorizedCall {
  const shape::Operation& operation;
  const void* parameters;  // of the operation's request type
  domain::AccountId caller;
  domain::CatalogId catalog;
  const http::Request& request;
  Timestamp now;
};

// Lets calls through that the caller's policies allow: the action and resource of every operation,
// and what its conditions may ask, as behaviour.md §4.1 lists them. One for each I/O thread.
//
// A resource is what the request names, whether it exists or not: who may not see it learns
// nothing of it. The tags of the caller's partner are read only if a policy asks for one.
class Authorization {
 public:
  // `place` and `reader` outlive it.
  Authorization(const domain::Place& place, Reader& reader) : place_(place), reader_(reader) {}

  // Throws AccessDeniedException ACCESS_DENIED, in AWS's sentence. CreatePartner with tags needs
  // TagResource as well. StoreUnavailable when tags could not be read.
  void require(const iam::Principal& principal, const AuthorizedCall& call);

 private:
  void require(const iam::Principal& principal, const AuthorizedCall& call,
               std::string_view action);
  void name_resource(const AuthorizedCall& call);

  const domain::Place& place_;
  Reader& reader_;
  std::string resource_;  // of the call; kept for its memory
};

}  // namespace amity::account
