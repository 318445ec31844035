#pragma once

#include "protocol/shape/operation.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

// What the admin API offers: one row an operation. `amity admin` and
// docs/reference/admin.md are made of them.
namespace amity::admin {

inline constexpr std::string_view target_prefix = "AmityAdmin";
inline constexpr std::string_view signing_name = "amity-admin";
inline constexpr std::string_view policy_prefix = "amity";

// In the order of the names.
enum class OperationId : std::uint8_t {
  AdvanceClock,
  AttachRolePolicy,
  AttachUserPolicy,
  CreateAccessKey,
  CreateAccount,
  CreatePolicy,
  CreateRole,
  CreateUser,
  DecideVerification,
  DeleteAccessKey,
  DeletePolicy,
  DeleteRole,
  DeleteRolePermissionsBoundary,
  DeleteRolePolicy,
  DeleteUser,
  DeleteUserPermissionsBoundary,
  DeleteUserPolicy,
  DetachRolePolicy,
  DetachUserPolicy,
  ExportIdentities,
  GetAccessKeyLastUsed,
  GetAccount,
  GetAccountQuotas,
  GetClock,
  GetPolicy,
  GetRole,
  GetUser,
  ImportIdentities,
  ListAccessKeys,
  ListAccounts,
  ListAuditEvents,
  ListMails,
  ListPolicies,
  ListRoles,
  ListUsers,
  ListWaitingVerifications,
  PutAccountQuota,
  PutRolePermissionsBoundary,
  PutRolePolicy,
  PutUserPermissionsBoundary,
  PutUserPolicy,
  RotateSealingKey,
  RunDueWork,
  SimulatePrincipalPolicy,
  TagRole,
  TagUser,
  UntagRole,
  UntagUser,
  UpdateAccessKey,
  UpdateAccount,
  UpdateRole,
};
inline constexpr std::size_t operation_count = 51;

std::span<const shape::Operation> operations();
OperationId id_of(const shape::Operation& row);

// The operation of that name, null when there is none.
const shape::Operation* find_operation(std::string_view name);

}  // namespace amity::admin
