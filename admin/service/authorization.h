#pragma once

#include "account/domain/identifiers.h"
#include "protocol/http/listener.h"
#include "protocol/iam/principal.h"
#include "protocol/shape/operation.h"
#include "protocol/shape/timestamp.h"

#include <string>

namespace amity::admin {

// A call of the admin API as policies are asked about it.
struct AuthorizedCall {
  const shape::Operation& operation;
  const void* parameters;  // of the operation's request type
  const http::Request& request;
  Timestamp now;
};

// What a policy names as the resource of a call: the user, role, policy or account that the request
// names, by the ARN that it would have with path "/"; "*" when it names none of them.
std::string resource_of(const AuthorizedCall& call, const account::domain::Place& place);

// Lets calls through that the caller's policies allow: the action amity:OPERATION on that resource,
// with the global condition keys. What reaches every account at once, and its secrets, is for the
// root alone. Throws AccessDeniedException.
void require_allowed(const iam::Principal& principal, const AuthorizedCall& call,
                     const account::domain::Place& place);

}  // namespace amity::admin
