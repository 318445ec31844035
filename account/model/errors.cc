#include "account/model/errors.h"

#include <utility>

namespace amity::account {
namespace {

using shape::ApiError;

template <class Reason>
String text(Reason reason, std::string message) {
  return message.empty() ? String(message_of(reason)) : String(std::move(message));
}

// "2 validation errors detected: this; that", the way Coral services begin.
template <class Errors>
String summary(const Errors& errors, std::string message) {
  if (!message.empty()) return String(std::move(message));
  std::string all = std::to_string(errors.size());
  all += errors.size() == 1 ? " validation error detected: " : " validation errors detected: ";
  for (std::size_t i = 0; i < errors.size(); ++i) {
    if (i != 0) all += "; ";
    all += errors[i].message.view();
  }
  return String(std::move(all));
}

}  // namespace

std::string_view message_of(ResourceNotFoundExceptionReason reason) {
  using enum ResourceNotFoundExceptionReason;
  switch (reason) {
    case PARTNER_NOT_FOUND:
      return "The account has no such partner in this catalog.";
    case PARTNER_PROFILE_NOT_FOUND:
      return "There is no such partner profile: a profile exists once a first profile update has "
             "succeeded.";
    case PARTNER_PROFILE_TASK_NOT_FOUND:
      return "The partner has no such profile update.";
    case PARTNER_DOMAIN_NOT_FOUND:
      return "The domain is not associated with the partner.";
    case SENDER_PROFILE_NOT_FOUND:
      return "The sender has no partner profile in this catalog.";
    case RECEIVER_PROFILE_NOT_FOUND:
      return "The receiver has no public partner profile in this catalog.";
    case CONNECTION_INVITATION_NOT_FOUND:
      return "The account has neither sent nor received such an invitation in this catalog.";
    case CONNECTION_NOT_FOUND:
      return "The account has no such connection in this catalog.";
    case VERIFICATION_NOT_FOUND:
      return "The account has not started a verification of this type.";
    case QUALIFICATIONS_ASSOCIATION_TASK_NOT_FOUND:
      return "The partner has never asked for a qualifications association.";
    case QUALIFICATIONS_DISASSOCIATION_TASK_NOT_FOUND:
      return "The partner has never asked for a qualifications disassociation.";
  }
  return {};
}

std::string_view message_of(AccessDeniedExceptionReason reason) {
  using enum AccessDeniedExceptionReason;
  switch (reason) {
    case ACCESS_DENIED:
      return "The caller is not allowed to do this.";
    case INCOMPATIBLE_BENEFIT_AWS_PARTNER_STATE:
      return "The account is not registered as a partner in this catalog.";
  }
  return {};
}

std::string_view message_of(ConflictExceptionReason reason) {
  using enum ConflictExceptionReason;
  switch (reason) {
    case CONFLICT_CLIENT_TOKEN:
      return "Conflicting client token submitted for a new request body.";
    case DUPLICATE_PARTNER:
      return "The account already has a partner in this catalog, or another partner has this legal "
             "name.";
    case INCOMPATIBLE_PROFILE_STATE:
      return "The profile is being changed by a qualifications task.";
    case INCOMPATIBLE_PARTNER_PROFILE_TASK_STATE:
      return "The profile update is not in a state that allows this.";
    case DUPLICATE_CONNECTION_INVITATION:
      return "An invitation of this type between the two is already waiting for an answer.";
    case INCOMPATIBLE_CONNECTION_INVITATION_STATE:
      return "The invitation is no longer waiting for an answer.";
    case INCOMPATIBLE_CONNECTION_INVITATION_RECEIVER:
      return "The receiver cannot be connected with in this way.";
    case DUPLICATE_CONNECTION:
      return "The two already have an active connection of this type.";
    case INCOMPATIBLE_CONNECTION_STATE:
      return "The connection is not in a state that allows this.";
    case INCOMPATIBLE_CONNECTION_PREFERENCES_REVISION:
      return "The connection preferences have changed since the given revision.";
    case ACCOUNT_ALREADY_VERIFIED:
      return "This verification has already succeeded.";
    case VERIFICATION_ALREADY_IN_PROGRESS:
      return "A verification of this type is already under way.";
    case INCOMPATIBLE_QUALIFICATIONS_ASSOCIATION_TASK_STATE:
      return "A qualifications task of the partner is still under way.";
  }
  return {};
}

std::string_view message_of(ServiceQuotaExceededExceptionReason reason) {
  using enum ServiceQuotaExceededExceptionReason;
  switch (reason) {
    case LIMIT_EXCEEDED_NUMBER_OF_EMAIL:
      return "The address has been sent as many verification codes in 24 hours as it may be.";
    case LIMIT_EXCEEDED_NUMBER_OF_DOMAIN:
      return "The partner has as many e-mail domains as it may have.";
    case LIMIT_EXCEEDED_NUMBER_OF_CONNECTION_INVITATION_PER_DAY:
      return "The account has sent as many invitations in 24 hours as it may.";
    case LIMIT_EXCEEDED_NUMBER_OF_ACTIVE_CONNECTION:
      return "The account has as many active connections as it may have.";
    case LIMIT_EXCEEDED_NUMBER_OF_OPEN_CONNECTION_INVITATION:
      return "The account has as many open invitations as it may have.";
    case LIMIT_EXCEEDED_NUMBER_OF_PROFILE_UPDATE_PER_DAY:
      return "The account has started as many profile updates in 24 hours as it may.";
    case LIMIT_EXCEEDED_NUMBER_OF_PROFILE_VISIBILITY_UPDATE_PER_DAY:
      return "The account has changed its profile's visibility as often in 24 hours as it may.";
  }
  return {};
}

std::string_view message_of(BusinessValidationCode code) {
  using enum BusinessValidationCode;
  switch (code) {
    case INCOMPATIBLE_CONNECTION_INVITATION_REQUEST:
      return "The receiver cannot be invited to a connection of this type.";
    case INCOMPATIBLE_LEGAL_NAME:
      return "The legal name is not the verified one.";
    case INCOMPATIBLE_KNOW_YOUR_BUSINESS_STATUS:
      return "The verification of the business has not succeeded.";
    case INCOMPATIBLE_IDENTITY_VERIFICATION_STATUS:
      return "The verification of the registrant has not succeeded.";
    case INVALID_ACCOUNT_LINKING_STATUS:
      return "The account is linked to another partner account.";
    case INVALID_ACCOUNT_STATE:
      return "The account is not in good standing.";
    case INCOMPATIBLE_DOMAIN:
      return "The e-mail domain cannot be used by this partner.";
    case INELIGIBLE_ACCOUNT_TIER:
      return "The account is not on a paid plan.";
    case MISSING_ACTIVE_SUBSIDIARY_CONNECTION:
      return "The two have no active SUBSIDIARY connection.";
    case INCOMPATIBLE_SUBSIDIARY_CONNECTION:
      return "In the SUBSIDIARY connection the caller is the primary.";
    case INCOMPATIBLE_PRIMARY_PARTNER:
      return "The named partner is not, or cannot be, the caller's primary.";
    case QUALIFICATIONS_ASSOCIATION_LIMIT_EXCEEDED:
      return "The primary has as many associated subsidiaries as it may have.";
    case QUALIFICATIONS_ASSOCIATION_NOT_FOUND:
      return "The partner is not associated with a primary.";
    case QUALIFICATIONS_ASSOCIATION_EXISTS:
      return "The partner is already associated with a primary.";
  }
  return {};
}

ApiError not_found(ResourceNotFoundExceptionReason reason, std::string message) {
  return {kind_of(ErrorCode::ResourceNotFoundException),
          ResourceNotFoundException{text(reason, std::move(message)), reason}};
}

ApiError denied(AccessDeniedExceptionReason reason, std::string message) {
  return {kind_of(ErrorCode::AccessDeniedException),
          AccessDeniedException{text(reason, std::move(message)), reason}};
}

ApiError conflict(ConflictExceptionReason reason, std::string message) {
  return {kind_of(ErrorCode::ConflictException),
          ConflictException{text(reason, std::move(message)), reason}};
}

ApiError quota_exceeded(ServiceQuotaExceededExceptionReason reason, std::string message) {
  return {kind_of(ErrorCode::ServiceQuotaExceededException),
          ServiceQuotaExceededException{text(reason, std::move(message)), reason}};
}

ApiError throttled(std::string message, std::string service_code, std::string quota_code) {
  ThrottlingException body{.message = String(std::move(message))};
  if (!service_code.empty()) body.service_code.emplace(std::move(service_code));
  if (!quota_code.empty()) body.quota_code.emplace(std::move(quota_code));
  return {kind_of(ErrorCode::ThrottlingException), std::move(body)};
}

ApiError internal_error(std::string message) {
  if (message.empty()) message = "The service failed to answer; please try again.";
  return {kind_of(ErrorCode::InternalServerException),
          InternalServerException{String(std::move(message))}};
}

ApiError invalid_request(std::vector<FieldValidationError> fields, std::string message) {
  ValidationException body{.message = summary(fields, std::move(message)),
                           .reason = ValidationExceptionReason::REQUEST_VALIDATION_FAILED};
  ValidationErrorList& details = body.error_details.emplace();
  for (auto& field : fields) details.items.push_back({.field_validation_error = std::move(field)});
  return {kind_of(ErrorCode::ValidationException), std::move(body)};
}

ApiError invalid_field(std::string_view name, FieldValidationCode code, std::string message) {
  return invalid_request({{String(name), String(std::move(message)), code}});
}

ApiError breaks_business_rules(std::vector<BusinessValidationError> errors, std::string message) {
  for (auto& error : errors)
    if (error.message.empty()) error.message = String(message_of(error.code.value()));
  ValidationException body{.message = summary(errors, std::move(message)),
                           .reason = ValidationExceptionReason::BUSINESS_VALIDATION_FAILED};
  ValidationErrorList& details = body.error_details.emplace();
  for (auto& error : errors)
    details.items.push_back({.business_validation_error = std::move(error)});
  return {kind_of(ErrorCode::ValidationException), std::move(body)};
}

ApiError breaks_business_rule(BusinessValidationCode code, std::string message) {
  return breaks_business_rules({{String(std::move(message)), code}});
}

}  // namespace amity::account
