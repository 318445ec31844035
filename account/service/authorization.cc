#include "account/service/authorization.h"

#include "account/model/errors.h"
#include "account/model/operations.h"
#include "account/model/verification.h"
#include "protocol/access/denial.h"
#include "protocol/access/parameters.h"
#include "protocol/access/request_context.h"

#include <exception>
#include <utility>

namespace amity::account {
namespace {

using Values = access::RequestContext::Values;

constexpr std::string_view kCatalog = "partnercentral:catalog";
constexpr std::string_view kVerificationType = "partnercentral:verificationtype";
constexpr std::string_view kTagKeys = "aws:tagkeys";
constexpr std::string_view kRequestTag = "aws:requesttag/";
constexpr std::string_view kResourceTag = "aws:resourcetag/";

// No call makes the text anew.
std::string_view action_of(const shape::Operation& operation) {
  static const auto in_order = actions();
  return in_order[static_cast<std::size_t>(id_of(operation))];
}

template <class T>
const T* parameter(const AuthorizedCall& call) {
  return access::parameter<T>(call.operation.request(), call.parameters);
}
bool has_parameter(const AuthorizedCall& call, std::string_view name) {
  return access::parameter(call.operation.request(), call.parameters, name) != nullptr;
}
std::string_view text_parameter(const AuthorizedCall& call, std::string_view name) {
  return access::text_parameter(call.operation.request(), call.parameters, name);
}

Resource resource_of(const shape::Operation& operation) {
  return static_cast<Resource>(operation.resource);
}

bool is_about_partner(Resource resource) {
  return resource == Resource::partner || resource == Resource::tagged ||
         resource == Resource::none_but_tags;
}

class ReadTags final : public Work<ReadTx> {
 public:
  explicit ReadTags(const AuthorizedCall& call) : call_(call) {}

  void run(ReadTx& tx) override { tags = tx.tags().of(call_.caller, call_.catalog); }
  void done(std::exception_ptr why) noexcept override { failure = std::move(why); }

  TagList tags;
  std::exception_ptr failure;

 private:
  const AuthorizedCall& call_;
};

// What conditions may ask about a call of this API.
class CallContext final : public access::RequestContext {
 public:
  CallContext(const iam::Principal& principal, const AuthorizedCall& call, std::string_view region,
              Reader& reader)
      : RequestContext(principal, call.request, region, call.now), call_(call), reader_(reader) {}

  // Why an answer could not be given: no verdict that leans on it holds.
  const std::exception_ptr& failure() const { return failure_; }

 private:
  std::optional<Values> find_own(std::string_view key) const override {
    if (key == kCatalog) return catalog();
    if (key == kVerificationType) return verification_type();
    if (key == kTagKeys) return tag_keys();
    if (key.starts_with(kRequestTag)) return request_tag(key.substr(kRequestTag.size()));
    if (key.starts_with(kResourceTag)) return resource_tag(key.substr(kResourceTag.size()));
    return std::nullopt;
  }

  // Verifications belong to the account: their operations are about no catalog.
  std::optional<Values> catalog() const {
    if (!has_parameter(call_, "Catalog") && !has_parameter(call_, "ResourceArn"))
      return std::nullopt;
    catalog_ = shape::name_of(call_.catalog);
    return Values(&catalog_, 1);
  }

  std::optional<Values> verification_type() const {
    if (const auto* type = parameter<shape::Open<VerificationType>>(call_)) {
      verification_type_ = type->text();
    } else if (const auto* details = parameter<VerificationDetails>(call_)) {
      verification_type_ = shape::name_of(details->business_verification_details
                                              ? VerificationType::BUSINESS_VERIFICATION
                                              : VerificationType::REGISTRANT_VERIFICATION);
    } else {
      return std::nullopt;
    }
    return Values(&verification_type_, 1);
  }

