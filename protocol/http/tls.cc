#include "protocol/http/tls.h"

#include "protocol/descriptor/descriptor.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <ctime>
#include <memory>
#include <system_error>

namespace amity::http {
namespace {

// Of TLS 1.2; those of 1.3 are all fine.
constexpr const char* kCiphers = "ECDHE+AESGCM:ECDHE+CHACHA20";
constexpr int kSecurityLevel = 2;  // no RSA under 2048 bits, no SHA-1
constexpr off_t kLargestFile = 1024 * 1024;
constexpr std::string_view kAlpn("\x08http/1.1", 9);  // as it goes over the wire

template <auto function>
struct With {
  template <class T>
  void operator()(T* object) const {
    function(object);
  }
};
using Bio = std::unique_ptr<BIO, With<BIO_free>>;
using Certificate = std::unique_ptr<X509, With<X509_free>>;
using Key = std::unique_ptr<EVP_PKEY, With<EVP_PKEY_free>>;
using Context = std::unique_ptr<SSL_CTX, With<SSL_CTX_free>>;

[[noreturn]] void refuse(const std::string& path, std::string_view what) {
  throw TlsError(path + " " + std::string(what));
}

// What OpenSSL says of its last failure.
[[noreturn]] void refuse_by_openssl(const std::string& path, std::string_view what) {
  const char* reason = ERR_reason_error_string(ERR_peek_last_error());
  ERR_clear_error();
  refuse(path, std::string(what) + (reason != nullptr ? std::string(": ") + reason : ""));
}

// Nobody but its owner may read a key; one of root's may be for a group, as Debian's ssl-cert has
// it and orchestrators mount secrets.
void require_private(const std::string& path, const struct stat& file) {
  bool of_root = file.st_uid == 0;
  if (!of_root && file.st_uid != ::geteuid())
    refuse(path, "belongs to another user: a key must be the program's own, or root's");
  if ((file.st_mode & (of_root ? S_IRWXO | S_IWGRP | S_IXGRP : S_IRWXO | S_IRWXG)) != 0)
    refuse(path, "is a key that others may read: chmod 600 it");
}

// The text of a file, wiped when it goes.
class FileText {
 public:
  FileText(const std::string& path, bool is_key) {
    Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file.is_open()) refuse_by_errno(path);
    struct stat about {};
    if (::fstat(*file, &about) != 0) refuse_by_errno(path);
    if (!S_ISREG(about.st_mode)) refuse(path, "is no file");
    if (is_key) require_private(path, about);
    if (about.st_size > kLargestFile) refuse(path, "is too large");
    text_.resize(static_cast<std::size_t>(about.st_size));
    ssize_t size = ::read(*file, text_.data(), text_.size());
    if (size < 0) refuse_by_errno(path);
    text_.resize(static_cast<std::size_t>(size));
  }
  ~FileText() { OPENSSL_cleanse(text_.data(), text_.size()); }
  FileText(const FileText&) = delete;
  FileText& operator=(const FileText&) = delete;

  Bio bio() const { return Bio(BIO_new_mem_buf(text_.data(), static_cast<int>(text_.size()))); }

 private:
  [[noreturn]] static void refuse_by_errno(const std::string& path) {
    refuse(path, "cannot be read: " + std::generic_category().message(errno));
  }

