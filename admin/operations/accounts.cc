// File: accounts.cc, contains the operations on accounts.
#include "admin/operations/access_key.h"
#include "admin/operations/bodies.h"
#include "admin/operations/identity_lookup.h"

namespace amity::admin {
namespace {

namespace domain = account::domain;

AccountDetails details(const domain::Account& account) {
  AccountDetails shown;
  shown.id = domain::text(account.id);
  shown.name = AccountName(account.name);
  shown.status = account.suspended ? AccountStatus::SUSPENDED : AccountStatus::ACTIVE;
  shown.is_operator = account.is_operator;
  if (account.created_at != Timestamp{}) shown.created_at = account.created_at;
  return shown;
}

// The smallest number of twelve digits is 1, which nobody wants to read; a first digit of 0 is left
// to those who choose it.
domain::AccountId fresh_account(WriteTx& tx, const Call& call) {
  constexpr std::uint64_t kFirst = 100'000'000'000;
  while (true) {
    domain::AccountId id{static_cast<std::int64_t>(kFirst + call.secrets.below(9 * kFirst))};
    if (!tx.accounts().find(id)) return id;
  }
}

}  // namespace

CreateAccountResponse create_account(WriteTx& tx, const Call& call,
                                     const CreateAccountRequest& request) {
  domain::Account account;
  account.id = request.account ? account_in(*request.account) : fresh_account(tx, call);
  if (tx.accounts().find(account.id))
    throw conflict("There is an account " + domain::text(account.id).str() + " already.");
  account.name = request.name.str();
  account.created_at = call.now;
  tx.accounts().put(account);

  CreateAccountResponse response;
  response.account = details(account);
  if (request.root_access_key.value_or(false))
    response.access_key = make_access_key(tx, call, account.id, {});
  return response;
}

GetAccountResponse get_account(ReadTx& tx, const Call& /*call*/, const GetAccountRequest& request) {
  return {details(require_account(tx, request.account))};
}

ListAccountsResponse list_accounts(ReadTx& tx, const Call& /*call*/,
                                   const ListAccountsRequest& request) {
  domain::AccountId start;
  if (request.next_token) {
    auto last = domain::parse_account(request.next_token->view());
    if (!last) throw invalid("NextToken is not one of this list.");
    start = *last;
  }
  std::size_t size = page_size(request.max_results);
  auto accounts = tx.accounts().list(start, size + 1);
  ListAccountsResponse response;
  response.next_token =
      cut(accounts, size, [](const auto& account) { return domain::text(account.id).str(); });
  for (const auto& account : accounts) response.accounts.items.push_back(details(account));
  return response;
}

UpdateAccountResponse update_account(WriteTx& tx, const Call& /*call*/,
                                     const UpdateAccountRequest& request) {
  domain::Account account = require_account(tx, request.account);
  if (request.name) account.name = request.name->str();
  if (request.status) account.suspended = *request.status == AccountStatus::SUSPENDED;
  // Nobody could undo it.
  if (account.is_operator && account.suspended)
    throw conflict("The operator's account cannot be suspended.");
  tx.accounts().put(account);
  return {details(account)};
}

}  // namespace amity::admin
