#pragma once

#include "account/domain/identity.h"
#include "account/model/tag.h"
#include "protocol/shape/api_error.h"
#include "protocol/shape/operation.h"
#include "protocol/shape/shape.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

// What AWS's Security Token Service says, 2011-06-15: of its operations those that SDKs call by
// themselves. Members and limits are those of its API reference.
namespace amity::sts {

inline constexpr std::string_view signing_name = "sts";
inline constexpr std::string_view target_prefix = "AWSSecurityTokenServiceV20110615";
inline constexpr std::string_view version = "2011-06-15";
inline constexpr std::string_view xml_namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

struct Arn : shape::Text<Arn> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.min = 20, .max = 2048};
};
struct SessionPolicyDocument : shape::Text<SessionPolicyDocument> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.min = 1, .max = 2048};
};
struct ExternalId : shape::Text<ExternalId> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.min = 2, .max = 1224, .pattern = R"([\w+=,.@:/\-]*)"};
};
struct SourceIdentity : shape::Text<SourceIdentity> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.min = 2, .max = 64, .pattern = R"([\w+=,.@\-]*)"};
};
struct DurationSeconds : shape::Number<DurationSeconds, std::int32_t> {
  using Number::Number;
  static constexpr shape::NumberLimits limits{.min = 900, .max = 43'200};
};
struct PlainText : shape::Text<PlainText> {
  using Text::Text;
  static constexpr shape::TextLimits limits{};
};
struct SecretText : shape::Text<SecretText> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.sensitive = true};
};

// A managed policy that bounds a session.
struct PolicyDescriptorType {
  std::optional<Arn> arn;

  static constexpr auto members() {
    using Self = PolicyDescriptorType;
    return shape::fields(shape::field<&Self::arn>("arn", "The policy's ARN."));
  }
};
struct PolicyDescriptorList : shape::List<PolicyDescriptorList, PolicyDescriptorType> {
  static constexpr shape::ListLimits limits{.max = 10};
};
struct SessionTagList : shape::List<SessionTagList, account::Tag> {
  static constexpr shape::ListLimits limits{.max = 50};
};

// Asks for a session of a role.
struct AssumeRoleRequest {
  Arn role_arn;
  account::domain::RoleSessionName role_session_name;
  std::optional<PolicyDescriptorList> policy_arns;
  std::optional<SessionPolicyDocument> policy;
  std::optional<DurationSeconds> duration_seconds;
  std::optional<SessionTagList> tags;
  std::optional<account::TagKeyList> transitive_tag_keys;
  std::optional<ExternalId> external_id;
  std::optional<SourceIdentity> source_identity;

  static constexpr auto members() {
    using Self = AssumeRoleRequest;
    return shape::fields(
        shape::field<&Self::role_arn>("RoleArn", "The role."),
        shape::field<&Self::role_session_name>("RoleSessionName", "What the session is called."),
        shape::field<&Self::policy_arns>("PolicyArns",
                                         "Managed policies of the role's account that bound the "
                                         "session."),
        shape::field<&Self::policy>("Policy", "A policy that bounds the session."),
        shape::field<&Self::duration_seconds>("DurationSeconds",
                                              "How long it lasts; an hour when absent."),
        shape::field<&Self::tags>("Tags", "Tags of the session; they go before the role's."),
        shape::field<&Self::transitive_tag_keys>(
            "TransitiveTagKeys", "Tags that sessions of roles assumed from this one have, too."),
        shape::field<&Self::external_id>("ExternalId", "What the role's owner wants to hear."),
        shape::field<&Self::source_identity>("SourceIdentity", "Who is behind the session."));
  }
};

// A temporary key.
struct Credentials {
  PlainText access_key_id;
  SecretText secret_access_key;
  SecretText session_token;
  Timestamp expiration;

  static constexpr auto members() {
    using Self = Credentials;
    return shape::fields(
        shape::field<&Self::access_key_id>("AccessKeyId", "Its id."),
        shape::field<&Self::secret_access_key>("SecretAccessKey", "What requests are signed with."),
        shape::field<&Self::session_token>("SessionToken", "What goes with every request."),
        shape::field<&Self::expiration>("Expiration", "When it ends."));
  }
};

// The session as policies name it.
struct AssumedRoleUser {
  PlainText assumed_role_id;
  PlainText arn;

  static constexpr auto members() {
    using Self = AssumedRoleUser;
    return shape::fields(
        shape::field<&Self::assumed_role_id>("AssumedRoleId", "The role's id and its name."),
        shape::field<&Self::arn>("Arn", "Its ARN."));
  }
};

// A session of a role.
struct AssumeRoleResponse {
  Credentials credentials;
  AssumedRoleUser assumed_role_user;
  std::optional<SourceIdentity> source_identity;

  static constexpr auto members() {
    using Self = AssumeRoleResponse;
    return shape::fields(
        shape::field<&Self::credentials>("Credentials", "The key to sign with."),
        shape::field<&Self::assumed_role_user>("AssumedRoleUser", "Who that is."),
        shape::field<&Self::source_identity>("SourceIdentity", "As it was given."));
  }
};

// Asks who calls.
struct GetCallerIdentityRequest {
  static constexpr auto members() { return shape::fields(); }
};

// Who calls.
struct GetCallerIdentityResponse {
  PlainText user_id;
  PlainText account;
  PlainText arn;

  static constexpr auto members() {
    using Self = GetCallerIdentityResponse;
    return shape::fields(shape::field<&Self::user_id>("UserId", "The caller's id."),
                         shape::field<&Self::account>("Account", "Its account."),
                         shape::field<&Self::arn>("Arn", "Its ARN."));
  }
};

std::span<const shape::Operation> operations();

inline constexpr std::string_view error_namespace = "com.amazonaws.sts";

shape::ApiError access_denied(std::string message);      // 403
shape::ApiError malformed_policy(std::string message);   // 400
shape::ApiError validation_failed(std::string message);  // 400
shape::ApiError internal_failure();                      // 500

}  // namespace amity::sts
