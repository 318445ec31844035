// File: roles.cc, contains the operations on roles alone; those on users and roles alike are in
// identities.cc.
#include "admin/operations/bodies.h"
#include "admin/operations/identity_details.h"
#include "admin/operations/identity_lookup.h"
#include "identity/credentials.h"

namespace amity::admin {
namespace {

namespace domain = account::domain;

Role details(const Call& call, const domain::Identity& identity) {
  Role role;
  role.role_name = IdentityName(identity.key.name);
  role.role_id = UniqueId(identity.id);
  role.assume_role_policy_document = PolicyDocument(identity.role->trust_policy);
  role.description = Description(identity.role->description);
  role.max_session_duration =
      SessionSeconds(static_cast<std::int32_t>(identity.role->max_session.milliseconds / 1'000));
  show(call, identity, role);
  return role;
}

}  // namespace

CreateRoleResponse create_role(WriteTx& tx, const Call& call, const CreateRoleRequest& request) {
  require_account(tx, request.account);
  domain::Identity role = fresh_identity(call, request, domain::kRolePrefix);
  role.role = domain::RoleTerms{.trust_policy = request.assume_role_policy_document.str()};
  if (request.description) role.role->description = request.description->str();
  if (request.max_session_duration)
    role.role->max_session = seconds(request.max_session_duration->value);
  add_identity(tx, call, role, request.tags.value_or(account::TagList{}));
  CreateRoleResponse response{details(call, role)};
  response.role.tags = request.tags;
  return response;
}

GetRoleResponse get_role(ReadTx& tx, const Call& call, const GetRoleRequest& request) {
  domain::Identity role = require_identity(tx, key_of(request));
  GetRoleResponse response;
  response.role = details(call, role);
  show_all(tx, role, response.role, response);
  return response;
}

ListRolesResponse list_roles(ReadTx& tx, const Call& call, const ListRolesRequest& request) {
  ListRolesResponse response;
  response.next_token = list_identities(tx, request, IdentityKind::role, [&](const auto& role) {
    response.roles.items.push_back(details(call, role));
  });
  return response;
}

UpdateRoleResponse update_role(WriteTx& tx, const Call& call, const UpdateRoleRequest& request) {
  domain::Identity role = require_identity(tx, key_of(request));
  if (request.assume_role_policy_document) {
    require_document(request.assume_role_policy_document->view(), iam::PolicyKind::trust);
    role.role->trust_policy = request.assume_role_policy_document->str();
  }
  if (request.description) role.role->description = request.description->str();
  if (request.max_session_duration)
    role.role->max_session = seconds(request.max_session_duration->value);
  tx.identities().update(role);
  return {details(call, role)};
}

}  // namespace amity::admin
