#pragma once

#include "admin/model/identity.h"

// Managed policies, and what policies come to.
namespace amity::admin {

struct Count : shape::Number<Count, std::int64_t> {
  using Number::Number;
  static constexpr shape::NumberLimits limits{};
};

struct Policy {
  PolicyName policy_name;
  std::optional<UniqueId> policy_id{};
  Arn arn;
  IdentityPath path;
  Count attachment_count;
  Description description;
  std::optional<account::DateTime> create_date{};
  std::optional<PolicyDocument> policy_document{};

  static constexpr auto members() {
    using Self = Policy;
    return shape::fields(
        shape::field<&Self::policy_name>("PolicyName", "The name."),
        shape::field<&Self::policy_id>("PolicyId", "ANPA…: never used again. None of AWS's own."),
        shape::field<&Self::arn>("Arn", "The full name."),
        shape::field<&Self::path>("Path", "Where in the account's tree."),
        shape::field<&Self::attachment_count>(
            "AttachmentCount", "To how many of the account's users and roles it is attached."),
        shape::field<&Self::description>("Description", "What it is for."),
        shape::field<&Self::create_date>("CreateDate", "When it was made; not of AWS's own."),
        shape::field<&Self::policy_document>("PolicyDocument",
                                             "What it says, as JSON; not in lists."));
  }
};
struct PolicyList : shape::List<PolicyList, Policy> {};

struct CreatePolicyRequest {
  account::AwsAccountId account;
  PolicyName policy_name;
  PolicyDocument policy_document;
  std::optional<IdentityPath> path{};
  std::optional<Description> description{};

  static constexpr auto members() {
    using Self = CreatePolicyRequest;
    return shape::fields(
        shape::field<&Self::account>("Account", "Whose, twelve digits."),
        shape::field<&Self::policy_name>("PolicyName", "Its name."),
        shape::field<&Self::policy_document>("PolicyDocument", "What it says, as JSON."),
        shape::field<&Self::path>("Path", "Where in the account's tree; / when absent."),
        shape::field<&Self::description>("Description", "What it is for."));
  }
};

// The answer of operations on one.
struct PolicyResponse {
  Policy policy;

  static constexpr auto members() {
    using Self = PolicyResponse;
    return shape::fields(shape::field<&Self::policy>("Policy", "The policy."));
  }
};
using CreatePolicyResponse = PolicyResponse;
using GetPolicyResponse = PolicyResponse;

// Which policy is meant.
struct PolicyRequest {
  account::AwsAccountId account;
  Arn policy_arn;

  static constexpr auto members() {
    using Self = PolicyRequest;
    return shape::fields(shape::field<&Self::account>("Account", "For whom, twelve digits."),
                         shape::field<&Self::policy_arn>("PolicyArn", "Which."));
  }
};
struct GetPolicyRequest : PolicyRequest {};
struct DeletePolicyRequest : PolicyRequest {};

// Whose policies are listed.
enum class PolicyScope : std::uint8_t { All, AWS, Local };
constexpr auto wire_names(PolicyScope) { return shape::names("All", "AWS", "Local"); }

struct ListPoliciesRequest : PageRequest {
  std::optional<PolicyScope> scope{};

  static constexpr auto members() {
    using Self = ListPoliciesRequest;
    return shape::fields(
        account_row(),
        shape::field<&Self::scope>("Scope", "AWS's own, the account's (Local), or All."),
        max_results_row(), next_token_row());
  }
};

struct ListPoliciesResponse {
  PolicyList policies;
  std::optional<account::NextToken> next_token{};

  static constexpr auto members() {
    using Self = ListPoliciesResponse;
    return shape::fields(
        shape::field<&Self::policies>("Policies",
                                      "AWS's own, then the account's in the order of their names."),
        shape::field<&Self::next_token>("NextToken", "Present when there are more."));
  }
};

// Something that an action is done to, or the action.
struct ActionName : shape::Text<ActionName> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.min = 3, .max = 128};
};
struct ActionNameList : shape::List<ActionNameList, ActionName> {
  static constexpr shape::ListLimits limits{.min = 1, .max = 100};
};
struct ResourceName : shape::Text<ResourceName> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.min = 1, .max = 2048};
};
struct ResourceNameList : shape::List<ResourceNameList, ResourceName> {
  static constexpr shape::ListLimits limits{.min = 1, .max = 100};
};

