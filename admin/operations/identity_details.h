#pragma once

#include "admin/operations/identity_lookup.h"
#include "identity/credentials.h"

// What users and roles show and begin with alike.
namespace amity::admin {

// A new one as its request describes it; the id begins with `prefix`.
template <class Request>
account::domain::Identity fresh_identity(const Call& call, const Request& request,
                                         std::string_view prefix) {
  account::domain::Identity identity;
  identity.key = key_of(request);
  if (request.path) identity.path = request.path->str();
  identity.id = identity::make_identifier(prefix, call.secrets);
  identity.created_at = call.now;
  if (request.permissions_boundary) identity.boundary = request.permissions_boundary->str();
  return identity;
}

// Fills in what a User and a Role have in common.
template <class Shown>
void show(const Call& call, const account::domain::Identity& identity, Shown& shown) {
  shown.path = IdentityPath(identity.path);
  shown.arn = Arn(account::domain::arn(call.settings.place, identity));
  shown.create_date = identity.created_at;
  if (identity.boundary) shown.permissions_boundary = Arn(*identity.boundary);
}

// Fills in what hangs on one: tags and policies.
template <class Shown, class Holder>
void show_all(account::ReadTx& tx, const account::domain::Identity& identity, Shown& shown,
              Holder& holder) {
  auto tags = tx.identities().tags_of(identity.key);
  if (!tags.empty()) shown.tags = std::move(tags);
  for (auto& own : tx.identities().inline_policies_of(identity.key))
    holder.policies.items.push_back({PolicyName(own.name), PolicyDocument(own.document)});
  for (auto& arn : tx.identities().attached_to(identity.key))
    holder.attached_policies.items.emplace_back(arn);
}

// Visits a page of an account's users or roles; the token for the next page, if any.
template <class Visit>
std::optional<account::NextToken> list_identities(account::ReadTx& tx, const PageRequest& request,
                                                  IdentityKind kind, Visit visit) {
  require_account(tx, request.account);
  std::size_t size = page_size(request.max_results);
  auto identities =
      tx.identities().list(account_in(request.account), kind, after(request.next_token), size + 1);
  auto next = cut(identities, size,
                  [](const auto& identity) { return std::string_view(identity.key.name); });
  for (const auto& identity : identities) visit(identity);
  return next;
}

}  // namespace amity::admin
