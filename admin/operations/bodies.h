#pragma once

#include "account/store/store.h"
#include "admin/model/audit.h"
#include "admin/model/clock.h"
#include "admin/model/identity_document.h"
#include "admin/model/mail.h"
#include "admin/model/quota.h"
#include "admin/model/sealing_key.h"
#include "admin/model/verification.h"
#include "admin/operations/call.h"

// What the operations of the admin API do, one file each. They throw the errors that their rows in
// admin/model/operations.cc list. Those over the store are told a transaction, the others the
// machine.
namespace amity::admin {

using account::ReadTx;
using account::WriteTx;

AdvanceClockResponse advance_clock(Machine& machine, const AdvanceClockRequest& request);

DecideVerificationResponse decide_verification(WriteTx& tx, const Call& call,
                                               const DecideVerificationRequest& request);

GetAccountQuotasResponse get_account_quotas(ReadTx& tx, const Call& call,
                                            const GetAccountQuotasRequest& request);

GetClockResponse get_clock(Machine& machine, const GetClockRequest& request);

ListAuditEventsResponse list_audit_events(ReadTx& tx, const Call& call,
                                          const ListAuditEventsRequest& request);

ListMailsResponse list_mails(ReadTx& tx, const Call& call, const ListMailsRequest& request);

ListWaitingVerificationsResponse list_waiting_verifications(
    ReadTx& tx, const Call& call, const ListWaitingVerificationsRequest& request);

PutAccountQuotaResponse put_account_quota(WriteTx& tx, const Call& call,
                                          const PutAccountQuotaRequest& request);

RotateSealingKeyResponse rotate_sealing_key(Machine& machine,
                                            const RotateSealingKeyRequest& request);

RunDueWorkResponse run_due_work(Machine& machine, const RunDueWorkRequest& request);

CreateAccountResponse create_account(WriteTx& tx, const Call& call,
                                     const CreateAccountRequest& request);
GetAccountResponse get_account(ReadTx& tx, const Call& call, const GetAccountRequest& request);
ListAccountsResponse list_accounts(ReadTx& tx, const Call& call,
                                   const ListAccountsRequest& request);
UpdateAccountResponse update_account(WriteTx& tx, const Call& call,
                                     const UpdateAccountRequest& request);

CreateUserResponse create_user(WriteTx& tx, const Call& call, const CreateUserRequest& request);
GetUserResponse get_user(ReadTx& tx, const Call& call, const GetUserRequest& request);
ListUsersResponse list_users(ReadTx& tx, const Call& call, const ListUsersRequest& request);

CreateRoleResponse create_role(WriteTx& tx, const Call& call, const CreateRoleRequest& request);
GetRoleResponse get_role(ReadTx& tx, const Call& call, const GetRoleRequest& request);
ListRolesResponse list_roles(ReadTx& tx, const Call& call, const ListRolesRequest& request);
UpdateRoleResponse update_role(WriteTx& tx, const Call& call, const UpdateRoleRequest& request);

// For the requests on users and on roles alike.
template <class Request>
Nothing delete_identity(WriteTx& tx, const Call& call, const Request& request);
template <class Request>
Nothing put_identity_policy(WriteTx& tx, const Call& call, const Request& request);
template <class Request>
Nothing delete_identity_policy(WriteTx& tx, const Call& call, const Request& request);
template <class Request>
Nothing attach_identity_policy(WriteTx& tx, const Call& call, const Request& request);
template <class Request>
Nothing detach_identity_policy(WriteTx& tx, const Call& call, const Request& request);
template <class Request>
Nothing put_permissions_boundary(WriteTx& tx, const Call& call, const Request& request);
template <class Request>
Nothing delete_permissions_boundary(WriteTx& tx, const Call& call, const Request& request);
template <class Request>
Nothing tag_identity(WriteTx& tx, const Call& call, const Request& request);
template <class Request>
Nothing untag_identity(WriteTx& tx, const Call& call, const Request& request);

CreateAccessKeyResponse create_access_key(WriteTx& tx, const Call& call,
                                          const CreateAccessKeyRequest& request);
ListAccessKeysResponse list_access_keys(ReadTx& tx, const Call& call,
                                        const ListAccessKeysRequest& request);
Nothing update_access_key(WriteTx& tx, const Call& call, const UpdateAccessKeyRequest& request);
Nothing delete_access_key(WriteTx& tx, const Call& call, const DeleteAccessKeyRequest& request);
GetAccessKeyLastUsedResponse get_access_key_last_used(ReadTx& tx, const Call& call,
                                                      const GetAccessKeyLastUsedRequest& request);

CreatePolicyResponse create_policy(WriteTx& tx, const Call& call,
                                   const CreatePolicyRequest& request);
GetPolicyResponse get_policy(ReadTx& tx, const Call& call, const GetPolicyRequest& request);
ListPoliciesResponse list_policies(ReadTx& tx, const Call& call,
                                   const ListPoliciesRequest& request);
Nothing delete_policy(WriteTx& tx, const Call& call, const DeletePolicyRequest& request);
SimulatePrincipalPolicyResponse simulate_principal_policy(
    ReadTx& tx, const Call& call, const SimulatePrincipalPolicyRequest& request);

ExportIdentitiesResponse export_identities(ReadTx& tx, const Call& call,
                                           const ExportIdentitiesRequest& request);
ImportIdentitiesResponse import_identities(WriteTx& tx, const Call& call,
                                           const ImportIdentitiesRequest& request);

}  // namespace amity::admin
