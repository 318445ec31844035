#pragma once

#include <chrono>
#include <stdexcept>
#include <string>
#include <string_view>

struct ssl_ctx_st;

namespace amity::http {

// The files that make a listener speak TLS, all PEM.
struct TlsFiles {
  std::string certificate;         // the server's own first, then those between it and the root
  std::string key;                 // its private key, not encrypted
  std::string client_authorities;  // when named, clients must show a certificate of one of these
};

// Files that cannot be used. The text names the file and says what is wrong with it; nothing of a
// key is in it.
class TlsError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// What a listener shows to those who connect, and asks of them: TLS 1.2 with forward secrecy and
// authenticated ciphers, or TLS 1.3; ALPN "http/1.1"; no compression, no renegotiation, no early
// data. Sessions are resumed by tickets, whose keys are this object's own: make a new one now and
// then. Where clients show certificates every connection is a full handshake, so that each
// certificate is looked at.
//
// Reads the files when it is made and never again. Does not change: threads share it freely.
class TlsContext {
 public:
  // Throws TlsError, also for a key that others than its owner may read (root's may be read by its
  // group), is encrypted or belongs to another certificate.
  explicit TlsContext(const TlsFiles& files);
  ~TlsContext();
  TlsContext(const TlsContext&) = delete;
  TlsContext& operator=(const TlsContext&) = delete;

  // Until when the server's certificate is good. One that has expired is no error here.
  std::chrono::system_clock::time_point expires() const { return expires_; }

  ssl_ctx_st* native() const { return context_; }  // OpenSSL's SSL_CTX; this object's

 private:
  ssl_ctx_st* context_;
  std::chrono::system_clock::time_point expires_;
};

// How a connection is encrypted, in OpenSSL's words; the views are of static duration.
struct TlsDetails {
  std::string_view version;  // "TLSv1.3"
  std::string_view cipher;   // "TLS_AES_128_GCM_SHA256", "ECDHE-RSA-AES128-GCM-SHA256"
};

}  // namespace amity::http
