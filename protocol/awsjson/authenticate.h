#pragma once

#include "protocol/awsjson/address_throttle.h"
#include "protocol/http/listener.h"
#include "protocol/shape/timestamp.h"
#include "protocol/sigv4/verify.h"

namespace amity::awsjson {

// Finds out who sent a request. One per I/O thread.
class Authenticator {
 public:
  virtual ~Authenticator() = default;
  // The key that speaks; valid until the next call. Throws the front door's errors.
  virtual const sigv4::AccessKey& authenticate(const http::Request& request, Timestamp now) = 0;
};

// Believes the signature, and nothing else.
class SignatureAuthenticator final : public Authenticator {
 public:
  // `keys` and `throttle` outlive it. Without a throttle everybody may try as often as he likes.
  SignatureAuthenticator(const sigv4::KeyStore& keys, sigv4::Options options,
                         AddressThrottle* throttle = nullptr)
      : verifier_(keys, std::move(options)), throttle_(throttle) {}
  const sigv4::AccessKey& authenticate(const http::Request& request, Timestamp now) override;

 private:
  sigv4::Verifier verifier_;
  AddressThrottle* throttle_;
};

// Believes every access key id that is an account id, whatever the signature: for tests and first
// minutes only. A request without any credential is still refused.
class TrustingAuthenticator final : public Authenticator {
 public:
  const sigv4::AccessKey& authenticate(const http::Request& request, Timestamp now) override;

 private:
  sigv4::AccessKey key_;
};

}  // namespace amity::awsjson
