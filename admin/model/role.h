#pragma once

#include "admin/model/identity.h"

// The roles of an account.
namespace amity::admin {

struct Role {
  IdentityPath path;
  IdentityName role_name;
  UniqueId role_id;
  Arn arn;
  account::DateTime create_date;
  PolicyDocument assume_role_policy_document;
  Description description;
  SessionSeconds max_session_duration;
  std::optional<Arn> permissions_boundary{};
  std::optional<account::TagList> tags{};

  static constexpr auto members() {
    using Self = Role;
    return shape::fields(shape::field<&Self::path>("Path", "Where in the account's tree."),
                         shape::field<&Self::role_name>("RoleName", "The name."),
                         shape::field<&Self::role_id>("RoleId", "AROA…: never used again."),
                         shape::field<&Self::arn>("Arn", "The full name."),
                         shape::field<&Self::create_date>("CreateDate", "When it was made."),
                         shape::field<&Self::assume_role_policy_document>(
                             "AssumeRolePolicyDocument", "Who may assume it, as JSON."),
                         shape::field<&Self::description>("Description", "What it is for."),
                         shape::field<&Self::max_session_duration>(
                             "MaxSessionDuration", "Seconds that a session lasts at most."),
                         shape::field<&Self::permissions_boundary>(
                             "PermissionsBoundary", "The policy that no other one can go beyond."),
                         shape::field<&Self::tags>("Tags", "Its labels; not in lists."));
  }
};
struct RoleList : shape::List<RoleList, Role> {};

struct CreateRoleRequest : IdentityRequest<IdentityKind::role> {
  PolicyDocument assume_role_policy_document;
  std::optional<IdentityPath> path{};
  std::optional<Description> description{};
  std::optional<SessionSeconds> max_session_duration{};
  std::optional<Arn> permissions_boundary{};
  std::optional<account::TagList> tags{};

  static constexpr auto members() {
    using Self = CreateRoleRequest;
    return shape::fields(
        account_row(), name_row(),
        shape::field<&Self::assume_role_policy_document>("AssumeRolePolicyDocument",
                                                         "Who may assume it, as JSON."),
        shape::field<&Self::path>("Path", "Where in the account's tree; / when absent."),
        shape::field<&Self::description>("Description", "What it is for."),
        shape::field<&Self::max_session_duration>("MaxSessionDuration",
                                                  "3600 to 43200 seconds; 3600 when absent."),
        shape::field<&Self::permissions_boundary>("PermissionsBoundary",
                                                  "The ARN of a policy that bounds it."),
        shape::field<&Self::tags>("Tags", "Its first labels."));
  }
};

// The answer of operations that change one.
struct RoleResponse {
  Role role;

  static constexpr auto members() {
    using Self = RoleResponse;
    return shape::fields(shape::field<&Self::role>("Role", "The role."));
  }
};
using CreateRoleResponse = RoleResponse;

struct GetRoleResponse {
  Role role;
  InlinePolicyList policies;
  PolicyArnList attached_policies;

  static constexpr auto members() {
    using Self = GetRoleResponse;
    return shape::fields(
        shape::field<&Self::role>("Role", "The role."),
        shape::field<&Self::policies>("Policies", "Its own policies."),
        shape::field<&Self::attached_policies>("AttachedPolicies", "The ARNs of managed ones."));
  }
};

struct ListRolesRequest : PageRequest {};

struct ListRolesResponse {
  RoleList roles;
  std::optional<account::NextToken> next_token{};

  static constexpr auto members() {
    using Self = ListRolesResponse;
    return shape::fields(
        shape::field<&Self::roles>("Roles", "In the order of their names."),
        shape::field<&Self::next_token>("NextToken", "Present when there are more."));
  }
};

struct UpdateRoleRequest : IdentityRequest<IdentityKind::role> {
  std::optional<PolicyDocument> assume_role_policy_document{};
  std::optional<Description> description{};
  std::optional<SessionSeconds> max_session_duration{};

  static constexpr auto members() {
    using Self = UpdateRoleRequest;
    return shape::fields(
        account_row(), name_row(),
        shape::field<&Self::assume_role_policy_document>("AssumeRolePolicyDocument",
                                                         "Who may assume it, as JSON."),
        shape::field<&Self::description>("Description", "What it is for."),
        shape::field<&Self::max_session_duration>("MaxSessionDuration", "3600 to 43200 seconds."));
  }
};
using UpdateRoleResponse = RoleResponse;

}  // namespace amity::admin