// What is known of the request that is played.
struct ContextKeyName : shape::Text<ContextKeyName> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.min = 5, .max = 256};
};
struct ContextValue : shape::Text<ContextValue> {
  using Text::Text;
  static constexpr shape::TextLimits limits{};
};
struct ContextValueList : shape::List<ContextValueList, ContextValue> {};
struct ContextEntry {
  ContextKeyName context_key_name;
  ContextValueList context_key_values;

  static constexpr auto members() {
    using Self = ContextEntry;
    return shape::fields(
        shape::field<&Self::context_key_name>("ContextKeyName", "partnercentral:Catalog"),
        shape::field<&Self::context_key_values>("ContextKeyValues", "Its values."));
  }
};
struct ContextEntryList : shape::List<ContextEntryList, ContextEntry> {
  static constexpr shape::ListLimits limits{.max = 100, .unique_by = "ContextKeyName"};
};

struct SimulatePrincipalPolicyRequest {
  account::AwsAccountId account;
  Arn policy_source_arn;
  ActionNameList action_names;
  std::optional<ResourceNameList> resource_arns{};
  std::optional<ContextEntryList> context_entries{};

  static constexpr auto members() {
    using Self = SimulatePrincipalPolicyRequest;
    return shape::fields(
        shape::field<&Self::account>("Account", "Whose, twelve digits."),
        shape::field<&Self::policy_source_arn>("PolicySourceArn", "A user or role of it."),
        shape::field<&Self::action_names>("ActionNames", "What is tried."),
        shape::field<&Self::resource_arns>("ResourceArns", "On what; on * when absent."),
        shape::field<&Self::context_entries>("ContextEntries", "What else is known."));
  }
};

// What policies say of one action on one resource.
enum class EvalDecision : std::uint8_t { allowed, implicitDeny, explicitDeny };
constexpr auto wire_names(EvalDecision) {
  return shape::names("allowed", "implicitDeny", "explicitDeny");
}
enum class DecidingLayer : std::uint8_t { IdentityPolicies, PermissionsBoundary, SessionPolicy };
constexpr auto wire_names(DecidingLayer) {
  return shape::names("IdentityPolicies", "PermissionsBoundary", "SessionPolicy");
}

// A statement that decided.
struct MatchedStatement {
  Sentence source_policy_id;
  Count statement;
  Count line;
  Sentence sid;

  static constexpr auto members() {
    using Self = MatchedStatement;
    return shape::fields(
        shape::field<&Self::source_policy_id>("SourcePolicyId",
                                              "The name of an own policy, the ARN of a managed."),
        shape::field<&Self::statement>("Statement", "Which of its statements, from 1."),
        shape::field<&Self::line>("Line", "Where in its text it begins, from 1."),
        shape::field<&Self::sid>("Sid", "As it calls itself, or nothing."));
  }
};
struct MatchedStatementList : shape::List<MatchedStatementList, MatchedStatement> {};

struct EvaluationResult {
  ActionName eval_action_name;
  ResourceName eval_resource_name;
  EvalDecision eval_decision{};
  DecidingLayer decided_by{};
  MatchedStatementList matched_statements;

  static constexpr auto members() {
    using Self = EvaluationResult;
    return shape::fields(
        shape::field<&Self::eval_action_name>("EvalActionName", "What was tried."),
        shape::field<&Self::eval_resource_name>("EvalResourceName", "On what."),
        shape::field<&Self::eval_decision>("EvalDecision", "What comes of it."),
        shape::field<&Self::decided_by>(
            "DecidedBy", "Where it was decided: of implicitDeny, where nothing allows it."),
        shape::field<&Self::matched_statements>("MatchedStatements",
                                                "The statement that decided, if one did."));
  }
};
struct EvaluationResultList : shape::List<EvaluationResultList, EvaluationResult> {};

struct SimulatePrincipalPolicyResponse {
  EvaluationResultList evaluation_results;

  static constexpr auto members() {
    using Self = SimulatePrincipalPolicyResponse;
    return shape::fields(shape::field<&Self::evaluation_results>("EvaluationResults",
                                                                 "For every action and resource."));
  }
};

}  // namespace amity::admin
