#pragma once

#include "admin/model/identity.h"

// The users of an account.
namespace amity::admin {

struct User {
  IdentityPath path;
  IdentityName user_name;
  UniqueId user_id;
  Arn arn;
  account::DateTime create_date;
  std::optional<Arn> permissions_boundary{};
  std::optional<account::TagList> tags{};

  static constexpr auto members() {
    using Self = User;
    return shape::fields(shape::field<&Self::path>("Path", "Where in the account's tree."),
                         shape::field<&Self::user_name>("UserName", "The name."),
                         shape::field<&Self::user_id>("UserId", "AIDA…: never used again."),
                         shape::field<&Self::arn>("Arn", "The full name."),
                         shape::field<&Self::create_date>("CreateDate", "When it was made."),
                         shape::field<&Self::permissions_boundary>(
                             "PermissionsBoundary", "The policy that no other one can go beyond."),
                         shape::field<&Self::tags>("Tags", "Its labels; not in lists."));
  }
};
struct UserList : shape::List<UserList, User> {};

struct CreateUserRequest : IdentityRequest<IdentityKind::user> {
  std::optional<IdentityPath> path{};
  std::optional<Arn> permissions_boundary{};
  std::optional<account::TagList> tags{};

  static constexpr auto members() {
    using Self = CreateUserRequest;
    return shape::fields(
        account_row(), name_row(),
        shape::field<&Self::path>("Path", "Where in the account's tree; / when absent."),
        shape::field<&Self::permissions_boundary>("PermissionsBoundary",
                                                  "The ARN of a policy that bounds it."),
        shape::field<&Self::tags>("Tags", "Its first labels."));
  }
};

struct CreateUserResponse {
  User user;

  static constexpr auto members() {
    using Self = CreateUserResponse;
    return shape::fields(shape::field<&Self::user>("User", "The user."));
  }
};

struct GetUserResponse {
  User user;
  InlinePolicyList policies;
  PolicyArnList attached_policies;

  static constexpr auto members() {
    using Self = GetUserResponse;
    return shape::fields(
        shape::field<&Self::user>("User", "The user."),
        shape::field<&Self::policies>("Policies", "Its own policies."),
        shape::field<&Self::attached_policies>("AttachedPolicies", "The ARNs of managed ones."));
  }
};

struct ListUsersRequest : PageRequest {};

struct ListUsersResponse {
  UserList users;
  std::optional<account::NextToken> next_token{};

  static constexpr auto members() {
    using Self = ListUsersResponse;
    return shape::fields(
        shape::field<&Self::users>("Users", "In the order of their names."),
        shape::field<&Self::next_token>("NextToken", "Present when there are more."));
  }
};

}  // namespace amity::admin
