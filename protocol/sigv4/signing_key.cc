#include "protocol/sigv4/signing_key.h"

#include <openssl/crypto.h>

#include <algorithm>
#include <utility>

namespace amity::sigv4 {

void append_string_to_sign(std::string_view time, std::string_view scope,
                           const Digest& canonical_request, std::string& out) {
  out += kAlgorithm;
  out += '\n';
  out += time;
  out += '\n';
  out += scope;
  out += '\n';
  append_hex(bytes(canonical_request), out);
}

Digest derive_signing_key(std::string_view secret_access_key, std::string_view date,
                          std::string_view region, std::string_view service) {
  std::string secret = "AWS4";
  secret += secret_access_key;
  Digest key = HmacSha256(secret)(date);
  OPENSSL_cleanse(secret.data(), secret.size());
  key = HmacSha256(bytes(key))(region);
  key = HmacSha256(bytes(key))(service);
  return HmacSha256(bytes(key))(kTerminator);
}

SigningKeys::Entry::Entry(std::string_view secret, HmacSha256 keyed)
    : secret_access_key(secret), mac(std::move(keyed)) {}

SigningKeys::Entry::~Entry() {
  OPENSSL_cleanse(secret_access_key.data(), secret_access_key.size());
}

SigningKeys::SigningKeys(std::string region, std::string service, std::size_t capacity)
    : region_(std::move(region)),
      service_(std::move(service)),
      capacity_(std::max<std::size_t>(capacity, 1)) {}

HmacSha256& SigningKeys::of(std::string_view name, std::string_view secret_access_key) {
  if (auto known = entries_.find(name); known != entries_.end()) {
    if (known->second.secret_access_key == secret_access_key) return known->second.mac;
    entries_.erase(known);
  }
  while (entries_.size() >= capacity_) entries_.erase(entries_.begin());
  std::string_view date = name.substr(name.rfind('/') + 1);
  Digest key = derive_signing_key(secret_access_key, date, region_, service_);
  auto made = entries_.try_emplace(std::string(name), secret_access_key, HmacSha256(bytes(key)));
  OPENSSL_cleanse(key.data(), key.size());
  return made.first->second.mac;
}

}  // namespace amity::sigv4
