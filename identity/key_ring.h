#pragma once

#include "identity/environment.h"
#include "identity/principal.h"
#include "protocol/sigv4/verify.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace amity::identity {

struct KeyRingOptions {
  std::string service;  // what its keys are used for: partnercentral-account
  std::string region;
  std::vector<std::string> actions;  // what policies will be asked most: partnercentral:GetPartner
  std::size_t capacity = 16'384;     // known keys kept in memory, and as many ids of nobody
};

// The access keys of the store, for one I/O thread: each with its secret unsealed and its policies
// compiled, kept in memory until some identity was changed (environment.h). A key is not there when
// it was never made, is inactive, does not unseal, or speaks for a user, a role or an account that
// is gone or suspended; why is told to the log alone, and only where something is broken. An
// expired session is there until it is forgotten, so that its key is told from an unknown one.
//
// What has the form of no access key is answered without the store. Throws StoreUnavailable.
class KeyRing final : public sigv4::KeyStore {
 public:
  // `environment` outlives it.
  KeyRing(const Environment& environment, KeyRingOptions options);
  ~KeyRing() override;

  // Valid until the next call; its principal can be kept.
  const sigv4::AccessKey* find(std::string_view access_key_id) const override;
  // Of a key that find() gave.
  void used(const sigv4::AccessKey& key, Timestamp now) const override;

  std::size_t size() const { return known_.size(); }

 private:
  struct Entry;
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  using Entries = std::unordered_map<std::string, std::unique_ptr<Entry>, Hash, std::equal_to<>>;
  class Loading;

  std::unique_ptr<Entry> load(std::string_view access_key_id) const;
  void make_room() const;

  const Environment& environment_;
  KeyRingOptions options_;
  std::unique_ptr<account::Reader> reader_;
  mutable CompiledPolicies policies_;
  // Both the known and, as null, those that are nobody's. When the newer half is full it becomes
  // the older, and what was not asked for since is dropped with the half before.
  mutable Entries known_;
  mutable Entries older_;
  mutable std::uint64_t seen_ = 0;
};

}  // namespace amity::identity
