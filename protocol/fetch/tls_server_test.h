#pragma once

#include <openssl/ssl.h>

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>

namespace amity::fetch {

// A web server for tests: HTTPS on 127.0.0.1, a certificate of its own for the name localhost. It
// answers one connection after the other, each with what `answer` makes of the requested path.
class TlsServer {
 public:
  // The whole answer, head and body. Empty: never answered, until the other side gives up.
  using MakeAnswer = std::function<std::string(const std::string& path)>;

  explicit TlsServer(MakeAnswer answer);
  ~TlsServer();
  TlsServer(const TlsServer&) = delete;
  TlsServer& operator=(const TlsServer&) = delete;

  // https://localhost:PORT followed by `path`.
  std::string url(const std::string& path) const;
  // The file with its certificate, for those who shall believe it.
  const std::string& authority_file() const { return authority_file_; }
  // How many connections there were, whether or not they spoke TLS.
  int connections() const { return connections_; }

 private:
  void serve();
  void answer(int socket);

  MakeAnswer answer_;
  std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> context_;
  std::string authority_file_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<int> connections_ = 0;
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

}  // namespace amity::fetch
