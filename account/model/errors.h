#pragma once

#include "account/model/scalars.h"
#include "protocol/shape/api_error.h"
#include "protocol/shape/operation.h"
#include "protocol/shape/shape.h"
#include "protocol/shape/text.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The refusals that the API documents: their kinds, their shapes, and the functions that make them.
//
//   throw conflict(ConflictExceptionReason::DUPLICATE_CONNECTION);
namespace amity::account {

// The kinds of refusal. A set of them is a number whose bit i stands for the i-th.
enum class ErrorCode : std::uint8_t {
  ResourceNotFoundException,
  AccessDeniedException,
  ThrottlingException,
  ConflictException,
  ValidationException,
  InternalServerException,
  ServiceQuotaExceededException,
};

inline constexpr std::string_view error_namespace = "com.amazonaws.partnercentralaccount";

// One row a kind, in the order of ErrorCode.
inline constexpr shape::ErrorKind error_kinds[] = {
    {.name = "ResourceNotFoundException", .shape_namespace = error_namespace, .status = 404},
    {.name = "AccessDeniedException", .shape_namespace = error_namespace, .status = 403},
    {.name = "ThrottlingException",
     .shape_namespace = error_namespace,
     .status = 429,
     .retryable = true},
    {.name = "ConflictException", .shape_namespace = error_namespace, .status = 409},
    {.name = "ValidationException", .shape_namespace = error_namespace, .status = 400},
    {.name = "InternalServerException",
     .shape_namespace = error_namespace,
     .status = 500,
     .server_fault = true,
     .retryable = true},
    {.name = "ServiceQuotaExceededException", .shape_namespace = error_namespace, .status = 402},
};

constexpr const shape::ErrorKind& kind_of(ErrorCode code) {
  return error_kinds[static_cast<std::size_t>(code)];
}

constexpr std::uint32_t bit_of(ErrorCode code) { return 1U << static_cast<unsigned>(code); }

// Whether an error of that kind is in the set.
constexpr bool contains(std::uint32_t errors, ErrorCode code) {
  return (errors & bit_of(code)) != 0;
}

// What is not there.
enum class ResourceNotFoundExceptionReason : std::uint8_t {
  PARTNER_NOT_FOUND,
  PARTNER_PROFILE_NOT_FOUND,
  PARTNER_PROFILE_TASK_NOT_FOUND,
  PARTNER_DOMAIN_NOT_FOUND,
  SENDER_PROFILE_NOT_FOUND,
  RECEIVER_PROFILE_NOT_FOUND,
  CONNECTION_INVITATION_NOT_FOUND,
  CONNECTION_NOT_FOUND,
  VERIFICATION_NOT_FOUND,
  QUALIFICATIONS_ASSOCIATION_TASK_NOT_FOUND,
  QUALIFICATIONS_DISASSOCIATION_TASK_NOT_FOUND,
};
constexpr auto wire_names(ResourceNotFoundExceptionReason) {
  return shape::names(
      "PARTNER_NOT_FOUND", "PARTNER_PROFILE_NOT_FOUND", "PARTNER_PROFILE_TASK_NOT_FOUND",
      "PARTNER_DOMAIN_NOT_FOUND", "SENDER_PROFILE_NOT_FOUND", "RECEIVER_PROFILE_NOT_FOUND",
      "CONNECTION_INVITATION_NOT_FOUND", "CONNECTION_NOT_FOUND", "VERIFICATION_NOT_FOUND",
      "QUALIFICATIONS_ASSOCIATION_TASK_NOT_FOUND", "QUALIFICATIONS_DISASSOCIATION_TASK_NOT_FOUND");
}

// What stands against it.
enum class AccessDeniedExceptionReason : std::uint8_t {
  ACCESS_DENIED,
  INCOMPATIBLE_BENEFIT_AWS_PARTNER_STATE,
};
constexpr auto wire_names(AccessDeniedExceptionReason) {
  return shape::names("ACCESS_DENIED", "INCOMPATIBLE_BENEFIT_AWS_PARTNER_STATE");
}

// What a request does not fit.
enum class ConflictExceptionReason : std::uint8_t {
  CONFLICT_CLIENT_TOKEN,
  DUPLICATE_PARTNER,
  INCOMPATIBLE_PROFILE_STATE,
  INCOMPATIBLE_PARTNER_PROFILE_TASK_STATE,
  DUPLICATE_CONNECTION_INVITATION,
  INCOMPATIBLE_CONNECTION_INVITATION_STATE,
  INCOMPATIBLE_CONNECTION_INVITATION_RECEIVER,
  DUPLICATE_CONNECTION,
  INCOMPATIBLE_CONNECTION_STATE,
  INCOMPATIBLE_CONNECTION_PREFERENCES_REVISION,
  ACCOUNT_ALREADY_VERIFIED,
  VERIFICATION_ALREADY_IN_PROGRESS,
  INCOMPATIBLE_QUALIFICATIONS_ASSOCIATION_TASK_STATE,
};
constexpr auto wire_names(ConflictExceptionReason) {
  return shape::names(
      "CONFLICT_CLIENT_TOKEN", "DUPLICATE_PARTNER", "INCOMPATIBLE_PROFILE_STATE",
      "INCOMPATIBLE_PARTNER_PROFILE_TASK_STATE", "DUPLICATE_CONNECTION_INVITATION",
      "INCOMPATIBLE_CONNECTION_INVITATION_STATE", "INCOMPATIBLE_CONNECTION_INVITATION_RECEIVER",
      "DUPLICATE_CONNECTION", "INCOMPATIBLE_CONNECTION_STATE",
      "INCOMPATIBLE_CONNECTION_PREFERENCES_REVISION", "ACCOUNT_ALREADY_VERIFIED",
      "VERIFICATION_ALREADY_IN_PROGRESS", "INCOMPATIBLE_QUALIFICATIONS_ASSOCIATION_TASK_STATE");
}

// Which quota is used up.
enum class ServiceQuotaExceededExceptionReason : std::uint8_t {
  LIMIT_EXCEEDED_NUMBER_OF_EMAIL,
  LIMIT_EXCEEDED_NUMBER_OF_DOMAIN,
  LIMIT_EXCEEDED_NUMBER_OF_CONNECTION_INVITATION_PER_DAY,
  LIMIT_EXCEEDED_NUMBER_OF_ACTIVE_CONNECTION,
  LIMIT_EXCEEDED_NUMBER_OF_OPEN_CONNECTION_INVITATION,
  LIMIT_EXCEEDED_NUMBER_OF_PROFILE_UPDATE_PER_DAY,
  LIMIT_EXCEEDED_NUMBER_OF_PROFILE_VISIBILITY_UPDATE_PER_DAY,
};
constexpr auto wire_names(ServiceQuotaExceededExceptionReason) {
  return shape::names("LIMIT_EXCEEDED_NUMBER_OF_EMAIL", "LIMIT_EXCEEDED_NUMBER_OF_DOMAIN",
                      "LIMIT_EXCEEDED_NUMBER_OF_CONNECTION_INVITATION_PER_DAY",
                      "LIMIT_EXCEEDED_NUMBER_OF_ACTIVE_CONNECTION",
                      "LIMIT_EXCEEDED_NUMBER_OF_OPEN_CONNECTION_INVITATION",
                      "LIMIT_EXCEEDED_NUMBER_OF_PROFILE_UPDATE_PER_DAY",
                      "LIMIT_EXCEEDED_NUMBER_OF_PROFILE_VISIBILITY_UPDATE_PER_DAY");
}

// Whether members are wrong in themselves or break business rules.
enum class ValidationExceptionReason : std::uint8_t {
  REQUEST_VALIDATION_FAILED,
  BUSINESS_VALIDATION_FAILED,
};
constexpr auto wire_names(ValidationExceptionReason) {
  return shape::names("REQUEST_VALIDATION_FAILED", "BUSINESS_VALIDATION_FAILED");
}

// What is wrong with a member.
enum class FieldValidationCode : std::uint8_t {
  REQUIRED_FIELD_MISSING,
  DUPLICATE_VALUE,
  INVALID_VALUE,
  INVALID_STRING_FORMAT,
  TOO_MANY_VALUES,
  ACTION_NOT_PERMITTED,
  INVALID_ENUM_VALUE,
};
constexpr auto wire_names(FieldValidationCode) {
  return shape::names("REQUIRED_FIELD_MISSING", "DUPLICATE_VALUE", "INVALID_VALUE",
                      "INVALID_STRING_FORMAT", "TOO_MANY_VALUES", "ACTION_NOT_PERMITTED",
                      "INVALID_ENUM_VALUE");
}

// Which business rule is broken.
enum class BusinessValidationCode : std::uint8_t {
  INCOMPATIBLE_CONNECTION_INVITATION_REQUEST,
  INCOMPATIBLE_LEGAL_NAME,
  INCOMPATIBLE_KNOW_YOUR_BUSINESS_STATUS,
  INCOMPATIBLE_IDENTITY_VERIFICATION_STATUS,
  INVALID_ACCOUNT_LINKING_STATUS,
  INVALID_ACCOUNT_STATE,
  INCOMPATIBLE_DOMAIN,
  INELIGIBLE_ACCOUNT_TIER,
  MISSING_ACTIVE_SUBSIDIARY_CONNECTION,
  INCOMPATIBLE_SUBSIDIARY_CONNECTION,
  INCOMPATIBLE_PRIMARY_PARTNER,
  QUALIFICATIONS_ASSOCIATION_LIMIT_EXCEEDED,
  QUALIFICATIONS_ASSOCIATION_NOT_FOUND,
  QUALIFICATIONS_ASSOCIATION_EXISTS,
};
constexpr auto wire_names(BusinessValidationCode) {
  return shape::names("INCOMPATIBLE_CONNECTION_INVITATION_REQUEST", "INCOMPATIBLE_LEGAL_NAME",
                      "INCOMPATIBLE_KNOW_YOUR_BUSINESS_STATUS",
                      "INCOMPATIBLE_IDENTITY_VERIFICATION_STATUS", "INVALID_ACCOUNT_LINKING_STATUS",
                      "INVALID_ACCOUNT_STATE", "INCOMPATIBLE_DOMAIN", "INELIGIBLE_ACCOUNT_TIER",
                      "MISSING_ACTIVE_SUBSIDIARY_CONNECTION", "INCOMPATIBLE_SUBSIDIARY_CONNECTION",
                      "INCOMPATIBLE_PRIMARY_PARTNER", "QUALIFICATIONS_ASSOCIATION_LIMIT_EXCEEDED",
                      "QUALIFICATIONS_ASSOCIATION_NOT_FOUND", "QUALIFICATIONS_ASSOCIATION_EXISTS");
}

// The thing named is not there, or the caller may not know of it.
struct ResourceNotFoundException {
  String message;
  shape::Open<ResourceNotFoundExceptionReason> reason{};

