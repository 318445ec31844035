#pragma once

#include "admin/model/identity.h"

// Long-lived access keys, of users and of an account's root.
namespace amity::admin {

// What requests are signed with.
struct SecretAccessKey : shape::Text<SecretAccessKey> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.min = 1, .max = 128, .sensitive = true};
};

enum class AccessKeyStatus : std::uint8_t { Active, Inactive };
constexpr auto wire_names(AccessKeyStatus) { return shape::names("Active", "Inactive"); }

// A key that was made just now: the only time that its secret is shown.
struct NewAccessKey {
  std::optional<IdentityName> user_name{};
  AccessKeyId access_key_id;
  AccessKeyStatus status{};
  SecretAccessKey secret_access_key;
  account::DateTime create_date;

  static constexpr auto members() {
    using Self = NewAccessKey;
    return shape::fields(
        shape::field<&Self::user_name>("UserName", "Whose; the root's when absent."),
        shape::field<&Self::access_key_id>("AccessKeyId", "What requests name."),
        shape::field<&Self::status>("Status", "Active or Inactive."),
        shape::field<&Self::secret_access_key>("SecretAccessKey",
                                               "What they are signed with. Shown this once."),
        shape::field<&Self::create_date>("CreateDate", "When it was made."));
  }
};

struct CreateAccessKeyRequest {
  account::AwsAccountId account;
  std::optional<IdentityName> user_name{};

  static constexpr auto members() {
    using Self = CreateAccessKeyRequest;
    return shape::fields(
        shape::field<&Self::account>("Account", "Whose, twelve digits."),
        shape::field<&Self::user_name>("UserName", "For whom; the account's root when absent."));
  }
};

struct CreateAccessKeyResponse {
  NewAccessKey access_key;

  static constexpr auto members() {
    using Self = CreateAccessKeyResponse;
    return shape::fields(shape::field<&Self::access_key>("AccessKey", "The key."));
  }
};

struct AccessKeyMetadata {
  std::optional<IdentityName> user_name{};
  AccessKeyId access_key_id;
  AccessKeyStatus status{};
  account::DateTime create_date;

  static constexpr auto members() {
    using Self = AccessKeyMetadata;
    return shape::fields(
        shape::field<&Self::user_name>("UserName", "Whose; the root's when absent."),
        shape::field<&Self::access_key_id>("AccessKeyId", "What requests name."),
        shape::field<&Self::status>("Status", "Active or Inactive."),
        shape::field<&Self::create_date>("CreateDate", "When it was made."));
  }
};
struct AccessKeyMetadataList : shape::List<AccessKeyMetadataList, AccessKeyMetadata> {};

struct ListAccessKeysRequest {
  account::AwsAccountId account;
  std::optional<IdentityName> user_name{};

  static constexpr auto members() {
    using Self = ListAccessKeysRequest;
    return shape::fields(
        shape::field<&Self::account>("Account", "Whose, twelve digits."),
        shape::field<&Self::user_name>("UserName", "Of whom; of the account's root when absent."));
  }
};

struct ListAccessKeysResponse {
  AccessKeyMetadataList access_key_metadata;

  static constexpr auto members() {
    using Self = ListAccessKeysResponse;
    return shape::fields(
        shape::field<&Self::access_key_metadata>("AccessKeyMetadata", "Two at most."));
  }
};

// Which key is meant.
struct AccessKeyRequest {
  account::AwsAccountId account;
  std::optional<IdentityName> user_name{};
  AccessKeyId access_key_id;

  static constexpr auto account_row() {
    return shape::field<&AccessKeyRequest::account>("Account", "Whose, twelve digits.");
  }
  static constexpr auto user_row() {
    return shape::field<&AccessKeyRequest::user_name>(
        "UserName", "Its user; then policies are asked about that user, else about the root.");
  }
  static constexpr auto id_row() {
    return shape::field<&AccessKeyRequest::access_key_id>("AccessKeyId", "Which.");
  }
  static constexpr auto members() { return shape::fields(account_row(), user_row(), id_row()); }
};
struct DeleteAccessKeyRequest : AccessKeyRequest {};
struct GetAccessKeyLastUsedRequest : AccessKeyRequest {};

struct UpdateAccessKeyRequest : AccessKeyRequest {
  AccessKeyStatus status{};

  static constexpr auto members() {
    using Self = UpdateAccessKeyRequest;
    return shape::fields(
        account_row(), user_row(), id_row(),
        shape::field<&Self::status>("Status", "Inactive to stop it at once, Active to let it in."));
  }
};

// When and for what it was used last.
struct AccessKeyLastUsed {
  std::optional<account::DateTime> last_used_date{};
  Sentence service_name;
  Sentence region;

  static constexpr auto members() {
    using Self = AccessKeyLastUsed;
    return shape::fields(
        shape::field<&Self::last_used_date>("LastUsedDate",
                                            "To a minute or so; absent when it never was."),
        shape::field<&Self::service_name>("ServiceName", "For which API; N/A when it never was."),
        shape::field<&Self::region>("Region", "Where; N/A when it never was."));
  }
};

struct GetAccessKeyLastUsedResponse {
  std::optional<IdentityName> user_name{};
  AccessKeyLastUsed access_key_last_used;

  static constexpr auto members() {
    using Self = GetAccessKeyLastUsedResponse;
    return shape::fields(
        shape::field<&Self::user_name>("UserName", "Whose; the root's when absent."),
        shape::field<&Self::access_key_last_used>("AccessKeyLastUsed", "Its last use."));
  }
};

}  // namespace amity::admin
