#pragma once

#include "protocol/sigv4/hash.h"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace amity::sigv4 {

inline constexpr std::string_view kAlgorithm = "AWS4-HMAC-SHA256";
inline constexpr std::string_view kTerminator = "aws4_request";

// Appends the string to sign (step 2): `time` in basic ISO form, `scope` as
// 20150830/us-east-1/service/aws4_request, the hash of the canonical request.
void append_string_to_sign(std::string_view time, std::string_view scope,
                           const Digest& canonical_request, std::string& out);

// Derives the signing key (step 3) from a secret for one day (20150830), region and service.
Digest derive_signing_key(std::string_view secret_access_key, std::string_view date,
                          std::string_view region, std::string_view service);

// Keeps the contexts of signing keys, for one region and service: deriving one takes four times as
// long as using it. Holds at most `capacity`; beyond, some other one goes. Which one is left to
// chance, because keeping an order would touch the memory of its neighbours at every use. Secrets
// are wiped from its memory. One thread.
class SigningKeys {
 public:
  SigningKeys(std::string region, std::string service, std::size_t capacity);

  // The context for a key and day. `name` is the start of a credential, key id and date as in
  // AKIDEXAMPLE/20150830; a secret other than the one it was made from makes it anew. The reference
  // is valid until the next call.
  HmacSha256& of(std::string_view name, std::string_view secret_access_key);

  std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    Entry(std::string_view secret, HmacSha256 keyed);
    ~Entry();
    Entry(const Entry&) = delete;
    Entry& operator=(const Entry&) = delete;

    std::string secret_access_key;
    HmacSha256 mac;
  };
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };

  std::string region_;
  std::string service_;
  std::size_t capacity_;
  std::unordered_map<std::string, Entry, Hash, std::equal_to<>> entries_;  // by name
};

}  // namespace amity::sigv4