  static constexpr auto members() {
    using Self = ResourceNotFoundException;
    return shape::fields(shape::field<&Self::message>("Message", "What is missing, in words."),
                         shape::field<&Self::reason>("Reason", "What kind of thing is missing."));
  }
};

// The caller may not do this.
struct AccessDeniedException {
  String message;
  shape::Open<AccessDeniedExceptionReason> reason{};

  static constexpr auto members() {
    using Self = AccessDeniedException;
    return shape::fields(shape::field<&Self::message>("Message", "What is not allowed, in words."),
                         shape::field<&Self::reason>("Reason", "What stands against it."));
  }
};

// Too many requests in a short time; the same request may succeed later.
struct ThrottlingException {
  String message;
  std::optional<String> service_code{};
  std::optional<String> quota_code{};

  static constexpr auto members() {
    using Self = ThrottlingException;
    return shape::fields(
        shape::field<&Self::message>("Message", "What there was too much of, in words."),
        shape::field<&Self::service_code>("ServiceCode", "The service whose rate was exceeded."),
        shape::field<&Self::quota_code>(
            "QuotaCode", "The rate that was exceeded; absent where it has no code."));
  }
};

// The request does not fit what is there now.
struct ConflictException {
  String message;
  shape::Open<ConflictExceptionReason> reason{};

