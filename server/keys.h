#pragma once

#include "protocol/sigv4/verify.h"

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace amity::server {

// The keys that were configured. Never changes after it was made, so threads share it freely.
class ConfiguredKeys final : public sigv4::KeyStore {
 public:
  // Of two keys with one id the last counts.
  explicit ConfiguredKeys(std::vector<sigv4::AccessKey> keys) {
    for (sigv4::AccessKey& key : keys) {
      std::string id = key.access_key_id;
      keys_.insert_or_assign(std::move(id), std::move(key));
    }
  }

  const sigv4::AccessKey* find(std::string_view access_key_id) const override {
    auto found = keys_.find(access_key_id);
    return found != keys_.end() ? &found->second : nullptr;
  }

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  std::unordered_map<std::string, sigv4::AccessKey, Hash, std::equal_to<>> keys_;
};

}  // namespace amity::server
