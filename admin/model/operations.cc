#include "admin/model/operations.h"

#include "admin/model/audit.h"
#include "admin/model/clock.h"
#include "admin/model/errors.h"
#include "admin/model/identity_document.h"
#include "admin/model/mail.h"
#include "admin/model/quota.h"
#include "admin/model/sealing_key.h"
#include "admin/model/verification.h"

#include <algorithm>
#include <array>

namespace amity::admin {
namespace {

using shape::Access;
using shape::Operation;

constexpr std::uint32_t usual = bit_of(ErrorCode::AccessDeniedException) |
                                bit_of(ErrorCode::InternalServerException) |
                                bit_of(ErrorCode::ValidationException);
constexpr std::uint32_t missing = bit_of(ErrorCode::ResourceNotFoundException);
constexpr std::uint32_t clash = bit_of(ErrorCode::ConflictException);

template <class Request, class Response>
constexpr Operation row(std::string_view name, std::string_view doc, Access access,
                        std::uint32_t errors) {
  return {.name = name,
          .doc = doc,
          .access = access,
          .request = &shape::type_of<Request>,
          .response = &shape::type_of<Response>,
          .errors = errors};
}

constexpr std::array<Operation, operation_count> kOperations = {
    row<AdvanceClockRequest, AdvanceClockResponse>(
        "AdvanceClock",
        "Turns the service's clock ahead and does what has become due, before it answers. Only in "
        "dev.",
        Access::write, usual),
    row<AttachRolePolicyRequest, Nothing>("AttachRolePolicy", "Gives a role a managed policy.",
                                          Access::write, usual | missing | clash),
    row<AttachUserPolicyRequest, Nothing>("AttachUserPolicy", "Gives a user a managed policy.",
                                          Access::write, usual | missing | clash),
    row<CreateAccessKeyRequest, CreateAccessKeyResponse>(
        "CreateAccessKey",
        "Makes an access key for a user, or for an account's root, and shows its secret this once.",
        Access::write, usual | missing | clash),
    row<CreateAccountRequest, CreateAccountResponse>("CreateAccount", "Makes an account.",
                                                     Access::write, usual | clash),
    row<CreatePolicyRequest, CreatePolicyResponse>("CreatePolicy",
                                                   "Makes a managed policy in an account.",
                                                   Access::write, usual | missing | clash),
    row<CreateRoleRequest, CreateRoleResponse>(
        "CreateRole", "Makes a role, which those whom its trust policy names may assume.",
        Access::write, usual | missing | clash),
    row<CreateUserRequest, CreateUserResponse>("CreateUser", "Makes a user.", Access::write,
                                               usual | missing | clash),
    row<DecideVerificationRequest, DecideVerificationResponse>(
        "DecideVerification", "Ends a verification that is running, or asks for its form.",
        Access::write, usual | missing | clash),
    row<DeleteAccessKeyRequest, Nothing>(
        "DeleteAccessKey", "Takes an access key away; it is of no use from the next request on.",
        Access::write, usual | missing),
    row<DeletePolicyRequest, Nothing>("DeletePolicy", "Deletes a managed policy that nobody uses.",
                                      Access::write, usual | missing | clash),
    row<DeleteRoleRequest, Nothing>(
        "DeleteRole", "Deletes a role that has no policies any more; its sessions end.",
        Access::write, usual | missing | clash),
    row<DeleteRolePermissionsBoundaryRequest, Nothing>(
        "DeleteRolePermissionsBoundary", "Lets a role's policies go as far as they say.",
        Access::write, usual | missing),
    row<DeleteRolePolicyRequest, Nothing>("DeleteRolePolicy",
                                          "Deletes one of a role's own policies.", Access::write,
                                          usual | missing),
    row<DeleteUserRequest, Nothing>("DeleteUser",
                                    "Deletes a user that has no access keys and policies any more.",
                                    Access::write, usual | missing | clash),
    row<DeleteUserPermissionsBoundaryRequest, Nothing>(
        "DeleteUserPermissionsBoundary", "Lets a user's policies go as far as they say.",
        Access::write, usual | missing),
    row<DeleteUserPolicyRequest, Nothing>("DeleteUserPolicy",
                                          "Deletes one of a user's own policies.", Access::write,
                                          usual | missing),
    row<DetachRolePolicyRequest, Nothing>("DetachRolePolicy", "Takes a managed policy from a role.",
                                          Access::write, usual | missing),
    row<DetachUserPolicyRequest, Nothing>("DetachUserPolicy", "Takes a managed policy from a user.",
                                          Access::write, usual | missing),
    row<ExportIdentitiesRequest, ExportIdentitiesResponse>(
        "ExportIdentities",
        "Gives accounts with their users, roles, policies and, where asked, keys, to be imported "
        "elsewhere.",
        Access::read, usual | missing | clash),
    row<GetAccessKeyLastUsedRequest, GetAccessKeyLastUsedResponse>(
        "GetAccessKeyLastUsed", "Tells when and for what an access key was used last.",
        Access::read, usual | missing),
    row<GetAccountRequest, GetAccountResponse>("GetAccount", "Shows an account.", Access::read,
                                               usual | missing),
    row<GetAccountQuotasRequest, GetAccountQuotasResponse>(
        "GetAccountQuotas", "Tells how much of every quota an account has.", Access::read, usual),
    row<GetClockRequest, GetClockResponse>("GetClock", "Tells what time it is for the service.",
                                           Access::read, usual),
    row<GetPolicyRequest, GetPolicyResponse>("GetPolicy", "Shows a managed policy.", Access::read,
                                             usual | missing),
    row<GetRoleRequest, GetRoleResponse>("GetRole", "Shows a role with its policies.", Access::read,
                                         usual | missing),
    row<GetUserRequest, GetUserResponse>("GetUser", "Shows a user with its policies.", Access::read,
                                         usual | missing),
    row<ImportIdentitiesRequest, ImportIdentitiesResponse>(
        "ImportIdentities",
        "Adds accounts with all of theirs. What is there already stays as it is; with one mistake "
        "nothing is added.",
        Access::write, usual | missing | clash),
    row<ListAccessKeysRequest, ListAccessKeysResponse>(
        "ListAccessKeys", "Lists the access keys of a user, or of an account's root.", Access::read,
        usual | missing),
    row<ListAccountsRequest, ListAccountsResponse>(
        "ListAccounts", "Lists the accounts of this installation.", Access::read, usual),
    row<ListAuditEventsRequest, ListAuditEventsResponse>(
        "ListAuditEvents", "Lists the records of calls that the store keeps, the newest first.",
        Access::read, usual),
    row<ListMailsRequest, ListMailsResponse>(
        "ListMails", "Lists the mails that the service wrote, the newest first.", Access::read,
        usual),
    row<ListPoliciesRequest, ListPoliciesResponse>(
        "ListPolicies", "Lists the managed policies that an account can use.", Access::read,
        usual | missing),
    row<ListRolesRequest, ListRolesResponse>("ListRoles", "Lists the roles of an account.",
                                             Access::read, usual | missing),
    row<ListUsersRequest, ListUsersResponse>("ListUsers", "Lists the users of an account.",
                                             Access::read, usual | missing),
    row<ListWaitingVerificationsRequest, ListWaitingVerificationsResponse>(
        "ListWaitingVerifications", "Lists the verifications that wait for a verdict.",
        Access::read, usual),
    row<PutAccountQuotaRequest, PutAccountQuotaResponse>(
        "PutAccountQuota", "Sets a quota for one account, or takes back what was set.",
        Access::write, usual),
    row<PutRolePermissionsBoundaryRequest, Nothing>(
        "PutRolePermissionsBoundary", "Sets the policy that no other one of a role can go beyond.",
        Access::write, usual | missing),
    row<PutRolePolicyRequest, Nothing>(
        "PutRolePolicy", "Gives a role a policy of its own, or replaces the one of that name.",
        Access::write, usual | missing | clash),
    row<PutUserPermissionsBoundaryRequest, Nothing>(
        "PutUserPermissionsBoundary", "Sets the policy that no other one of a user can go beyond.",
        Access::write, usual | missing),
    row<PutUserPolicyRequest, Nothing>(
        "PutUserPolicy", "Gives a user a policy of its own, or replaces the one of that name.",
        Access::write, usual | missing | clash),
    row<RotateSealingKeyRequest, RotateSealingKeyResponse>(
        "RotateSealingKey",
        "Makes a new sealing key where there is a file of them, and seals all secrets by the "
        "first. Waits until that is done.",
        Access::write, usual | clash),
    row<RunDueWorkRequest, RunDueWorkResponse>(
        "RunDueWork", "Does the background work that is due, before it answers.", Access::write,
        usual),
    row<SimulatePrincipalPolicyRequest, SimulatePrincipalPolicyResponse>(
        "SimulatePrincipalPolicy",
        "Tells what a user's or role's policies say of actions, and which statement decides.",
        Access::read, usual | missing),
    row<TagRoleRequest, Nothing>("TagRole", "Puts labels on a role.", Access::write,
                                 usual | missing | clash),
    row<TagUserRequest, Nothing>("TagUser", "Puts labels on a user.", Access::write,
                                 usual | missing | clash),
    row<UntagRoleRequest, Nothing>("UntagRole", "Takes labels off a role.", Access::write,
                                   usual | missing),
    row<UntagUserRequest, Nothing>("UntagUser", "Takes labels off a user.", Access::write,
                                   usual | missing),
    row<UpdateAccessKeyRequest, Nothing>("UpdateAccessKey",
                                         "Stops an access key, or lets it in again.", Access::write,
                                         usual | missing),
    row<UpdateAccountRequest, UpdateAccountResponse>(
        "UpdateAccount", "Renames an account, suspends it, or lets it in again.", Access::write,
        usual | missing | clash),
    row<UpdateRoleRequest, UpdateRoleResponse>(
        "UpdateRole",
        "Changes who may assume a role, what it is for and how long its sessions may be.",
        Access::write, usual | missing),
};

static_assert(std::is_sorted(kOperations.begin(), kOperations.end(),
                             [](const auto& a, const auto& b) { return a.name < b.name; }));

}  // namespace

std::span<const Operation> operations() { return kOperations; }

OperationId id_of(const Operation& row) {
  return static_cast<OperationId>(&row - kOperations.data());
}

const Operation* find_operation(std::string_view name) {
  const auto* found = std::find_if(kOperations.begin(), kOperations.end(),
                                   [&](const Operation& row) { return row.name == name; });
  return found != kOperations.end() ? found : nullptr;
}

}  // namespace amity::admin
