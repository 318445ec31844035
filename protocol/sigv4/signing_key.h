#pragma once

#include "protocol/sigv4/hash.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

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

// Keeps the MACs of signing keys, for one region and service: deriving one takes four times as long
// as using it. At most `capacity` of them, each with the name and the secret it was made from in
// one place of three cache lines; which one goes when there are more is left to chance. What does
// not fit its place (a name or a secret of more than 64 bytes) is derived every time. Secrets are
// wiped from its memory. One thread.
class SigningKeys {
 public:
  SigningKeys(std::string region, std::string service, std::size_t capacity);
  ~SigningKeys();
  SigningKeys(const SigningKeys&) = delete;
  SigningKeys& operator=(const SigningKeys&) = delete;

  // The MAC for a key and day. `name` is the start of a credential, key id and date as in
  // AKIDEXAMPLE/20150830; a secret other than the one it was made from makes it anew. The reference
  // is valid until the next call.
  const HmacSha256& of(std::string_view name, std::string_view secret_access_key);

  std::size_t size() const { return used_; }

 private:
  static constexpr std::size_t kLongest = 64;
  struct Entry {
    std::array<char, kLongest> name{};
    std::array<char, kLongest> secret{};
    std::uint8_t name_size = 0;  // 0: a free place
    std::uint8_t secret_size = 0;
    HmacSha256 mac{{}};

    bool is_for(std::string_view name, std::string_view secret_access_key) const;
  };

  HmacSha256 derived(std::string_view name, std::string_view secret_access_key) const;
  // The place of that name, or the one it shall have.
  Entry& place(std::string_view name);
  void grow();

  std::string region_;
  std::string service_;
  std::size_t capacity_;
  std::size_t used_ = 0;
  std::vector<Entry> places_;  // a power of two; a name is at its hash or one of the places behind
  HmacSha256 uncached_{{}};
};

}  // namespace amity::sigv4
