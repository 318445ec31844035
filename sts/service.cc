#include "sts/service.h"

#include "account/store/store.h"
#include "identity/credentials.h"
#include "identity/principal.h"
#include "protocol/shape/encode.h"
#include "protocol/validation/decode.h"
#include "sts/model.h"
#include "sts/role_request.h"

#include <algorithm>
#include <exception>
#include <optional>
#include <utility>

namespace amity::sts {
namespace {

using account::ReadTx;
using account::WriteTx;
using account::domain::IdentityKind;
using account::domain::Session;

template <class Request>
Request decoded(simdjson::dom::element body) {
  Request request;
  auto violations = shape::decode(shape::type_of<Request>(), body, &request);
  if (!violations.empty()) throw validation_failed(shape::sentence_of(violations));
  return request;
}

// Asks, at one moment of the store, for a session.
class Granting final : public account::Work<ReadTx> {
 public:
  Granting(const RoleCall& call, identity::CompiledPolicies& policies)
      : call_(call), policies_(policies) {}

  void run(ReadTx& tx) override { session = grant(tx, call_, policies_); }
  void done(std::exception_ptr why) noexcept override { failure = std::move(why); }

  Session session;
  std::exception_ptr failure;

 private:
  const RoleCall& call_;
  identity::CompiledPolicies& policies_;
};

// Keeps the session, and then hands out its key. Deletes itself.
class Keeping final : public account::Work<WriteTx> {
 public:
  Keeping(Session session, AssumeRoleResponse response, const awsjson::Reply& reply)
      : session_(std::move(session)), response_(std::move(response)), reply_(reply) {}

  void run(WriteTx& tx) override {
    // The role may have gone since the caller was judged.
    auto role = tx.identities().find({session_.account, IdentityKind::role, session_.role_name});
    if (!role || role->id != session_.role_id)
      throw access_denied("The role is not there any more.");
    tx.identities().insert(session_);
    reply_.body().clear();
    shape::encode(response_, reply_.body());
  }

  void done(std::exception_ptr failure) noexcept override {
    std::unique_ptr<Keeping> self(this);
    if (failure) return reply_.fail(std::move(failure));
    reply_.succeed();
  }

 private:
  Session session_;
  AssumeRoleResponse response_;
  awsjson::Reply reply_;
};

class StsService final : public awsjson::Service {
 public:
  explicit StsService(const Environment& environment)
      : environment_(environment), reader_(environment.identities.store.reader()) {}

  std::string_view target_prefix() const override { return sts::target_prefix; }

  const shape::Operation* find(std::string_view name) const override {
    auto all = operations();
    auto found = std::find_if(all.begin(), all.end(),
                              [&](const shape::Operation& row) { return row.name == name; });
    return found != all.end() ? &*found : nullptr;
  }

  void serve(const shape::Operation& operation, const sigv4::AccessKey& caller,
             simdjson::dom::element body, const awsjson::Reply& reply) override {
    identity::SharedPrincipal principal = caller.principal;
    if (principal == nullptr) {
      auto account = account::domain::parse_account(caller.account);
      if (!account) throw internal_failure();  // keys are checked when they are stored
      principal = identity::root_of(environment_.identities.place, *account);
    }
    if (operation.name == "GetCallerIdentity") return tell_identity(*principal, reply);
    assume_role(*principal, decoded<AssumeRoleRequest>(body), reply);
  }

  shape::ApiError internal_error() const override { return internal_failure(); }

  bool lists(const shape::Operation& /*operation*/, const shape::ErrorKind& kind) const override {
    return kind.shape_namespace == error_namespace;
  }

  void tick() noexcept override { reader_->rest(); }

 private:
  static void tell_identity(const iam::Principal& principal, awsjson::Reply reply) {
    GetCallerIdentityResponse response;
    response.user_id = PlainText(principal.id);
    response.account = PlainText(principal.account);
    response.arn = PlainText(principal.arn);
    shape::encode(response, reply.body());
    reply.succeed();
  }

  void assume_role(const iam::Principal& principal, const AssumeRoleRequest& asked,
                   const awsjson::Reply& reply) {
    const identity::Environment& identities = environment_.identities;
    RoleCall call{principal, asked, reply.request(), identities.place, environment_.clock.now()};
    Session session = granted(call);

    identity::Credentials made = identity::make_session_key(environment_.secrets);
    session.access_key_id = made.access_key_id;
    session.sealed = identity::seal(*identities.seals.in_use(), made);
    AssumeRoleResponse response;
    response.credentials.access_key_id = PlainText(made.access_key_id);
    response.credentials.secret_access_key = SecretText(made.secret_access_key);
    response.credentials.session_token = SecretText(made.session_token);
    response.credentials.expiration = session.expires_at;
    response.assumed_role_user.assumed_role_id = PlainText(session.role_id + ':' + session.name);
    response.assumed_role_user.arn = PlainText(account::domain::assumed_role_arn(
        identities.place, session.account, session.role_name, session.name));
    response.source_identity = asked.source_identity;
    auto keeping = std::make_unique<Keeping>(std::move(session), std::move(response), reply);
    if (!identities.store.write(*keeping)) throw account::StoreUnavailable("too many writes wait");
    static_cast<void>(keeping.release());
  }

  Session granted(const RoleCall& call) {
    Granting granting(call, policies_);
    reader_->read(granting);
    if (granting.failure) std::rethrow_exception(granting.failure);
    return std::move(granting.session);
  }

  const Environment& environment_;
  std::unique_ptr<account::Reader> reader_;
  identity::CompiledPolicies policies_;
};

}  // namespace

std::unique_ptr<awsjson::Service> make_sts_service(const Environment& environment) {
  return std::make_unique<StsService>(environment);
}

}  // namespace amity::sts