  static constexpr auto members() {
    using Self = ConflictException;
    return shape::fields(shape::field<&Self::message>("Message", "What it does not fit, in words."),
                         shape::field<&Self::reason>("Reason", "What it does not fit."));
  }
};

// One member of the request that is wrong in itself.
struct FieldValidationError {
  String name;
  String message;
  shape::Open<FieldValidationCode> code{};

  static constexpr auto members() {
    using Self = FieldValidationError;
    return shape::fields(
        shape::field<&Self::name>("Name",
                                  "Where it is, for example \"AllianceLeadContact.Email\"."),
        shape::field<&Self::message>(
            "Message", "What is wrong, in words; never the value of a sensitive member."),
        shape::field<&Self::code>("Code", "What is wrong."));
  }
};

// One business rule that the request breaks.
struct BusinessValidationError {
  String message;
  shape::Open<BusinessValidationCode> code{};

  static constexpr auto members() {
    using Self = BusinessValidationError;
    return shape::fields(shape::field<&Self::message>("Message", "What is wrong, in words."),
                         shape::field<&Self::code>("Code", "Which rule."));
  }
};

// One thing wrong with the request.
struct ValidationError {
  std::optional<FieldValidationError> field_validation_error{};
  std::optional<BusinessValidationError> business_validation_error{};

