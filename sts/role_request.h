#pragma once

#include "account/store/store.h"
#include "identity/principal.h"
#include "protocol/http/listener.h"
#include "protocol/iam/evaluate.h"
#include "sts/model.h"

#include <string>

namespace amity::sts {

// Somebody who asks for a session of a role.
struct RoleCall {
  const iam::Principal& caller;
  const AssumeRoleRequest& asked;
  const http::Request& request;
  const account::domain::Place& place;
  Timestamp now;
};

// The session that the caller gets, all but its key: refused with AccessDenied unless the role
// trusts the caller and the caller's own policies allow it; whoever may not learns nothing of
// whether there is such a role. Of what is malformed and what a role does not give (its longest
// session, an hour for a session of a session) ValidationError, MalformedPolicyDocument.
//
// sts:AssumeRole is asked for, with tags sts:TagSession, with a source identity
// sts:SetSourceIdentity; of the role's trust policy as of the caller. Within one account a trust
// policy that names the caller itself is enough, but for what denies it or bounds it.
account::domain::Session grant(account::ReadTx& tx, const RoleCall& call,
                               identity::CompiledPolicies& policies);

}  // namespace amity::sts
