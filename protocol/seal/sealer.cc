#include "protocol/seal/sealer.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

#include <algorithm>
#include <memory>

namespace amity::seal {
namespace {

constexpr char kFormat = 1;
constexpr std::size_t kNonceBytes = 12;
constexpr std::size_t kTagBytes = 16;
constexpr std::size_t kHeadBytes = 1 + SealingKey::kIdBytes;
constexpr std::size_t kAdded = kHeadBytes + kNonceBytes + kTagBytes;

constexpr std::string_view kHex = "0123456789abcdef";

using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

const unsigned char* data_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* data_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

int size_of(std::string_view text) { return static_cast<int>(text.size()); }

// Everything that can fail here fails for want of memory or of an algorithm that every OpenSSL has.
void require(int one) {
  if (one != 1) throw SealError("OpenSSL does not encrypt");
}

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Format and key id are authenticated with what the text is about.
void add_associated_data(EVP_CIPHER_CTX* context, std::string_view head, std::string_view about,
                         int (*update)(EVP_CIPHER_CTX*, unsigned char*, int*, const unsigned char*,
                                       int)) {
  int written = 0;
  require(update(context, nullptr, &written, data_of(head), size_of(head)));
  require(update(context, nullptr, &written, data_of(about), size_of(about)));
}

}  // namespace

SealingKey::SealingKey(const std::array<unsigned char, kBytes>& bytes) : bytes_(bytes) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(bytes_.data(), bytes_.size(), digest.data());
  std::copy_n(digest.begin(), id_.size(), id_.begin());
}

SealingKey::~SealingKey() { OPENSSL_cleanse(bytes_.data(), bytes_.size()); }

SealingKey SealingKey::make() {
  std::array<unsigned char, kBytes> bytes{};
  if (RAND_priv_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
    throw SealError("the system gives no random numbers");
  SealingKey key(bytes);
  OPENSSL_cleanse(bytes.data(), bytes.size());
  return key;
}

SealingKey SealingKey::parse(std::string_view hex) {
  std::array<unsigned char, kBytes> bytes{};
  bool good = hex.size() == 2 * kBytes;
  for (std::size_t i = 0; good && i < kBytes; ++i) {
    int high = digit(hex[2 * i]);
    int low = digit(hex[2 * i + 1]);
    good = high >= 0 && low >= 0;
    bytes[i] = static_cast<unsigned char>(high << 4 | low);
  }
  if (!good)
    throw SealError(
        "a sealing key is 64 hexadecimal digits, as `openssl rand -hex 32` prints them");
  SealingKey key(bytes);
  OPENSSL_cleanse(bytes.data(), bytes.size());
  return key;
}

std::string SealingKey::hex() const {
  std::string text;
  for (unsigned char byte : bytes_) {
    text += kHex[byte >> 4];
    text += kHex[byte & 15];
  }
  return text;
}

std::vector<SealingKey> parse_keys(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r";
  std::vector<SealingKey> keys;
  while (!text.empty()) {
    bool comment = text.starts_with('#');
    std::size_t end = std::min(text.find_first_of(comment ? "\n" : "\n,"), text.size());
    std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    std::size_t begin = word.find_first_not_of(kBlanks);
    if (comment || begin == std::string_view::npos) continue;
    SealingKey key =
        SealingKey::parse(word.substr(begin, word.find_last_not_of(kBlanks) + 1 - begin));
    for (const SealingKey& other : keys)
      if (other.id() == key.id()) throw SealError("the same sealing key comes twice");
    keys.push_back(key);
  }
  if (keys.empty()) throw SealError("there is no sealing key");
  return keys;
}

const SealingKey* Sealer::key_of(std::string_view sealed) const {
  if (sealed.size() < kAdded || sealed[0] != kFormat) return nullptr;
  auto found = std::find_if(keys_.begin(), keys_.end(), [&](const SealingKey& key) {
    return key.id() == sealed.substr(1, SealingKey::kIdBytes);
  });
  return found != keys_.end() ? &*found : nullptr;
}

std::string Sealer::seal(std::string_view text, std::string_view about) const {
  const SealingKey& key = keys_.front();
  std::string sealed(1, kFormat);
  sealed += key.id();
  sealed.resize(kAdded + text.size());
  unsigned char* nonce = data_of(sealed) + kHeadBytes;
  if (RAND_bytes(nonce, kNonceBytes) != 1) throw SealError("the system gives no random numbers");

  CipherContext context(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
  require(EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.bytes(), nonce));
  add_associated_data(context.get(), std::string_view(sealed).substr(0, kHeadBytes), about,
                      &EVP_EncryptUpdate);
  unsigned char* out = nonce + kNonceBytes;
  int written = 0;
  require(EVP_EncryptUpdate(context.get(), out, &written, data_of(text), size_of(text)));
  require(EVP_EncryptFinal_ex(context.get(), out + written, &written));
  require(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, kTagBytes, out + text.size()));
  return sealed;
}

std::optional<std::string> Sealer::open(std::string_view sealed, std::string_view about) const {
  const SealingKey* key = key_of(sealed);
  if (key == nullptr) return std::nullopt;
  std::string_view nonce = sealed.substr(kHeadBytes, kNonceBytes);
  std::string_view hidden = sealed.substr(kHeadBytes + kNonceBytes, sealed.size() - kAdded);
  std::string tag(sealed.substr(sealed.size() - kTagBytes));

  CipherContext context(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
  require(
      EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key->bytes(), data_of(nonce)));
  add_associated_data(context.get(), sealed.substr(0, kHeadBytes), about, &EVP_DecryptUpdate);
  std::string text(hidden.size(), '\0');
  int written = 0;
  require(
      EVP_DecryptUpdate(context.get(), data_of(text), &written, data_of(hidden), size_of(hidden)));
  require(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, kTagBytes, tag.data()));
  if (EVP_DecryptFinal_ex(context.get(), data_of(text) + written, &written) != 1) {
    OPENSSL_cleanse(text.data(), text.size());
    return std::nullopt;
  }
  return text;
}

}  // namespace amity::seal
