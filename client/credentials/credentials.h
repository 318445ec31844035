#pragma once

#include "protocol/shape/timestamp.h"

#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <variant>

namespace amity::client {

// What requests are signed with.
struct Credentials {
  std::string access_key_id;
  std::string secret_access_key;
  std::string session_token{};            // empty for a long-lived key
  std::optional<Timestamp> expires_at{};  // absent: not before they are revoked
  std::string source{};                   // where they came from, for people: "environment"
};

// Whether a service would take them for the same.
inline bool same_key(const Credentials& a, const Credentials& b) {
  return a.access_key_id == b.access_key_id && a.session_token == b.session_token;
}

// Why a source that was named brought no credentials, in a sentence. No secret is in it.
class CredentialsError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// A source of credentials.
class CredentialsProvider {
 public:
  virtual ~CredentialsProvider() = default;

  // Credentials as they are now; nothing when this source has none to offer, so that the next may
  // be asked. May block on files, a process or the network, and ends soon when `stop` asks for it.
  // One call at a time, on whichever thread, for one client; clients that are made from one Config
  // share its provider, and may ask at once. Throws CredentialsError.
  virtual std::optional<Credentials> fetch(std::stop_token stop) = 0;
};

}  // namespace amity::client
