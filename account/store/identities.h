#pragma once

#include "account/domain/identity.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace amity::account {

// A row whose secret is sealed, as a change of the sealing key walks them.
struct SealedRow {
  std::string access_key_id;
  std::string sealed;
};

// Who may call, and the policies that say what. Lists come in the order of the names, after the one
// given (empty: from the first), up to `at_most`; an identity's own lists come whole.
class Identities {
 public:
  virtual std::optional<domain::Identity> find(const domain::IdentityKey& key) = 0;
  virtual std::vector<domain::Identity> list(domain::AccountId account, domain::IdentityKind kind,
                                             std::string_view after, std::size_t at_most) = 0;
  virtual TagList tags_of(const domain::IdentityKey& key) = 0;
  virtual std::vector<domain::InlinePolicy> inline_policies_of(const domain::IdentityKey& key) = 0;
  // The ARNs of the managed policies, in their order.
  virtual std::vector<std::string> attached_to(const domain::IdentityKey& key) = 0;

  // A managed policy of an account; AWS's own are no rows.
  virtual std::optional<domain::ManagedPolicy> policy(domain::AccountId account,
                                                      std::string_view name) = 0;
  virtual std::vector<domain::ManagedPolicy> policies(domain::AccountId account,
                                                      std::string_view after,
                                                      std::size_t at_most) = 0;
  // To how many of the account's identities the policy with that ARN is attached.
  virtual std::size_t attachments_of(domain::AccountId account, std::string_view policy_arn) = 0;

  virtual std::optional<domain::AccessKey> access_key(std::string_view id) = 0;
  // Those of a user or, without one, of the account's root.
  virtual std::vector<domain::AccessKey> access_keys_of(domain::AccountId account,
                                                        const std::optional<std::string>& user) = 0;
  // Expired ones, too, until they are forgotten.
  virtual std::optional<domain::Session> session(std::string_view access_key_id) = 0;
  // All keys and sessions, in the order of their ids.
  virtual std::vector<SealedRow> sealed_rows(std::string_view after, std::size_t at_most) = 0;

 protected:
  ~Identities() = default;
};

class IdentitiesForWriting : public Identities {
 public:
  // False, with nothing changed, when one of that kind has the name already, in whatever case.
  virtual bool insert(const domain::Identity& identity) = 0;
  // Writes boundary and, of a role, its terms.
  virtual void update(const domain::Identity& identity) = 0;
  // False, with nothing changed, while it has access keys, inline or attached policies. Its tags go
  // with it.
  virtual bool remove(const domain::IdentityKey& key) = 0;
  virtual void put_tags(const domain::IdentityKey& key, const TagList& tags) = 0;
  virtual void remove_tags(const domain::IdentityKey& key, const TagKeyList& keys) = 0;
  // Adds the policy, or replaces the one of that name.
  virtual void put_inline_policy(const domain::IdentityKey& key,
                                 const domain::InlinePolicy& policy) = 0;
  // False when there is none of that name; likewise the other removals.
  virtual bool remove_inline_policy(const domain::IdentityKey& key, std::string_view name) = 0;
  // Attaching what is attached already changes nothing.
  virtual void attach(const domain::IdentityKey& key, std::string_view policy_arn) = 0;
  virtual bool detach(const domain::IdentityKey& key, std::string_view policy_arn) = 0;

  // False, with nothing changed, when the account has one of that name, in whatever case.
  virtual bool insert(const domain::ManagedPolicy& policy) = 0;
  // False, with nothing changed, while it is attached to somebody, or bounds somebody.
  virtual bool remove(const domain::ManagedPolicy& policy, std::string_view arn) = 0;

  // False, with nothing changed, when the user, or the root, has two already, or somebody has that
  // id.
  virtual bool insert(const domain::AccessKey& key) = 0;
  virtual void set_active(std::string_view access_key_id, bool active) = 0;
  virtual bool remove_access_key(std::string_view id) = 0;
  // Of a key that is gone nothing is written; nor of sessions.
  virtual void note_use(const domain::KeyUse& use) = 0;

  // The id is fresh.
  virtual void insert(const domain::Session& session) = 0;
  // Forgets up to `at_most` that expired before then, the oldest first; how many those were.
  virtual std::size_t forget_sessions(Timestamp expired_before, std::size_t at_most) = 0;

  // Writes the secret, sealed anew. Nothing, when the row is gone.
  virtual void reseal(const SealedRow& row) = 0;

 protected:
  ~IdentitiesForWriting() = default;
};

}  // namespace amity::account
