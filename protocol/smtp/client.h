#pragma once

#include "protocol/smtp/message.h"

#include <cstdint>
#include <memory>
#include <string>

// Hands mails to a server, by SMTP (RFC 5321). The only user of libcurl's SMTP.
namespace amity::curl {
class Handle;
}

namespace amity::smtp {

enum class Security : std::uint8_t {
  none,      // in the clear
  starttls,  // begins in the clear and goes on encrypted, or not at all
  tls,       // encrypted from the first byte
};

// Where mails go. With TLS the server's certificate has to be good for `host`.
struct Server {
  std::string host;
  std::uint16_t port = 0;  // 0: the usual one
  Security security = Security::starttls;
  std::string user;  // empty: no authentication
  std::string password;
  std::string authorities;  // file of certificates (PEM) to trust; empty: those of the system
  std::int64_t connect_seconds = 10;
  std::int64_t total_seconds = 30;  // for one mail
};

enum class Outcome : std::uint8_t {
  accepted,     // the server has it
  refused,      // 5xx to this mail: never
  later,        // 4xx to this mail
  unreachable,  // no connection, no greeting, no TLS, no login: no mail would do better
};
struct Result {
  Outcome outcome = Outcome::unreachable;
  int code = 0;     // the server's last reply, 0 where there was none
  std::string why;  // what went wrong, in words
};

// Keeps its connection from mail to mail. Used by one thread at a time.
class Client {
 public:
  explicit Client(Server server);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  Result send(const Message& message);

 private:
  Server server_;
  std::unique_ptr<curl::Handle> curl_;
};

}  // namespace amity::smtp
