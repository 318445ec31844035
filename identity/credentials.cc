#include "identity/credentials.h"

#include "account/domain/identity.h"

#include <openssl/crypto.h>

namespace amity::identity {
namespace {

constexpr std::string_view kIdAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::string_view kSecretAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::size_t kKeyIdCharacters = 20;
constexpr std::size_t kIdCharacters = 21;
constexpr std::size_t kSecretCharacters = 40;
constexpr std::size_t kTokenCharacters = 128;
constexpr char kBetween = '\n';

void fill(std::string& text, std::size_t size, std::string_view alphabet,
          account::SecretSource& secrets) {
  while (text.size() < size) text += alphabet[secrets.below(alphabet.size())];
}

Credentials make(std::string_view prefix, account::SecretSource& secrets) {
  Credentials made;
  made.access_key_id = prefix;
  fill(made.access_key_id, kKeyIdCharacters, kIdAlphabet, secrets);
  fill(made.secret_access_key, kSecretCharacters, kSecretAlphabet, secrets);
  return made;
}

}  // namespace

Credentials::~Credentials() {
  OPENSSL_cleanse(secret_access_key.data(), secret_access_key.size());
  OPENSSL_cleanse(session_token.data(), session_token.size());
}

std::string make_identifier(std::string_view prefix, account::SecretSource& secrets) {
  std::string id(prefix);
  fill(id, kIdCharacters, kIdAlphabet, secrets);
  return id;
}

Credentials make_access_key(account::SecretSource& secrets) {
  return make(account::domain::kAccessKeyPrefix, secrets);
}

Credentials make_session_key(account::SecretSource& secrets) {
  Credentials made = make(account::domain::kSessionPrefix, secrets);
  fill(made.session_token, kTokenCharacters, kSecretAlphabet, secrets);
  return made;
}

std::string seal(const seal::Sealer& sealer, const Credentials& credentials) {
  std::string text = credentials.secret_access_key + kBetween + credentials.session_token;
  std::string sealed = sealer.seal(text, credentials.access_key_id);
  OPENSSL_cleanse(text.data(), text.size());
  return sealed;
}

std::optional<Credentials> open(const seal::Sealer& sealer, std::string_view access_key_id,
                                std::string_view sealed) {
  auto text = sealer.open(sealed, access_key_id);
  if (!text) return std::nullopt;
  // A secret given from outside may hold anything; a token is ours and holds no line feed.
  std::size_t between = text->rfind(kBetween);
  Credentials credentials;
  credentials.access_key_id = access_key_id;
  credentials.secret_access_key = text->substr(0, between);
  if (between != std::string::npos) credentials.session_token = text->substr(between + 1);
  OPENSSL_cleanse(text->data(), text->size());
  return credentials;
}

}  // namespace amity::identity
