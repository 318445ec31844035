#include "protocol/sigv4/signing_key.h"

#include <openssl/crypto.h>

#include <algorithm>
#include <functional>
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

namespace {

constexpr std::size_t kFirstPlaces = 64;
// So many neighbours are looked at for a name; with half of the places free it hardly takes more
// than one.
constexpr std::size_t kReach = 8;

std::size_t hash_of(std::string_view name) { return std::hash<std::string_view>{}(name); }

}  // namespace

SigningKeys::SigningKeys(std::string region, std::string service, std::size_t capacity)
    : region_(std::move(region)),
      service_(std::move(service)),
      capacity_(std::max<std::size_t>(capacity, 1)),
      places_(kFirstPlaces) {}

SigningKeys::~SigningKeys() {
  for (Entry& entry : places_) OPENSSL_cleanse(entry.secret.data(), entry.secret.size());
}

bool SigningKeys::Entry::is_for(std::string_view wanted, std::string_view secret_access_key) const {
  return wanted == std::string_view(name.data(), name_size) &&
         secret_access_key == std::string_view(secret.data(), secret_size);
}

HmacSha256 SigningKeys::derived(std::string_view name, std::string_view secret_access_key) const {
  std::string_view date = name.substr(name.rfind('/') + 1);
  Digest key = derive_signing_key(secret_access_key, date, region_, service_);
  HmacSha256 mac(bytes(key));
  OPENSSL_cleanse(key.data(), key.size());
  return mac;
}

SigningKeys::Entry& SigningKeys::place(std::string_view name) {
  std::size_t hash = hash_of(name);
  Entry* free = nullptr;
  for (std::size_t i = 0; i < kReach; ++i) {
    Entry& entry = places_[(hash + i) & (places_.size() - 1)];
    if (name == std::string_view(entry.name.data(), entry.name_size)) return entry;
    if (entry.name_size == 0 && free == nullptr) free = &entry;
  }
  if (free != nullptr && used_ < capacity_) return *free;
  // Full here, or altogether: some other one goes.
  for (std::size_t i = 0;; ++i) {
    Entry& entry = places_[(hash + i) & (places_.size() - 1)];
    if (entry.name_size != 0) return entry;
  }
}

void SigningKeys::grow() {
  std::vector<Entry> before(places_.size() * 2);
  before.swap(places_);
  used_ = 0;
  for (Entry& entry : before) {
    if (entry.name_size == 0) continue;
    Entry& to = place({entry.name.data(), entry.name_size});
    used_ += to.name_size == 0 ? 1 : 0;
    to = entry;
    OPENSSL_cleanse(entry.secret.data(), entry.secret.size());
  }
}

const HmacSha256& SigningKeys::of(std::string_view name, std::string_view secret_access_key) {
  if (name.size() > kLongest || secret_access_key.size() > kLongest) {
    uncached_ = derived(name, secret_access_key);
    return uncached_;
  }
  Entry* entry = &place(name);
  if (entry->is_for(name, secret_access_key)) return entry->mac;

  if (entry->name_size == 0) {
    if (2 * (used_ + 1) > places_.size()) {
      grow();
      entry = &place(name);
    }
    used_ += entry->name_size == 0 ? 1 : 0;
  }
  entry->mac = derived(name, secret_access_key);
  OPENSSL_cleanse(entry->secret.data(), entry->secret.size());
  std::copy(name.begin(), name.end(), entry->name.begin());
  std::copy(secret_access_key.begin(), secret_access_key.end(), entry->secret.begin());
  entry->name_size = static_cast<std::uint8_t>(name.size());
  entry->secret_size = static_cast<std::uint8_t>(secret_access_key.size());
  return entry->mac;
}

}  // namespace amity::sigv4
