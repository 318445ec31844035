#include "account/service/account_service.h"

#include "account/model/errors.h"
#include "account/model/operations.h"
#include "account/service/authorization.h"
#include "account/service/bindings.h"
#include "protocol/validation/decode.h"

#include <vector>

namespace amity::account {
namespace {

FieldValidationCode code_of(shape::Constraint constraint) {
  switch (constraint) {
    case shape::Constraint::required:
      return FieldValidationCode::REQUIRED_FIELD_MISSING;
    case shape::Constraint::enum_set:
      return FieldValidationCode::INVALID_ENUM_VALUE;
    case shape::Constraint::pattern:
      return FieldValidationCode::INVALID_STRING_FORMAT;
    case shape::Constraint::too_many:
      return FieldValidationCode::TOO_MANY_VALUES;
    case shape::Constraint::unique:
      return FieldValidationCode::DUPLICATE_VALUE;
    case shape::Constraint::excluded:
      return FieldValidationCode::ACTION_NOT_PERMITTED;
    case shape::Constraint::length:
    case shape::Constraint::range:
    case shape::Constraint::too_few:
    case shape::Constraint::unknown:
    case shape::Constraint::one_of:
      return FieldValidationCode::INVALID_VALUE;
  }
  return FieldValidationCode::INVALID_VALUE;
}

// All that is wrong, at once, in a Coral service's sentence (behaviour.md §5.3).
shape::ApiError validation_failed(const std::vector<shape::Violation>& violations) {
  std::vector<FieldValidationError> errors;
  for (const shape::Violation& violation : violations) {
    FieldValidationError& error = errors.emplace_back();
    error.name = String(violation.name);
    error.message = String(violation.message);
    error.code = code_of(violation.constraint);
  }
  return invalid_request(std::move(errors), shape::sentence_of(violations));
}

domain::CatalogId catalog_named(const Catalog& name) {
  if (auto known = domain::catalog_of(name)) return *known;
  throw invalid_field("Catalog", FieldValidationCode::INVALID_ENUM_VALUE,
                      "Value '" + name.str() +
                          "' at 'catalog' failed to satisfy constraint: Member must satisfy "
                          "enum value set: [AWS, Sandbox]");
}

// Only partners can be tagged (behaviour.md §9).
domain::CatalogId catalog_tagged_in(std::string_view arn) {
  if (auto known = domain::catalog_of_partner_arn(arn)) return *known;
  throw invalid_field("ResourceArn", FieldValidationCode::INVALID_VALUE,
                      "Value '" + std::string(arn) +
                          "' at 'resourceArn' failed to satisfy constraint: Member must be the "
                          "ARN of a partner in catalog AWS or Sandbox");
}

// The catalog that a request names, by itself or in an ARN. Operations without one live in both;
// AWS stands for that.
domain::CatalogId catalog_of(const shape::Type& type, const void* request) {
  for (const shape::Field& field : type.fields) {
    if (field.name == "Catalog")
      return catalog_named(Catalog(field.type().text_get(field.get(request))));
    if (field.name == "ResourceArn")
      return catalog_tagged_in(field.type().text_get(field.get(request)));
  }
  return domain::CatalogId::AWS;
}

class AccountService final : public awsjson::Service {
 public:
  explicit AccountService(const Environment& environment)
      : environment_(environment),
        reader_(environment.store.reader()),
        authorization_(environment.settings.place, *reader_) {}

  std::string_view target_prefix() const override { return account::target_prefix; }

  const shape::Operation* find(std::string_view name) const override {
    return find_operation(name);
  }

  void serve(const shape::Operation& operation, const sigv4::AccessKey& caller,
             simdjson::dom::element body, const awsjson::Reply& reply) override {
    auto account = domain::parse_account(caller.account);
    if (!account) throw internal_error();  // keys are checked when they are stored
    Timestamp now = environment_.clock.now();
    if (environment_.rates != nullptr) environment_.rates->require(operation.access, *account, now);
    auto frame = make_frame(operation, environment_, reply);
    auto violations = shape::decode(operation.request(), body, frame->request());
    frame->check(violations);
    if (!violations.empty()) throw validation_failed(violations);
    domain::CatalogId catalog = catalog_of(operation.request(), frame->request());
    frame->set_party(*account, catalog);
    if (caller.principal != nullptr)
      authorization_.require(*caller.principal, {operation, frame->request(), *account, catalog,
                                                 reply.request(), now});
    frame.release()->begin(*reader_);
  }

  shape::ApiError internal_error() const override { return account::internal_error(); }

  bool lists(const shape::Operation& operation, const shape::ErrorKind& kind) const override {
    std::ptrdiff_t code = &kind - error_kinds;
    return contains(operation.errors, static_cast<ErrorCode>(code));
  }

  void tick() noexcept override { reader_->rest(); }

 private:
  const Environment& environment_;
  std::unique_ptr<Reader> reader_;
  Authorization authorization_;
};

}  // namespace

std::unique_ptr<awsjson::Service> make_account_service(const Environment& environment) {
  return std::make_unique<AccountService>(environment);
}

}  // namespace amity::account
