// File: identities.cc, contains the operations that users and roles have alike: each body once, for
// both requests.
#include "admin/operations/bodies.h"
#include "admin/operations/identity_lookup.h"

namespace amity::admin {
namespace {

namespace domain = account::domain;

void require(bool was_there, const std::string& what) {
  if (!was_there) throw not_found(what);
}

}  // namespace

template <class Request>
Nothing delete_identity(WriteTx& tx, const Call& /*call*/, const Request& request) {
  domain::Identity identity = require_identity(tx, key_of(request));
  if (!tx.identities().remove(identity.key))
    throw conflict("Access keys and policies have to be deleted, and policies detached, first.");
  return {};
}
template Nothing delete_identity(WriteTx&, const Call&, const DeleteUserRequest&);
template Nothing delete_identity(WriteTx&, const Call&, const DeleteRoleRequest&);

template <class Request>
Nothing put_identity_policy(WriteTx& tx, const Call& /*call*/, const Request& request) {
  domain::Identity identity = require_identity(tx, key_of(request));
  put_inline_policy(tx, identity.key, {request.policy_name.str(), request.policy_document.str()});
  return {};
}
template Nothing put_identity_policy(WriteTx&, const Call&, const PutUserPolicyRequest&);
template Nothing put_identity_policy(WriteTx&, const Call&, const PutRolePolicyRequest&);

template <class Request>
Nothing delete_identity_policy(WriteTx& tx, const Call& /*call*/, const Request& request) {
  domain::Identity identity = require_identity(tx, key_of(request));
  require(tx.identities().remove_inline_policy(identity.key, request.policy_name.view()),
          "It has no policy of its own that is called " + request.policy_name.str() + ".");
  return {};
}
template Nothing delete_identity_policy(WriteTx&, const Call&, const DeleteUserPolicyRequest&);
template Nothing delete_identity_policy(WriteTx&, const Call&, const DeleteRolePolicyRequest&);

template <class Request>
Nothing attach_identity_policy(WriteTx& tx, const Call& call, const Request& request) {
  domain::Identity identity = require_identity(tx, key_of(request));
  attach_policy(tx, call, identity.key, request.policy_arn.str());
  return {};
}
template Nothing attach_identity_policy(WriteTx&, const Call&, const AttachUserPolicyRequest&);
template Nothing attach_identity_policy(WriteTx&, const Call&, const AttachRolePolicyRequest&);

template <class Request>
Nothing detach_identity_policy(WriteTx& tx, const Call& /*call*/, const Request& request) {
  domain::Identity identity = require_identity(tx, key_of(request));
  require(tx.identities().detach(identity.key, request.policy_arn.view()),
          "The policy " + request.policy_arn.str() + " is not attached to it.");
  return {};
}
template Nothing detach_identity_policy(WriteTx&, const Call&, const DetachUserPolicyRequest&);
template Nothing detach_identity_policy(WriteTx&, const Call&, const DetachRolePolicyRequest&);

template <class Request>
Nothing put_permissions_boundary(WriteTx& tx, const Call& call, const Request& request) {
  domain::Identity identity = require_identity(tx, key_of(request));
  require_policy(tx, call, identity.key.account, request.permissions_boundary.view());
  identity.boundary = request.permissions_boundary.str();
  tx.identities().update(identity);
  return {};
}
template Nothing put_permissions_boundary(WriteTx&, const Call&,
                                          const PutUserPermissionsBoundaryRequest&);
template Nothing put_permissions_boundary(WriteTx&, const Call&,
                                          const PutRolePermissionsBoundaryRequest&);

template <class Request>
Nothing delete_permissions_boundary(WriteTx& tx, const Call& /*call*/, const Request& request) {
  domain::Identity identity = require_identity(tx, key_of(request));
  require(identity.boundary.has_value(), "It has no permissions boundary.");
  identity.boundary.reset();
  tx.identities().update(identity);
  return {};
}
template Nothing delete_permissions_boundary(WriteTx&, const Call&,
                                             const DeleteUserPermissionsBoundaryRequest&);
template Nothing delete_permissions_boundary(WriteTx&, const Call&,
                                             const DeleteRolePermissionsBoundaryRequest&);

template <class Request>
Nothing tag_identity(WriteTx& tx, const Call& /*call*/, const Request& request) {
  domain::Identity identity = require_identity(tx, key_of(request));
  require_tags(request.tags, tx.identities().tags_of(identity.key));
  tx.identities().put_tags(identity.key, request.tags);
  return {};
}
template Nothing tag_identity(WriteTx&, const Call&, const TagUserRequest&);
template Nothing tag_identity(WriteTx&, const Call&, const TagRoleRequest&);

template <class Request>
Nothing untag_identity(WriteTx& tx, const Call& /*call*/, const Request& request) {
  domain::Identity identity = require_identity(tx, key_of(request));
  tx.identities().remove_tags(identity.key, request.tag_keys);
  return {};
}
template Nothing untag_identity(WriteTx&, const Call&, const UntagUserRequest&);
template Nothing untag_identity(WriteTx&, const Call&, const UntagRoleRequest&);

}  // namespace amity::admin
