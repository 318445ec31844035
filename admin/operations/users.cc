// File: users.cc, contains the operations on users alone; those on users and roles alike are in
// identities.cc.
#include "admin/operations/bodies.h"
#include "admin/operations/identity_details.h"
#include "admin/operations/identity_lookup.h"
#include "identity/credentials.h"

namespace amity::admin {
namespace {

namespace domain = account::domain;

User details(const Call& call, const domain::Identity& identity) {
  User user;
  user.user_name = IdentityName(identity.key.name);
  user.user_id = UniqueId(identity.id);
  show(call, identity, user);
  return user;
}

}  // namespace

CreateUserResponse create_user(WriteTx& tx, const Call& call, const CreateUserRequest& request) {
  require_account(tx, request.account);
  domain::Identity user = fresh_identity(call, request, domain::kUserPrefix);
  account::TagList tags = request.tags.value_or(account::TagList{});
  add_identity(tx, call, user, tags);
  CreateUserResponse response{details(call, user)};
  response.user.tags = request.tags;
  return response;
}

GetUserResponse get_user(ReadTx& tx, const Call& call, const GetUserRequest& request) {
  domain::Identity user = require_identity(tx, key_of(request));
  GetUserResponse response;
  response.user = details(call, user);
  show_all(tx, user, response.user, response);
  return response;
}

ListUsersResponse list_users(ReadTx& tx, const Call& call, const ListUsersRequest& request) {
  ListUsersResponse response;
  response.next_token = list_identities(tx, request, IdentityKind::user, [&](const auto& user) {
    response.users.items.push_back(details(call, user));
  });
  return response;
}

}  // namespace amity::admin