  static constexpr auto members() {
    using Self = ValidationError;
    return shape::one_of(shape::field<&Self::field_validation_error>(
                             "FieldValidationError", "A member that is wrong in itself."),
                         shape::field<&Self::business_validation_error>(
                             "BusinessValidationError", "A business rule that is broken."));
  }
};

// Everything that is wrong.
struct ValidationErrorList : shape::List<ValidationErrorList, ValidationError> {};

// The request is wrong; the same request will always be refused.
struct ValidationException {
  String message;
  shape::Open<ValidationExceptionReason> reason{};
  std::optional<ValidationErrorList> error_details{};

  static constexpr auto members() {
    using Self = ValidationException;
    return shape::fields(
        shape::field<&Self::message>("Message", "Everything that is wrong, in words."),
        shape::field<&Self::reason>(
            "Reason", "Whether members are wrong in themselves or break business rules."),
        shape::field<&Self::error_details>("ErrorDetails",
                                           "Everything that is wrong, one by one."));
  }
};

// The service failed; the same request may succeed later.
struct InternalServerException {
  String message;

  static constexpr auto members() {
    using Self = InternalServerException;
    return shape::fields(shape::field<&Self::message>("Message", "Nothing more than that."));
  }
};

// The caller has used up a quota.
struct ServiceQuotaExceededException {
  String message;
  shape::Open<ServiceQuotaExceededExceptionReason> reason{};

  static constexpr auto members() {
    using Self = ServiceQuotaExceededException;
    return shape::fields(shape::field<&Self::message>("Message", "Which quota, in words."),
                         shape::field<&Self::reason>("Reason", "Which quota."));
  }
};

// The sentence that a reason stands for, for people to read: the Message of an error that was made
// without one.
std::string_view message_of(ResourceNotFoundExceptionReason reason);
std::string_view message_of(AccessDeniedExceptionReason reason);
std::string_view message_of(ConflictExceptionReason reason);
std::string_view message_of(ServiceQuotaExceededExceptionReason reason);
std::string_view message_of(BusinessValidationCode code);

// The functions below make an error to be thrown. An empty message means the reason's own sentence.

shape::ApiError not_found(ResourceNotFoundExceptionReason reason, std::string message = {});
shape::ApiError denied(AccessDeniedExceptionReason reason, std::string message = {});
shape::ApiError conflict(ConflictExceptionReason reason, std::string message = {});
shape::ApiError quota_exceeded(ServiceQuotaExceededExceptionReason reason,
                               std::string message = {});

// The codes are those of Service Quotas; an empty one is left out of the answer.
shape::ApiError throttled(std::string message, std::string service_code = {},
                          std::string quota_code = {});

// The message goes to the caller: nothing of the inside may be in it.
shape::ApiError internal_error(std::string message = {});

// Members that are wrong in themselves; at least one. An empty message becomes the count and all
// their messages, as Coral services write it.
shape::ApiError invalid_request(std::vector<FieldValidationError> fields, std::string message = {});

// One member that is wrong in itself. `name` is its place in the request,
// "TaskDetails.IndustrySegments[2]".
shape::ApiError invalid_field(std::string_view name, FieldValidationCode code, std::string message);

// Business rules that a well-formed request breaks; at least one. An error without a message gets
// its code's sentence.
shape::ApiError breaks_business_rules(std::vector<BusinessValidationError> errors,
                                      std::string message = {});
shape::ApiError breaks_business_rule(BusinessValidationCode code, std::string message = {});

}  // namespace amity::account
