#pragma once

#include "account/domain/identity.h"
#include "account/model/scalars.h"
#include "account/model/tag.h"
#include "admin/model/scalars.h"

#include <optional>

// What the operations on users and roles share. Names and members are those of AWS Identity and
// Access Management, with the account added.
namespace amity::admin {

using account::domain::IdentityKind;
using account::domain::IdentityName;
using account::domain::IdentityPath;
using account::domain::PolicyName;

// arn:aws:iam::111122223333:policy/reads
struct Arn : shape::Text<Arn> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.min = 20, .max = 2048};
};

// The id of a user, role or policy.
struct UniqueId : shape::Text<UniqueId> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.min = 16, .max = 128, .pattern = R"(\w+)"};
};

// What requests name. Amity makes AKIA… with 20 characters; an imported one may be shorter.
struct AccessKeyId : shape::Text<AccessKeyId> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.min = 1, .max = 128, .pattern = R"(\w+)"};
};

// A policy: JSON, as a text.
struct PolicyDocument : shape::Text<PolicyDocument> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.min = 1, .max = 131'072};
};

// What something is for.
struct Description : shape::Text<Description> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.max = 1'000};
};

// How long a session of a role may be.
struct SessionSeconds : shape::Number<SessionSeconds, std::int32_t> {
  using Number::Number;
  static constexpr shape::NumberLimits limits{.min = 3'600, .max = 43'200};
};

// A policy that is a user's or role's own.
struct InlinePolicy {
  PolicyName policy_name;
  PolicyDocument policy_document;

  static constexpr auto members() {
    using Self = InlinePolicy;
    return shape::fields(
        shape::field<&Self::policy_name>("PolicyName", "Its name."),
        shape::field<&Self::policy_document>("PolicyDocument", "What it says, as JSON."));
  }
};
struct InlinePolicyList : shape::List<InlinePolicyList, InlinePolicy> {};

// Managed policies, by ARN.
struct PolicyArnList : shape::List<PolicyArnList, Arn> {
  static constexpr shape::ListLimits limits{.max = account::domain::kAttachedPolicies,
                                            .unique = true};
};

// The members that every request about one user or role begins with.
template <IdentityKind Kind>
struct IdentityRequest {
  static constexpr IdentityKind kind = Kind;
  account::AwsAccountId account;
  IdentityName name;

  static constexpr auto account_row() {
    return shape::field<&IdentityRequest::account>("Account", "Whose, twelve digits.");
  }
  static constexpr auto name_row() {
    return shape::field<&IdentityRequest::name>(
        Kind == IdentityKind::user ? "UserName" : "RoleName", "Its name.");
  }
};

// A request about one, without more to say.
template <IdentityKind Kind>
struct OnlyIdentityRequest : IdentityRequest<Kind> {
  using Base = IdentityRequest<Kind>;
  static constexpr auto members() { return shape::fields(Base::account_row(), Base::name_row()); }
};
struct GetUserRequest : OnlyIdentityRequest<IdentityKind::user> {};
struct GetRoleRequest : OnlyIdentityRequest<IdentityKind::role> {};
struct DeleteUserRequest : OnlyIdentityRequest<IdentityKind::user> {};
struct DeleteRoleRequest : OnlyIdentityRequest<IdentityKind::role> {};
struct DeleteUserPermissionsBoundaryRequest : OnlyIdentityRequest<IdentityKind::user> {};
struct DeleteRolePermissionsBoundaryRequest : OnlyIdentityRequest<IdentityKind::role> {};

// About one and one of its own policies.
template <IdentityKind Kind>
struct PutIdentityPolicyRequest : IdentityRequest<Kind> {
  PolicyName policy_name;
  PolicyDocument policy_document;

  static constexpr auto members() {
    using Self = PutIdentityPolicyRequest;
    return shape::fields(
        Self::account_row(), Self::name_row(),
        shape::field<&Self::policy_name>("PolicyName", "The policy's name."),
        shape::field<&Self::policy_document>("PolicyDocument", "What it says, as JSON."));
  }
};
struct PutUserPolicyRequest : PutIdentityPolicyRequest<IdentityKind::user> {};
struct PutRolePolicyRequest : PutIdentityPolicyRequest<IdentityKind::role> {};

