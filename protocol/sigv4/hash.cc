#include "protocol/sigv4/hash.h"

#include <openssl/core_names.h>
#include <openssl/params.h>

#include <algorithm>
#include <stdexcept>

namespace amity::sigv4 {
namespace {

const unsigned char* octets(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

// These calls fail only when memory is short or OpenSSL lacks its own default provider.
void ensure(int succeeded, const char* what) {
  if (succeeded != 1) throw std::runtime_error(std::string("OpenSSL: ") + what);
}

// Fetched once: finding the algorithm by its name costs more than hashing a request does.
const EVP_MD* sha256() {
  static const std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> algorithm{
      EVP_MD_fetch(nullptr, "SHA256", nullptr), EVP_MD_free};
  return algorithm.get();
}

EVP_MAC* hmac() {
  static const std::unique_ptr<EVP_MAC, decltype(&EVP_MAC_free)> algorithm{
      EVP_MAC_fetch(nullptr, "HMAC", nullptr), EVP_MAC_free};
  return algorithm.get();
}

// The two digits of every byte, side by side.
constexpr std::array<char, 512> kHexPairs = [] {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::array<char, 512> pairs{};
  for (std::size_t byte = 0; byte < 256; ++byte) {
    pairs[2 * byte] = kDigits[byte / 16];
    pairs[2 * byte + 1] = kDigits[byte % 16];
  }
  return pairs;
}();

}  // namespace

std::string_view bytes(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

void append_hex(std::string_view bytes, std::string& out) {
  std::size_t start = out.size();
  out.resize(start + bytes.size() * 2);
  char* digits = out.data() + start;
  for (char c : bytes) {
    digits = std::copy_n(kHexPairs.data() + 2U * static_cast<unsigned char>(c), 2, digits);
  }
}

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
  ensure(context_ != nullptr && sha256() != nullptr ? 1 : 0, "no SHA-256");
}

Digest Sha256::operator()(std::string_view text) {
  Digest digest;
  ensure(EVP_DigestInit_ex2(context_.get(), sha256(), nullptr), "cannot start a digest");
  ensure(EVP_DigestUpdate(context_.get(), text.data(), text.size()), "cannot hash");
  ensure(EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr), "cannot end a digest");
  return digest;
}

HmacSha256::HmacSha256(std::string_view key) : context_(EVP_MAC_CTX_new(hmac())) {
  ensure(context_ != nullptr ? 1 : 0, "no HMAC");
  std::string digest = "SHA256";
  OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest.data(), 0),
      OSSL_PARAM_construct_end()};
  // A null key would mean "the key of before", so an empty one must not have a null address.
  ensure(
      EVP_MAC_init(context_.get(), key.empty() ? octets("") : octets(key), key.size(), parameters),
      "cannot key an HMAC");
}

Digest HmacSha256::operator()(std::string_view text) {
  Digest digest;
  std::size_t size = 0;
  ensure(EVP_MAC_init(context_.get(), nullptr, 0, nullptr), "cannot restart an HMAC");
  ensure(EVP_MAC_update(context_.get(), octets(text), text.size()), "cannot authenticate");
  ensure(EVP_MAC_final(context_.get(), digest.data(), &size, digest.size()), "cannot end an HMAC");
  return digest;
}

}  // namespace amity::sigv4
