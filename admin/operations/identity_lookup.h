#pragma once

#include "account/store/store.h"
#include "admin/model/errors.h"
#include "admin/model/identity.h"
#include "admin/operations/call.h"
#include "protocol/iam/policy.h"

#include <string_view>

// What the operations on identities have in common: finding what a request names, and refusing what
// must not be stored.
namespace amity::admin {

inline shape::ApiError not_found(std::string what) {
  return error(ErrorCode::ResourceNotFoundException, std::move(what));
}
inline shape::ApiError conflict(std::string what) {
  return error(ErrorCode::ConflictException, std::move(what));
}
inline shape::ApiError invalid(std::string what) {
  return error(ErrorCode::ValidationException, std::move(what));
}

// Decoding has seen that these are twelve digits.
account::domain::AccountId account_in(const account::AwsAccountId& digits);

// Each throws ResourceNotFoundException when there is no such thing.
account::domain::Account require_account(account::ReadTx& tx, const account::AwsAccountId& digits);
account::domain::Identity require_identity(account::ReadTx& tx,
                                           const account::domain::IdentityKey& key);
// The managed policy of that ARN is the account's, or AWS's own.
void require_policy(account::ReadTx& tx, const Call& call, account::domain::AccountId account,
                    std::string_view arn);

template <IdentityKind Kind>
account::domain::IdentityKey key_of(const IdentityRequest<Kind>& request) {
  return {account_in(request.account), Kind, request.name.str()};
}

// Throws ValidationException, with the place, for a text that is no policy.
void require_document(std::string_view document, iam::PolicyKind kind);
// Likewise, for all that limits the tags of one identity.
void require_tags(const account::TagList& added, const account::TagList& present);

// Adds what a new or a wider identity brings. Throws what is above, and ConflictException when one
// of that name is there.
void add_identity(account::WriteTx& tx, const Call& call, const account::domain::Identity& identity,
                  const account::TagList& tags);
void put_inline_policy(account::WriteTx& tx, const account::domain::IdentityKey& key,
                       const account::domain::InlinePolicy& policy);
void attach_policy(account::WriteTx& tx, const Call& call, const account::domain::IdentityKey& key,
                   const std::string& arn);

// Where a list goes on: after this name. A page's token is the last name of the one before, which
// is no secret to whoever may read the list.
inline std::string_view after(const std::optional<account::NextToken>& token) {
  return token ? token->view() : std::string_view();
}
inline std::size_t page_size(const std::optional<account::MaxResults>& size) {
  return static_cast<std::size_t>(size ? size->value : account::MaxResults::when_absent);
}

// Cuts a list of one more than fits to the page's size; the token for what follows, if any.
template <class Row, class NameOf>
std::optional<account::NextToken> cut(std::vector<Row>& rows, std::size_t size, NameOf name_of) {
  if (rows.size() <= size) return std::nullopt;
  rows.resize(size);
  return account::NextToken(std::string_view(name_of(rows.back())));
}

}  // namespace amity::admin
