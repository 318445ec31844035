#pragma once

#include "admin/model/access_key.h"

// The accounts of this installation.
namespace amity::admin {

// What an account is called.
struct AccountName : shape::Text<AccountName> {
  using Text::Text;
  static constexpr shape::TextLimits limits{
      .min = 1, .max = 128, .pattern = account::printable_line};
};

// Whether the keys of an account are good for anything.
enum class AccountStatus : std::uint8_t { ACTIVE, SUSPENDED };
constexpr auto wire_names(AccountStatus) { return shape::names("ACTIVE", "SUSPENDED"); }

struct AccountDetails {
  account::AwsAccountId id;
  AccountName name;
  AccountStatus status{};
  bool is_operator = false;
  std::optional<account::DateTime> created_at{};

  static constexpr auto members() {
    using Self = AccountDetails;
    return shape::fields(
        shape::field<&Self::id>("Id", "Twelve digits."),
        shape::field<&Self::name>("Name", "What it is called."),
        shape::field<&Self::status>("Status", "SUSPENDED: none of its keys is good for anything."),
        shape::field<&Self::is_operator>("Operator", "Whether it may use the admin API."),
        shape::field<&Self::created_at>("CreateDate",
                                        "When it was made; absent where that is not known."));
  }
};
struct AccountDetailsList : shape::List<AccountDetailsList, AccountDetails> {};

// The answer of operations on one.
struct AccountResponse {
  AccountDetails account;

  static constexpr auto members() {
    using Self = AccountResponse;
    return shape::fields(shape::field<&Self::account>("Account", "As it is now."));
  }
};

struct CreateAccountRequest {
  std::optional<account::AwsAccountId> account{};
  AccountName name;
  std::optional<bool> root_access_key{};

  static constexpr auto members() {
    using Self = CreateAccountRequest;
    return shape::fields(
        shape::field<&Self::account>("Account", "Twelve digits; made up when absent."),
        shape::field<&Self::name>("Name", "What it is called."),
        shape::field<&Self::root_access_key>("RootAccessKey",
                                             "Whether its root gets an access key at once."));
  }
};

struct CreateAccountResponse {
  AccountDetails account;
  std::optional<NewAccessKey> access_key{};

  static constexpr auto members() {
    using Self = CreateAccountResponse;
    return shape::fields(
        shape::field<&Self::account>("Account", "The account."),
        shape::field<&Self::access_key>("AccessKey", "Its root's, where one was asked for."));
  }
};

struct GetAccountRequest {
  account::AwsAccountId account;

  static constexpr auto members() {
    using Self = GetAccountRequest;
    return shape::fields(shape::field<&Self::account>("Account", "Which, twelve digits."));
  }
};
using GetAccountResponse = AccountResponse;

struct ListAccountsRequest {
  std::optional<account::MaxResults> max_results{};
  std::optional<account::NextToken> next_token{};

  static constexpr auto members() {
    using Self = ListAccountsRequest;
    return shape::fields(
        shape::field<&Self::max_results>("MaxResults", "1 to 100; 20 when absent."),
        shape::field<&Self::next_token>("NextToken", "As the page before gave it."));
  }
};

struct ListAccountsResponse {
  AccountDetailsList accounts;
  std::optional<account::NextToken> next_token{};

  static constexpr auto members() {
    using Self = ListAccountsResponse;
    return shape::fields(
        shape::field<&Self::accounts>("Accounts", "In the order of their ids."),
        shape::field<&Self::next_token>("NextToken", "Present when there are more."));
  }
};

struct UpdateAccountRequest {
  account::AwsAccountId account;
  std::optional<AccountName> name{};
  std::optional<AccountStatus> status{};

  static constexpr auto members() {
    using Self = UpdateAccountRequest;
    return shape::fields(
        shape::field<&Self::account>("Account", "Which, twelve digits."),
        shape::field<&Self::name>("Name", "A new name."),
        shape::field<&Self::status>("Status",
                                    "SUSPENDED to stop its keys at once, ACTIVE to let them in "
                                    "again; the operator's stays active."));
  }
};
using UpdateAccountResponse = AccountResponse;

}  // namespace amity::admin
