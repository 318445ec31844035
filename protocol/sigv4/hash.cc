#include "protocol/sigv4/hash.h"

// The one interface of OpenSSL that lets a half-finished hash be kept as its 32 bytes. It is marked
// deprecated in favour of EVP, whose contexts hide them; it runs the same machine code.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/crypto.h>
#include <openssl/sha.h>

#include <algorithm>

namespace amity::sigv4 {
namespace {

using Block = std::array<unsigned char, SHA256_CBLOCK>;

// The state after one block.
std::array<std::uint32_t, 8> state_after(const Block& block) {
  SHA256_CTX context;
  SHA256_Init(&context);
  SHA256_Transform(&context, block.data());
  std::array<std::uint32_t, 8> state;
  std::copy_n(context.h, state.size(), state.begin());
  return state;
}

// The digest of one block, of which the state is left, and a text behind it.
Digest finish(const std::array<std::uint32_t, 8>& after_block, std::string_view text) {
  SHA256_CTX context;
  SHA256_Init(&context);
  std::copy(after_block.begin(), after_block.end(), context.h);
  context.Nl = SHA256_CBLOCK * 8;  // bits hashed so far
  SHA256_Update(&context, text.data(), text.size());
  Digest digest;
  SHA256_Final(digest.data(), &context);
  return digest;
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

// Not by SHA256(): that looks the algorithm up by its name, under locks, in every call.
Digest sha256(std::string_view text) {
  SHA256_CTX context;
  SHA256_Init(&context);
  SHA256_Update(&context, text.data(), text.size());
  Digest digest;
  SHA256_Final(digest.data(), &context);
  return digest;
}

// RFC 2104: a key longer than a block is hashed first, a shorter one is filled up with zeros.
HmacSha256::HmacSha256(std::string_view key) {
  Digest short_key;
  if (key.size() > SHA256_CBLOCK) {
    short_key = sha256(key);
    key = bytes(short_key);
  }
  Block inner;
  Block outer;
  for (std::size_t i = 0; i < inner.size(); ++i) {
    auto byte = static_cast<unsigned char>(i < key.size() ? key[i] : 0);
    inner[i] = byte ^ 0x36;
    outer[i] = byte ^ 0x5c;
  }
  inner_ = state_after(inner);
  outer_ = state_after(outer);
  OPENSSL_cleanse(inner.data(), inner.size());
  OPENSSL_cleanse(outer.data(), outer.size());
}

HmacSha256::~HmacSha256() {
  OPENSSL_cleanse(inner_.data(), sizeof inner_);
  OPENSSL_cleanse(outer_.data(), sizeof outer_);
}

Digest HmacSha256::operator()(std::string_view text) const {
  return finish(outer_, bytes(finish(inner_, text)));
}

}  // namespace amity::sigv4
