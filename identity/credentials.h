#pragma once

#include "account/operations/call.h"
#include "protocol/seal/sealer.h"

#include <optional>
#include <string>
#include <string_view>

// What callers sign with, and how it is kept.
namespace amity::identity {

// Wiped when it goes.
struct Credentials {
  Credentials() = default;
  Credentials(const Credentials&) = default;
  Credentials& operator=(const Credentials&) = default;
  ~Credentials();

  std::string access_key_id;
  std::string secret_access_key;
  std::string session_token;  // empty of a long-lived key
};

// A fresh identifier of IAM's kind: a prefix (account/domain/identity.h) and so many letters and
// digits that the whole has 21 characters, an access key's 20.
std::string make_identifier(std::string_view prefix, account::SecretSource& secrets);

// A long-lived key, AKIA…, with a secret of 40 characters.
Credentials make_access_key(account::SecretSource& secrets);
// A temporary one, ASIA…, with a token.
Credentials make_session_key(account::SecretSource& secrets);

// The `sealed` of a row (account::domain::AccessKey, Session): secret and token, bound to the key's
// id. Throws SealError.
std::string seal(const seal::Sealer& sealer, const Credentials& credentials);
// Empty when it does not open: it was sealed by a key that is not there any more, or was put into
// another row.
std::optional<Credentials> open(const seal::Sealer& sealer, std::string_view access_key_id,
                                std::string_view sealed);

}  // namespace amity::identity
