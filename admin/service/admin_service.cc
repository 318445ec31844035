#include "admin/service/admin_service.h"

#include "admin/model/errors.h"
#include "admin/model/operations.h"
#include "admin/operations/bodies.h"
#include "admin/service/authorization.h"
#include "protocol/validation/decode.h"

#include <array>

namespace amity::admin {
namespace {

using Bindings = std::array<account::MakeFrame<AdminFrame>, operation_count>;

template <auto Body>
constexpr void bind(Bindings& bindings, OperationId operation) {
  bindings[static_cast<std::size_t>(operation)] = &account::frame_of<AdminFrame, Body>;
}

// In the order of OperationId.
constexpr Bindings kBindings = [] {
  Bindings bindings{};
  bind<&advance_clock>(bindings, OperationId::AdvanceClock);
  bind<&attach_identity_policy<AttachRolePolicyRequest>>(bindings, OperationId::AttachRolePolicy);
  bind<&attach_identity_policy<AttachUserPolicyRequest>>(bindings, OperationId::AttachUserPolicy);
  bind<&create_access_key>(bindings, OperationId::CreateAccessKey);
  bind<&create_account>(bindings, OperationId::CreateAccount);
  bind<&create_policy>(bindings, OperationId::CreatePolicy);
  bind<&create_role>(bindings, OperationId::CreateRole);
  bind<&create_user>(bindings, OperationId::CreateUser);
  bind<&decide_verification>(bindings, OperationId::DecideVerification);
  bind<&delete_access_key>(bindings, OperationId::DeleteAccessKey);
  bind<&delete_policy>(bindings, OperationId::DeletePolicy);
  bind<&delete_identity<DeleteRoleRequest>>(bindings, OperationId::DeleteRole);
  bind<&delete_permissions_boundary<DeleteRolePermissionsBoundaryRequest>>(
      bindings, OperationId::DeleteRolePermissionsBoundary);
  bind<&delete_identity_policy<DeleteRolePolicyRequest>>(bindings, OperationId::DeleteRolePolicy);
  bind<&delete_identity<DeleteUserRequest>>(bindings, OperationId::DeleteUser);
  bind<&delete_permissions_boundary<DeleteUserPermissionsBoundaryRequest>>(
      bindings, OperationId::DeleteUserPermissionsBoundary);
  bind<&delete_identity_policy<DeleteUserPolicyRequest>>(bindings, OperationId::DeleteUserPolicy);
  bind<&detach_identity_policy<DetachRolePolicyRequest>>(bindings, OperationId::DetachRolePolicy);
  bind<&detach_identity_policy<DetachUserPolicyRequest>>(bindings, OperationId::DetachUserPolicy);
  bind<&export_identities>(bindings, OperationId::ExportIdentities);
  bind<&get_access_key_last_used>(bindings, OperationId::GetAccessKeyLastUsed);
  bind<&get_account>(bindings, OperationId::GetAccount);
  bind<&get_account_quotas>(bindings, OperationId::GetAccountQuotas);
  bind<&get_clock>(bindings, OperationId::GetClock);
  bind<&get_policy>(bindings, OperationId::GetPolicy);
  bind<&get_role>(bindings, OperationId::GetRole);
  bind<&get_user>(bindings, OperationId::GetUser);
  bind<&import_identities>(bindings, OperationId::ImportIdentities);
  bind<&list_access_keys>(bindings, OperationId::ListAccessKeys);
  bind<&list_accounts>(bindings, OperationId::ListAccounts);
  bind<&list_audit_events>(bindings, OperationId::ListAuditEvents);
  bind<&list_mails>(bindings, OperationId::ListMails);
  bind<&list_policies>(bindings, OperationId::ListPolicies);
  bind<&list_roles>(bindings, OperationId::ListRoles);
  bind<&list_users>(bindings, OperationId::ListUsers);
  bind<&list_waiting_verifications>(bindings, OperationId::ListWaitingVerifications);
  bind<&put_account_quota>(bindings, OperationId::PutAccountQuota);
  bind<&put_permissions_boundary<PutRolePermissionsBoundaryRequest>>(
      bindings, OperationId::PutRolePermissionsBoundary);
  bind<&put_identity_policy<PutRolePolicyRequest>>(bindings, OperationId::PutRolePolicy);
  bind<&put_permissions_boundary<PutUserPermissionsBoundaryRequest>>(
      bindings, OperationId::PutUserPermissionsBoundary);
  bind<&put_identity_policy<PutUserPolicyRequest>>(bindings, OperationId::PutUserPolicy);
  bind<&rotate_sealing_key>(bindings, OperationId::RotateSealingKey);
  bind<&run_due_work>(bindings, OperationId::RunDueWork);
  bind<&simulate_principal_policy>(bindings, OperationId::SimulatePrincipalPolicy);
  bind<&tag_identity<TagRoleRequest>>(bindings, OperationId::TagRole);
  bind<&tag_identity<TagUserRequest>>(bindings, OperationId::TagUser);
  bind<&untag_identity<UntagRoleRequest>>(bindings, OperationId::UntagRole);
  bind<&untag_identity<UntagUserRequest>>(bindings, OperationId::UntagUser);
  bind<&update_access_key>(bindings, OperationId::UpdateAccessKey);
  bind<&update_account>(bindings, OperationId::UpdateAccount);
  bind<&update_role>(bindings, OperationId::UpdateRole);
  return bindings;
}();

class AdminService final : public awsjson::Service {
 public:
  explicit AdminService(const Environment& environment)
      : environment_(environment), reader_(environment.store.reader()) {}

  std::string_view target_prefix() const override { return admin::target_prefix; }

  const shape::Operation* find(std::string_view name) const override {
    return find_operation(name);
  }

  void serve(const shape::Operation& operation, const sigv4::AccessKey& caller,
             simdjson::dom::element body, const awsjson::Reply& reply) override {
    if (!environment_.operator_account.empty() && caller.account != environment_.operator_account)
      throw error(ErrorCode::AccessDeniedException,
                  "The admin API is for identities of the operator's account only.");
    auto frame =
        kBindings[static_cast<std::size_t>(id_of(operation))](operation, environment_, reply);
    auto violations =
        shape::decode(operation.request(), body, frame->request(), shape::UnknownMembers::refused);
    if (!violations.empty())
      throw error(ErrorCode::ValidationException, shape::sentence_of(violations));
    if (caller.principal != nullptr)
      require_allowed(*caller.principal,
                      {operation, frame->request(), reply.request(), environment_.machine.now()},
                      environment_.settings.place);
    frame.release()->begin(*reader_);
  }

  shape::ApiError internal_error() const override {
    return error(ErrorCode::InternalServerException,
                 "The server failed; its log says more. Try again later.");
  }

  bool lists(const shape::Operation& operation, const shape::ErrorKind& kind) const override {
    auto code = static_cast<ErrorCode>(&kind - error_kinds);
    return (operation.errors & bit_of(code)) != 0;
  }

  void tick() noexcept override { reader_->rest(); }

 private:
  const Environment& environment_;
  std::unique_ptr<account::Reader> reader_;
};

}  // namespace

std::unique_ptr<awsjson::Service> make_admin_service(const Environment& environment) {
  return std::make_unique<AdminService>(environment);
}

}  // namespace amity::admin
