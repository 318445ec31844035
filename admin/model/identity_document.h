#pragma once

#include "admin/model/account.h"
#include "admin/model/policy.h"
#include "admin/model/role.h"
#include "admin/model/user.h"

// Accounts with all that may call for them, as JSON to carry elsewhere: what ExportIdentities
// gives, ImportIdentities and `amity serve --init --identities` take.
namespace amity::admin {

// A secret as this installation has sealed it, in base64. Good where there is the sealing key.
struct SealedSecret : shape::Text<SealedSecret> {
  using Text::Text;
  static constexpr shape::TextLimits limits{
      .min = 1, .max = 4'096, .pattern = "[A-Za-z0-9+/]+=*", .sensitive = true};
};

struct AccessKeyEntry {
  AccessKeyId access_key_id;
  std::optional<SecretAccessKey> secret_access_key{};
  std::optional<SealedSecret> sealed_secret{};
  std::optional<AccessKeyStatus> status{};

  static constexpr auto members() {
    using Self = AccessKeyEntry;
    return shape::fields(
        shape::field<&Self::access_key_id>("AccessKeyId", "What requests name."),
        shape::field<&Self::secret_access_key>("SecretAccessKey", "Its secret, in clear."),
        shape::field<&Self::sealed_secret>("SealedSecret", "Or the same, sealed."),
        shape::field<&Self::status>("Status", "Active when absent."));
  }
};
struct AccessKeyEntryList : shape::List<AccessKeyEntryList, AccessKeyEntry> {
  static constexpr shape::ListLimits limits{.max = account::domain::kAccessKeysPerUser,
                                            .unique_by = "AccessKeyId"};
};

struct PolicyEntry {
  PolicyName policy_name;
  PolicyDocument policy_document;
  std::optional<IdentityPath> path{};
  std::optional<Description> description{};

  static constexpr auto members() {
    using Self = PolicyEntry;
    return shape::fields(
        shape::field<&Self::policy_name>("PolicyName", "Its name."),
        shape::field<&Self::policy_document>("PolicyDocument", "What it says, as JSON."),
        shape::field<&Self::path>("Path", "/ when absent."),
        shape::field<&Self::description>("Description", "What it is for."));
  }
};
struct PolicyEntryList : shape::List<PolicyEntryList, PolicyEntry> {
  static constexpr shape::ListLimits limits{.unique_by = "PolicyName"};
};

struct UserEntry {
  IdentityName user_name;
  std::optional<IdentityPath> path{};
  std::optional<UniqueId> user_id{};
  std::optional<Arn> permissions_boundary{};
  std::optional<account::TagList> tags{};
  std::optional<InlinePolicyList> policies{};
  std::optional<PolicyArnList> attached_policies{};
  std::optional<AccessKeyEntryList> access_keys{};

  static constexpr auto members() {
    using Self = UserEntry;
    return shape::fields(
        shape::field<&Self::user_name>("UserName", "Its name."),
        shape::field<&Self::path>("Path", "/ when absent."),
        shape::field<&Self::user_id>("UserId", "AIDA…; a new one when absent."),
        shape::field<&Self::permissions_boundary>("PermissionsBoundary", "The ARN of a policy."),
        shape::field<&Self::tags>("Tags", "Its labels."),
        shape::field<&Self::policies>("Policies", "Its own policies."),
        shape::field<&Self::attached_policies>("AttachedPolicies", "The ARNs of managed ones."),
        shape::field<&Self::access_keys>("AccessKeys", "Its keys."));
  }
};
struct UserEntryList : shape::List<UserEntryList, UserEntry> {
  static constexpr shape::ListLimits limits{.unique_by = "UserName"};
};

struct RoleEntry {
  IdentityName role_name;
  PolicyDocument assume_role_policy_document;
  std::optional<IdentityPath> path{};
  std::optional<UniqueId> role_id{};
  std::optional<Description> description{};
  std::optional<SessionSeconds> max_session_duration{};
  std::optional<Arn> permissions_boundary{};
  std::optional<account::TagList> tags{};
  std::optional<InlinePolicyList> policies{};
  std::optional<PolicyArnList> attached_policies{};