template <IdentityKind Kind>
struct DeleteIdentityPolicyRequest : IdentityRequest<Kind> {
  PolicyName policy_name;

  static constexpr auto members() {
    using Self = DeleteIdentityPolicyRequest;
    return shape::fields(Self::account_row(), Self::name_row(),
                         shape::field<&Self::policy_name>("PolicyName", "The policy's name."));
  }
};
struct DeleteUserPolicyRequest : DeleteIdentityPolicyRequest<IdentityKind::user> {};
struct DeleteRolePolicyRequest : DeleteIdentityPolicyRequest<IdentityKind::role> {};

// About one and a managed policy.
template <IdentityKind Kind>
struct PolicyArnRequest : IdentityRequest<Kind> {
  Arn policy_arn;

  static constexpr auto members() {
    using Self = PolicyArnRequest;
    return shape::fields(
        Self::account_row(), Self::name_row(),
        shape::field<&Self::policy_arn>("PolicyArn", "A policy of the account, or of AWS."));
  }
};
struct AttachUserPolicyRequest : PolicyArnRequest<IdentityKind::user> {};
struct AttachRolePolicyRequest : PolicyArnRequest<IdentityKind::role> {};
struct DetachUserPolicyRequest : PolicyArnRequest<IdentityKind::user> {};
struct DetachRolePolicyRequest : PolicyArnRequest<IdentityKind::role> {};

template <IdentityKind Kind>
struct PutBoundaryRequest : IdentityRequest<Kind> {
  Arn permissions_boundary;

  static constexpr auto members() {
    using Self = PutBoundaryRequest;
    return shape::fields(
        Self::account_row(), Self::name_row(),
        shape::field<&Self::permissions_boundary>(
            "PermissionsBoundary", "The ARN of the policy that no other one can go beyond."));
  }
};
struct PutUserPermissionsBoundaryRequest : PutBoundaryRequest<IdentityKind::user> {};
struct PutRolePermissionsBoundaryRequest : PutBoundaryRequest<IdentityKind::role> {};

template <IdentityKind Kind>
struct TagIdentityRequest : IdentityRequest<Kind> {
  account::TagList tags;

  static constexpr auto members() {
    using Self = TagIdentityRequest;
    return shape::fields(
        Self::account_row(), Self::name_row(),
        shape::field<&Self::tags>("Tags", "What to put on; a key it has gets the new value."));
  }
};
struct TagUserRequest : TagIdentityRequest<IdentityKind::user> {};
struct TagRoleRequest : TagIdentityRequest<IdentityKind::role> {};

template <IdentityKind Kind>
struct UntagIdentityRequest : IdentityRequest<Kind> {
  account::TagKeyList tag_keys;

  static constexpr auto members() {
    using Self = UntagIdentityRequest;
    return shape::fields(Self::account_row(), Self::name_row(),
                         shape::field<&Self::tag_keys>("TagKeys", "What to take off."));
  }
};
struct UntagUserRequest : UntagIdentityRequest<IdentityKind::user> {};
struct UntagRoleRequest : UntagIdentityRequest<IdentityKind::role> {};

// A page of an account's users, roles or policies.
struct PageRequest {
  account::AwsAccountId account;
  std::optional<account::MaxResults> max_results{};
  std::optional<account::NextToken> next_token{};

  static constexpr auto account_row() {
    return shape::field<&PageRequest::account>("Account", "Whose, twelve digits.");
  }
  static constexpr auto max_results_row() {
    return shape::field<&PageRequest::max_results>("MaxResults", "1 to 100; 20 when absent.");
  }
  static constexpr auto next_token_row() {
    return shape::field<&PageRequest::next_token>("NextToken", "As the page before gave it.");
  }
  static constexpr auto members() {
    return shape::fields(account_row(), max_results_row(), next_token_row());
  }
};

}  // namespace amity::admin
