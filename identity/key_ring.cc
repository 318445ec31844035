#include "identity/key_ring.h"

#include "identity/credentials.h"
#include "protocol/iam/action_index.h"

#include <openssl/crypto.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

namespace amity::identity {
namespace {

using account::ReadTx;
using account::domain::IdentityKind;

// How exactly the last use of a key is known.
constexpr Duration kBetweenNotes = minutes(1);

// What an id may be, whoever made it.
bool is_access_key_id(std::string_view id) {
  return !id.empty() && id.size() <= 128 && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
  });
}

}  // namespace

struct KeyRing::Entry : sigv4::AccessKey {
  ~Entry() {
    OPENSSL_cleanse(secret_access_key.data(), secret_access_key.size());
    OPENSSL_cleanse(session_token.data(), session_token.size());
  }
  mutable Timestamp noted{};  // when its use was told last
};

// Reads all there is of one key, at one moment.
class KeyRing::Loading final : public account::Work<ReadTx> {
 public:
  Loading(const Environment& environment, const KeyRingOptions& options, CompiledPolicies& policies,
          std::string_view id)
      : environment_(environment), options_(options), policies_(policies), id_(id) {}

  void run(ReadTx& tx) override {
    try {
      if (auto key = tx.identities().access_key(id_)) return take(tx, *key);
      if (auto session = tx.identities().session(id_)) return take(tx, *session);
    } catch (const BrokenIdentity& error) {
      entry.reset();
      spdlog::error("access key {} is of no use: {}", id_, error.what());
    }
  }
  void done(std::exception_ptr why) noexcept override { failure = std::move(why); }

  std::unique_ptr<Entry> entry;
  std::exception_ptr failure;

 private:
  void take(ReadTx& tx, const account::domain::AccessKey& key) {
    if (!key.active || !is_open(tx, key.account)) return;
    SharedPrincipal principal;
    if (key.user) {
      auto user = tx.identities().find({key.account, IdentityKind::user, *key.user});
      if (!user) return;
      principal = share(principal_of(tx, environment_.place, *user, policies_));
    } else {
      principal = root_of(environment_.place, key.account);
    }
    make(key.sealed, std::move(principal));
  }

  void take(ReadTx& tx, const account::domain::Session& session) {
    if (!is_open(tx, session.account) || !is_open(tx, session.source)) return;
    auto role = tx.identities().find({session.account, IdentityKind::role, session.role_name});
    if (!role || role->id != session.role_id) return;
    make(session.sealed, share(principal_of(tx, environment_.place, *role, session, policies_)));
    if (entry) entry->expires_at = session.expires_at;
  }

  static bool is_open(ReadTx& tx, account::domain::AccountId account) {
    auto found = tx.accounts().find(account);
    return found && !found->suspended;
  }

  SharedPrincipal share(iam::Principal principal) const {
    principal.index = std::make_shared<const iam::ActionIndex>(principal, options_.actions);
    return std::make_shared<const iam::Principal>(std::move(principal));
  }

  void make(std::string_view sealed, SharedPrincipal principal) {
    auto credentials = open(*environment_.seals.in_use(), id_, sealed);
    if (!credentials) throw BrokenIdentity("none of the sealing keys opens its secret");
    entry = std::make_unique<Entry>();
    entry->access_key_id = id_;
    entry->secret_access_key = credentials->secret_access_key;
    entry->session_token = credentials->session_token;
    entry->account = principal->account;
    entry->principal_arn = principal->arn;
    entry->principal = std::move(principal);
  }

  const Environment& environment_;
  const KeyRingOptions& options_;
  CompiledPolicies& policies_;
  std::string_view id_;
};

KeyRing::KeyRing(const Environment& environment, KeyRingOptions options)
    : environment_(environment),
      options_(std::move(options)),
      reader_(environment.store.reader()) {}

KeyRing::~KeyRing() = default;

const sigv4::AccessKey* KeyRing::find(std::string_view access_key_id) const {
  if (!is_access_key_id(access_key_id)) return nullptr;
  // Before the store is looked at: a change that comes between the two is met again.
  std::uint64_t changes = environment_.changes.count();
  if (std::exchange(seen_, changes) != changes) {
    known_.clear();
    older_.clear();
  }
  auto found = known_.find(access_key_id);
  if (found == known_.end()) {
    make_room();
    auto kept = older_.find(access_key_id);
    found = kept == older_.end() ? known_.emplace(access_key_id, load(access_key_id)).first
                                 : known_.insert(older_.extract(kept)).position;
  }
  return found->second.get();
}

void KeyRing::make_room() const {
  if (known_.size() < options_.capacity) return;
  older_ = std::exchange(known_, {});
}

std::unique_ptr<KeyRing::Entry> KeyRing::load(std::string_view access_key_id) const {
  Loading loading(environment_, options_, policies_, access_key_id);
  reader_->read(loading);
  reader_->rest();  // seldom enough that keeping the moment would gain nothing
  if (loading.failure) std::rethrow_exception(loading.failure);
  return std::move(loading.entry);
}

void KeyRing::used(const sigv4::AccessKey& key, Timestamp now) const {
  if (key.expires_at) return;
  const auto& entry = static_cast<const Entry&>(key);  // find() gives no others
  if (now - entry.noted < kBetweenNotes) return;
  entry.noted = now;
  environment_.uses.add({entry.access_key_id, now, options_.service, options_.region});
}

}  // namespace amity::identity