  std::string text_;
};

// The next certificate, or null at the end of the file.
Certificate next_certificate(const std::string& path, BIO* bio) {
  Certificate certificate(PEM_read_bio_X509(bio, nullptr, nullptr, nullptr));
  if (certificate) return certificate;
  if (ERR_GET_REASON(ERR_peek_last_error()) != PEM_R_NO_START_LINE)
    refuse_by_openssl(path, "holds a certificate that cannot be read");
  ERR_clear_error();
  return nullptr;
}

Certificate first_certificate(const std::string& path, BIO* bio) {
  Certificate certificate = next_certificate(path, bio);
  if (!certificate) refuse(path, "holds no certificate in PEM");
  return certificate;
}

// The certificate that was shown.
Certificate use_certificates(SSL_CTX* context, const std::string& path) {
  FileText text(path, false);
  Bio bio = text.bio();
  Certificate own = first_certificate(path, bio.get());
  if (SSL_CTX_use_certificate(context, own.get()) != 1)
    refuse_by_openssl(path, "holds a certificate that cannot be used");
  while (Certificate next = next_certificate(path, bio.get())) {
    if (SSL_CTX_add1_chain_cert(context, next.get()) != 1)
      refuse_by_openssl(path, "holds a certificate that cannot be used");
  }
  return own;
}

// Whoever starts a server does not type a passphrase.
int no_passphrase(char*, int, int, void*) { return -1; }

void use_key(SSL_CTX* context, const std::string& path, X509* certificate) {
  FileText text(path, true);
  Key key(PEM_read_bio_PrivateKey(text.bio().get(), nullptr, no_passphrase, nullptr));
  if (!key) {
    if (ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_BAD_PASSWORD_READ) {
      ERR_clear_error();
      refuse(path, "is encrypted: the program needs it without a passphrase");
    }
    refuse_by_openssl(path, "holds no private key in PEM");
  }
  if (X509_check_private_key(certificate, key.get()) != 1) {
    ERR_clear_error();
    refuse(path, "is not the key of the certificate");
  }
  if (SSL_CTX_use_PrivateKey(context, key.get()) != 1)
    refuse_by_openssl(path, "holds a key that cannot be used");
}

void require_client_certificates(SSL_CTX* context, const std::string& path) {
  FileText text(path, false);
  Bio bio = text.bio();
  X509_STORE* trusted = SSL_CTX_get_cert_store(context);
  for (Certificate next = first_certificate(path, bio.get()); next;
       next = next_certificate(path, bio.get())) {
    if (X509_STORE_add_cert(trusted, next.get()) != 1 ||
        SSL_CTX_add_client_CA(context, next.get()) != 1)
      refuse_by_openssl(path, "holds a certificate that cannot be used");
  }
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
  // A ticket would let a client in without its certificate being looked at again.
  SSL_CTX_set_options(context, SSL_OP_NO_TICKET);
  SSL_CTX_set_num_tickets(context, 0);
}

// HTTP/1.1, whatever else is offered; a client that wants only something else is told so.
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* chosen_size,
                    const unsigned char* offered, unsigned int offered_size, void*) {
  unsigned char* found = nullptr;
  const auto* ours = reinterpret_cast<const unsigned char*>(kAlpn.data());
  if (SSL_select_next_proto(&found, chosen_size, ours, kAlpn.size(), offered, offered_size) !=
      OPENSSL_NPN_NEGOTIATED)
    return SSL_TLSEXT_ERR_ALERT_FATAL;
  *chosen = found;
  return SSL_TLSEXT_ERR_OK;
}

Context make_context() {
  Context made(SSL_CTX_new(TLS_server_method()));
  if (!made) throw std::bad_alloc();
  SSL_CTX* context = made.get();
  SSL_CTX_set_security_level(context, kSecurityLevel);
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_cipher_list(context, kCiphers);
  SSL_CTX_set_options(context, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION |
                                   SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA);
  // An idle connection keeps no buffers; an answer is sent from wherever it lies by then.
  SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                SSL_MODE_RELEASE_BUFFERS);
  // Tickets are kept by the clients; sessions kept here would be memory that strangers fill.
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_num_tickets(context, 1);
  SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
  return made;
}

std::chrono::system_clock::time_point end_of(const X509* certificate) {
  std::tm time{};
  ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &time);
  return std::chrono::system_clock::from_time_t(::timegm(&time));
}

}  // namespace

TlsContext::TlsContext(const TlsFiles& files) {
  ERR_clear_error();
  Context context = make_context();
  Certificate certificate = use_certificates(context.get(), files.certificate);
  use_key(context.get(), files.key, certificate.get());
  if (!files.client_authorities.empty())
    require_client_certificates(context.get(), files.client_authorities);
  expires_ = end_of(certificate.get());
  context_ = context.release();
}

TlsContext::~TlsContext() { SSL_CTX_free(context_); }

}  // namespace amity::http
