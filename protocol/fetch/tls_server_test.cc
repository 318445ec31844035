#include "protocol/fetch/tls_server_test.h"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <stdexcept>

namespace amity::fetch {
namespace {

using Key = std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)>;
using Certificate = std::unique_ptr<X509, void (*)(X509*)>;

void require(bool condition, const char* what) {
  if (!condition) throw std::runtime_error(what);
}

Certificate self_signed(EVP_PKEY* key) {
  Certificate certificate(X509_new(), X509_free);
  X509* x509 = certificate.get();
  X509_set_version(x509, X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(x509), 1);
  X509_gmtime_adj(X509_getm_notBefore(x509), -3600);
  X509_gmtime_adj(X509_getm_notAfter(x509), 3600);
  X509_set_pubkey(x509, key);
  X509_NAME* name = X509_get_subject_name(x509);
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
  X509_set_issuer_name(x509, name);
  for (auto [id, value] : {std::pair(NID_subject_alt_name, "DNS:localhost"),
                           std::pair(NID_basic_constraints, "critical,CA:TRUE")}) {
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, id, value);
    X509_add_ext(x509, extension, -1);
    X509_EXTENSION_free(extension);
  }
  require(X509_sign(x509, key, EVP_sha256()) != 0, "no certificate");
  return certificate;
}

std::string write_certificate(X509* certificate) {
  std::string pattern = (std::filesystem::path(testing::TempDir()) / "authority-XXXXXX").string();
  int descriptor = ::mkstemp(pattern.data());
  std::FILE* file = ::fdopen(descriptor, "w");
  PEM_write_X509(file, certificate);
  std::fclose(file);
  return pattern;
}

}  // namespace

TlsServer::TlsServer(MakeAnswer answer)
    : answer_(std::move(answer)), context_(SSL_CTX_new(TLS_server_method()), SSL_CTX_free) {
  std::signal(SIGPIPE, SIG_IGN);
  Key key(EVP_EC_gen("P-256"), EVP_PKEY_free);
  Certificate certificate = self_signed(key.get());
  authority_file_ = write_certificate(certificate.get());
  SSL_CTX_use_certificate(context_.get(), certificate.get());
  SSL_CTX_use_PrivateKey(context_.get(), key.get());

  listener_ = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  require(::bind(listener_, generic, size) == 0 && ::listen(listener_, 8) == 0 &&
              ::getsockname(listener_, generic, &size) == 0,
          "no socket");
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { serve(); });
}

TlsServer::~TlsServer() {
  stopping_ = true;
  ::shutdown(listener_, SHUT_RDWR);
  thread_.join();
  ::close(listener_);
  std::filesystem::remove(authority_file_);
}

std::string TlsServer::url(const std::string& path) const {
  return "https://localhost:" + std::to_string(port_) + path;
}

void TlsServer::serve() {
  while (!stopping_) {
    int socket = ::accept(listener_, nullptr, nullptr);
    if (socket < 0) continue;
    ++connections_;
    answer(socket);
    ::close(socket);
  }
}

void TlsServer::answer(int socket) {
  std::unique_ptr<SSL, void (*)(SSL*)> ssl(SSL_new(context_.get()), SSL_free);
  SSL_set_fd(ssl.get(), socket);
  if (SSL_accept(ssl.get()) != 1) return;
  std::string request(4096, '\0');
  int read = SSL_read(ssl.get(), request.data(), static_cast<int>(request.size()));
  if (read <= 0) return;
  request.resize(static_cast<std::size_t>(read));
  std::size_t begin = request.find(' ') + 1;
  std::string text = answer_(request.substr(begin, request.find(' ', begin) - begin));
  if (text.empty()) {
    char until_closed = 0;
    SSL_read(ssl.get(), &until_closed, 1);
    return;
  }
  SSL_write(ssl.get(), text.data(), static_cast<int>(text.size()));
  SSL_shutdown(ssl.get());
}

}  // namespace amity::fetch