  std::optional<Values> tag_keys() const {
    if (const auto* keys = parameter<TagKeyList>(call_)) {
      if (tag_keys_.empty())
        for (const TagKey& key : *keys) tag_keys_.push_back(key.view());
      return Values(tag_keys_);
    }
    if (parameter<TagList>(call_) == nullptr) return std::nullopt;
    return request_tags().keys();
  }

  std::optional<Values> request_tag(std::string_view key) const { return request_tags().find(key); }

  const access::TagValues& request_tags() const {
    if (!request_tags_) {
      request_tags_.emplace();
      if (const auto* tags = parameter<TagList>(call_)) add(*tags, *request_tags_);
    }
    return *request_tags_;
  }

  // Of the kinds of this API only partners have tags, and a caller is told of its own alone.
  std::optional<Values> resource_tag(std::string_view key) const {
    if (!is_about_partner(resource_of(call_.operation))) return std::nullopt;
    if (!resource_tags_) {
      resource_tags_.emplace();
      reader_.read(stored_);
      failure_ = stored_.failure;
      add(stored_.tags, *resource_tags_);
    }
    return resource_tags_->find(key);
  }

  static void add(const TagList& tags, access::TagValues& values) {
    for (const Tag& tag : tags) values.add(tag.key.view(), tag.value.view());
  }

  const AuthorizedCall& call_;
  Reader& reader_;
  // What answers point at, made when it is asked for.
  mutable std::string_view catalog_;
  mutable std::string_view verification_type_;
  mutable std::vector<std::string_view> tag_keys_;
  mutable std::optional<access::TagValues> request_tags_;
  mutable ReadTags stored_{call_};
  mutable std::optional<access::TagValues> resource_tags_;
  mutable std::exception_ptr failure_;
};

bool brings_tags(const AuthorizedCall& call) {
  if (id_of(call.operation) != OperationId::CreatePartner) return false;
  const auto* tags = parameter<TagList>(call);
  return tags != nullptr && !tags->empty();
}

}  // namespace

// In the order of OperationId.
std::vector<std::string> actions() {
  std::vector<std::string> all;
  for (const shape::Operation& row : operations)
    all.push_back(std::string(policy_prefix) + ':' + std::string(row.name));
  return all;
}

void Authorization::require(const iam::Principal& principal, const AuthorizedCall& call) {
  if (principal.type == iam::PrincipalType::root) return;
  name_resource(call);
  require(principal, call, action_of(call.operation));
  if (!brings_tags(call)) return;
  // The partner has no id yet: what may tag any partner of the caller's in that catalog may tag it.
  resource_.clear();
  domain::append_arn(place_, domain::text(call.caller).view(), call.catalog, "partner", "*",
                     resource_);
  require(principal, call, action_of(operation(OperationId::TagResource)));
}

void Authorization::require(const iam::Principal& principal, const AuthorizedCall& call,
                            std::string_view action) {
  CallContext context(principal, call, place_.region, reader_);
  iam::Request request{action, resource_, context};
  iam::Decision decision = iam::evaluate(principal, request);
  if (context.failure()) std::rethrow_exception(context.failure());
  if (!decision.allowed())
    throw denied(AccessDeniedExceptionReason::ACCESS_DENIED,
                 access::denial(principal, request, decision));
}

void Authorization::name_resource(const AuthorizedCall& call) {
  resource_.clear();
  std::string_view identifier = text_parameter(call, "Identifier");
  switch (resource_of(call.operation)) {
    case Resource::none:
    case Resource::none_but_tags:
      resource_ = "*";
      return;
    case Resource::partner:
      if (identifier.starts_with("arn:")) {
        resource_ = identifier;
        return;
      }
      return domain::append_arn(place_, domain::text(call.caller).view(), call.catalog, "partner",
                                identifier, resource_);
    case Resource::connection_invitation:
      return domain::append_arn(place_, {}, call.catalog, "connection-invitation", identifier,
                                resource_);
    case Resource::connection:
      return domain::append_arn(place_, {}, call.catalog, "connection", identifier, resource_);
    case Resource::tagged:
      resource_ = text_parameter(call, "ResourceArn");
      return;
  }
}

}  // namespace amity::account
