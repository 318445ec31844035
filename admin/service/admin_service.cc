#include "admin/service/admin_service.h"

#include "admin/model/errors.h"
#include "admin/model/operations.h"
#include "admin/operations/bodies.h"
#include "protocol/shape/decode.h"

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
  bind<&decide_verification>(bindings, OperationId::DecideVerification);
  bind<&get_account_quotas>(bindings, OperationId::GetAccountQuotas);
  bind<&get_clock>(bindings, OperationId::GetClock);
  bind<&list_mails>(bindings, OperationId::ListMails);
  bind<&list_waiting_verifications>(bindings, OperationId::ListWaitingVerifications);
  bind<&put_account_quota>(bindings, OperationId::PutAccountQuota);
  bind<&run_due_work>(bindings, OperationId::RunDueWork);
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

  void serve(const shape::Operation& operation, const sigv4::AccessKey& /*caller*/,
             simdjson::dom::element body, const awsjson::Reply& reply) override {
    auto frame =
        kBindings[static_cast<std::size_t>(id_of(operation))](operation, environment_, reply);
    auto violations =
        shape::decode(operation.request(), body, frame->request(), shape::UnknownMembers::refused);
    if (!violations.empty())
      throw error(ErrorCode::ValidationException, shape::sentence_of(violations));
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
