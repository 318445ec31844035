// File: access_keys.cc, contains the operations on access keys.
#include "admin/operations/access_key.h"
#include "admin/operations/bodies.h"
#include "admin/operations/identity_lookup.h"
#include "identity/credentials.h"

namespace amity::admin {
namespace {

namespace domain = account::domain;

std::optional<IdentityName> name_of(const std::optional<std::string>& user) {
  return user ? std::optional(IdentityName(*user)) : std::nullopt;
}

AccessKeyStatus status_of(const domain::AccessKey& key) {
  return key.active ? AccessKeyStatus::Active : AccessKeyStatus::Inactive;
}

// Whose keys a request is about: a user that there is, or the root.
std::optional<std::string> require_holder(ReadTx& tx, const account::AwsAccountId& account,
                                          const std::optional<IdentityName>& user) {
  require_account(tx, account);
  if (!user) return std::nullopt;
  require_identity(tx, {account_in(account), IdentityKind::user, user->str()});
  return user->str();
}

// A key of another account, or of another user than the one that is named, is as good as none.
domain::AccessKey require_key(ReadTx& tx, const AccessKeyRequest& request) {
  auto key = tx.identities().access_key(request.access_key_id.view());
  bool found = key && key->account == account_in(request.account) &&
               (!request.user_name || key->user == request.user_name->str());
  if (!found) throw not_found("There is no access key " + request.access_key_id.str() + ".");
  return std::move(*key);
}

}  // namespace

NewAccessKey make_access_key(WriteTx& tx, const Call& call, domain::AccountId account,
                             const std::optional<std::string>& user) {
  identity::Credentials made = identity::make_access_key(call.secrets);
  domain::AccessKey key;
  key.id = made.access_key_id;
  key.account = account;
  key.user = user;
  key.sealed = identity::seal(*call.identities.seals.in_use(), made);
  key.created_at = call.now;
  if (!tx.identities().insert(key))
    throw conflict("There are two access keys already: delete one first.");

  NewAccessKey shown;
  shown.user_name = name_of(user);
  shown.access_key_id = AccessKeyId(made.access_key_id);
  shown.secret_access_key = SecretAccessKey(made.secret_access_key);
  shown.create_date = call.now;
  return shown;
}

CreateAccessKeyResponse create_access_key(WriteTx& tx, const Call& call,
                                          const CreateAccessKeyRequest& request) {
  auto user = require_holder(tx, request.account, request.user_name);
  return {make_access_key(tx, call, account_in(request.account), user)};
}

ListAccessKeysResponse list_access_keys(ReadTx& tx, const Call& /*call*/,
                                        const ListAccessKeysRequest& request) {
  auto user = require_holder(tx, request.account, request.user_name);
  ListAccessKeysResponse response;
  for (const auto& key : tx.identities().access_keys_of(account_in(request.account), user)) {
    AccessKeyMetadata& shown = response.access_key_metadata.items.emplace_back();
    shown.user_name = name_of(key.user);
    shown.access_key_id = AccessKeyId(key.id);
    shown.status = status_of(key);
    shown.create_date = key.created_at;
  }
  return response;
}

Nothing update_access_key(WriteTx& tx, const Call& /*call*/,
                          const UpdateAccessKeyRequest& request) {
  domain::AccessKey key = require_key(tx, request);
  tx.identities().set_active(key.id, request.status == AccessKeyStatus::Active);
  return {};
}

Nothing delete_access_key(WriteTx& tx, const Call& /*call*/,
                          const DeleteAccessKeyRequest& request) {
  tx.identities().remove_access_key(require_key(tx, request).id);
  return {};
}

GetAccessKeyLastUsedResponse get_access_key_last_used(ReadTx& tx, const Call& /*call*/,
                                                      const GetAccessKeyLastUsedRequest& request) {
  domain::AccessKey key = require_key(tx, request);
  GetAccessKeyLastUsedResponse response;
  response.user_name = name_of(key.user);
  AccessKeyLastUsed& last = response.access_key_last_used;
  last.last_used_date = key.last_used_at;
  last.service_name = Sentence(key.last_used_at ? key.last_used_service : "N/A");
  last.region = Sentence(key.last_used_at ? key.last_used_region : "N/A");
  return response;
}

}  // namespace amity::admin
