#include "sts/model.h"

#include <array>

namespace amity::sts {
namespace {

using shape::Access;
using shape::ApiError;
using shape::ErrorKind;

struct ErrorBody {
  PlainText message;

  static constexpr auto members() {
    using Self = ErrorBody;
    return shape::fields(shape::field<&Self::message>("message", "What is wrong."));
  }
};

template <class Request, class Response>
constexpr shape::Operation row(std::string_view name, std::string_view doc, Access access) {
  return {.name = name,
          .doc = doc,
          .access = access,
          .request = &shape::type_of<Request>,
          .response = &shape::type_of<Response>,
          .errors = 0};
}

constexpr std::array<shape::Operation, 2> kOperations = {
    row<AssumeRoleRequest, AssumeRoleResponse>(
        "AssumeRole", "Gives a temporary key for a role that trusts the caller.", Access::write),
    row<GetCallerIdentityRequest, GetCallerIdentityResponse>(
        "GetCallerIdentity", "Says who calls. Everybody may.", Access::read),
};

constexpr ErrorKind kind(std::string_view name, int status) {
  return {.name = name,
          .shape_namespace = error_namespace,
          .status = status,
          .server_fault = status >= 500};
}

constexpr ErrorKind kAccessDenied = kind("AccessDenied", 403);
constexpr ErrorKind kMalformedPolicy = kind("MalformedPolicyDocument", 400);
constexpr ErrorKind kValidation = kind("ValidationError", 400);
constexpr ErrorKind kInternalFailure = kind("InternalFailure", 500);

ApiError with_message(const ErrorKind& kind, std::string message) {
  return ApiError(kind, ErrorBody{PlainText(std::move(message))});
}

}  // namespace

std::span<const shape::Operation> operations() { return kOperations; }

ApiError access_denied(std::string message) {
  return with_message(kAccessDenied, std::move(message));
}
ApiError malformed_policy(std::string message) {
  return with_message(kMalformedPolicy, std::move(message));
}
ApiError validation_failed(std::string message) {
  return with_message(kValidation, std::move(message));
}
ApiError internal_failure() {
  return with_message(kInternalFailure, "The request failed because of an unknown error.");
}

}  // namespace amity::sts