  static constexpr auto members() {
    using Self = RoleEntry;
    return shape::fields(
        shape::field<&Self::role_name>("RoleName", "Its name."),
        shape::field<&Self::assume_role_policy_document>("AssumeRolePolicyDocument",
                                                         "Who may assume it, as JSON."),
        shape::field<&Self::path>("Path", "/ when absent."),
        shape::field<&Self::role_id>("RoleId", "AROA…; a new one when absent."),
        shape::field<&Self::description>("Description", "What it is for."),
        shape::field<&Self::max_session_duration>("MaxSessionDuration", "3600 when absent."),
        shape::field<&Self::permissions_boundary>("PermissionsBoundary", "The ARN of a policy."),
        shape::field<&Self::tags>("Tags", "Its labels."),
        shape::field<&Self::policies>("Policies", "Its own policies."),
        shape::field<&Self::attached_policies>("AttachedPolicies", "The ARNs of managed ones."));
  }
};
struct RoleEntryList : shape::List<RoleEntryList, RoleEntry> {
  static constexpr shape::ListLimits limits{.unique_by = "RoleName"};
};

struct AccountEntry {
  account::AwsAccountId account;
  std::optional<AccountName> name{};
  std::optional<AccountStatus> status{};
  std::optional<AccessKeyEntryList> root_access_keys{};
  std::optional<PolicyEntryList> policies{};
  std::optional<UserEntryList> users{};
  std::optional<RoleEntryList> roles{};

  static constexpr auto members() {
    using Self = AccountEntry;
    return shape::fields(
        shape::field<&Self::account>("Account", "Twelve digits."),
        shape::field<&Self::name>("Name", "What it is called; the digits when absent."),
        shape::field<&Self::status>("Status", "ACTIVE when absent."),
        shape::field<&Self::root_access_keys>("RootAccessKeys", "The keys of its root."),
        shape::field<&Self::policies>("Policies", "Its managed policies."),
        shape::field<&Self::users>("Users", "Its users."),
        shape::field<&Self::roles>("Roles", "Its roles."));
  }
};
struct AccountEntryList : shape::List<AccountEntryList, AccountEntry> {
  static constexpr shape::ListLimits limits{.unique_by = "Account"};
};

struct ImportIdentitiesRequest {
  AccountEntryList accounts;

  static constexpr auto members() {
    using Self = ImportIdentitiesRequest;
    return shape::fields(shape::field<&Self::accounts>("Accounts", "Accounts and all of theirs."));
  }
};

struct ImportIdentitiesResponse {
  Count added;
  Count present;

  static constexpr auto members() {
    using Self = ImportIdentitiesResponse;
    return shape::fields(
        shape::field<&Self::added>("Added", "Accounts, users, roles, policies and keys made."),
        shape::field<&Self::present>("Present",
                                     "Those that were there already, and stayed as they were."));
  }
};

// Whether secrets go out, and how.
enum class ExportedSecrets : std::uint8_t { NONE, SEALED, CLEAR };
constexpr auto wire_names(ExportedSecrets) { return shape::names("NONE", "SEALED", "CLEAR"); }

struct ExportIdentitiesRequest {
  std::optional<account::AwsAccountId> account{};
  std::optional<ExportedSecrets> secrets{};
  std::optional<account::MaxResults> max_results{};
  std::optional<account::NextToken> next_token{};

  static constexpr auto members() {
    using Self = ExportIdentitiesRequest;
    return shape::fields(
        shape::field<&Self::account>("Account", "One of them; all when absent."),
        shape::field<&Self::secrets>("Secrets",
                                     "NONE (when absent), SEALED as they are kept, or CLEAR."),
        shape::field<&Self::max_results>("MaxResults", "Accounts a page, 1 to 100; else 20."),
        shape::field<&Self::next_token>("NextToken", "As the page before gave it."));
  }
};

struct ExportIdentitiesResponse {
  AccountEntryList accounts;
  std::optional<account::NextToken> next_token{};

  static constexpr auto members() {
    using Self = ExportIdentitiesResponse;
    return shape::fields(
        shape::field<&Self::accounts>("Accounts", "In the order of their ids."),
        shape::field<&Self::next_token>("NextToken", "Present when there are more."));
  }
};

}  // namespace amity::admin
