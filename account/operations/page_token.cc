#include "account/operations/page_token.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <cstring>
#include <vector>

namespace amity::account {
namespace {

constexpr std::size_t kNumbers = 3;  // when it was made, and the position
constexpr std::size_t kMacBytes = 16;
constexpr std::size_t kTokenBytes = kNumbers * 8 + kMacBytes;  // 40
constexpr std::size_t kTextBytes = (kTokenBytes + 2) / 3 * 4;  // in base64

using Bytes = std::array<unsigned char, kTokenBytes>;

void put(std::int64_t number, unsigned char* out) {
  for (int i = 7; i >= 0; --i) {
    out[i] = static_cast<unsigned char>(number & 0xff);
    number >>= 8;
  }
}

std::int64_t get(const unsigned char* in) {
  std::uint64_t number = 0;
  for (int i = 0; i < 8; ++i) number = number << 8 | in[i];
  return static_cast<std::int64_t>(number);
}

// Signs the numbers together with the scope, whose parts are told apart by line feeds: the JSON of
// the filters has none.
std::array<unsigned char, kMacBytes> mac(std::string_view secret, const PageScope& scope,
                                         const unsigned char* numbers) {
  std::string text(scope.operation);
  text += '\n';
  text += domain::text(scope.caller).view();
  text += '\n';
  text += scope.filters;
  text += '\n';
  text.append(reinterpret_cast<const char*>(numbers), kNumbers * 8);

  std::array<unsigned char, EVP_MAX_MD_SIZE> whole{};
  unsigned int size = 0;
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), whole.data(), &size);
  std::array<unsigned char, kMacBytes> cut{};
  std::copy_n(whole.begin(), cut.size(), cut.begin());
  return cut;
}

}  // namespace

NextToken PageTokens::make(const PageScope& scope, const PagePosition& position,
                           Timestamp now) const {
  Bytes bytes{};
  put(now.milliseconds, bytes.data());
  put(position[0], bytes.data() + 8);
  put(position[1], bytes.data() + 16);
  auto signature = mac(secret_, scope, bytes.data());
  std::copy(signature.begin(), signature.end(), bytes.begin() + kNumbers * 8);

  std::array<unsigned char, kTextBytes + 1> text{};
  EVP_EncodeBlock(text.data(), bytes.data(), static_cast<int>(bytes.size()));
  return NextToken(std::string_view(reinterpret_cast<const char*>(text.data()), kTextBytes));
}

std::optional<PagePosition> PageTokens::read(const PageScope& scope, const NextToken& token,
                                             Timestamp now, Duration lifetime) const {
  if (token.view().size() != kTextBytes) return std::nullopt;
  std::array<unsigned char, kTextBytes> decoded{};
  if (EVP_DecodeBlock(decoded.data(), reinterpret_cast<const unsigned char*>(token.view().data()),
                      static_cast<int>(kTextBytes)) < 0)
    return std::nullopt;
  auto expected = mac(secret_, scope, decoded.data());
  if (CRYPTO_memcmp(expected.data(), decoded.data() + kNumbers * 8, kMacBytes) != 0)
    return std::nullopt;

  Timestamp made{get(decoded.data())};
  if (now < made || now - made > lifetime) return std::nullopt;
  return PagePosition{get(decoded.data() + 8), get(decoded.data() + 16)};
}

}  // namespace amity::account
