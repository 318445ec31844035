#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <list>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>

namespace amity::client {

// A server on 127.0.0.1 for tests that does with each connection what a script
// says, byte by byte: also what no server should.
class HostileServer {
 public:
  // A connection, as the script sees it. What waits ends when the server does.
  class Peer {
   public:
    // The next request, once all of it is here; empty when the other side has
    // closed before.
    std::string read() {
      while (true) {
        std::size_t head = bytes_.find("\r\n\r\n");
        if (head != bytes_.npos) {
          std::size_t size = head + 4 + content_length(bytes_.substr(0, head));
          if (bytes_.size() >= size) {
            std::string request = bytes_.substr(0, size);
            bytes_.erase(0, size);
            server_.count(&HostileServer::requests_, 1);
            return request;
          }
        }
        char more[16 << 10];
        ssize_t count = ::recv(socket_, more, sizeof more, 0);
        if (count <= 0) return {};
        bytes_.append(more, static_cast<std::size_t>(count));
      }
    }

    // False when the other side has gone.
    bool send(std::string_view bytes) {
      while (!bytes.empty()) {
        ssize_t count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
      }
      return true;
    }

    // Whether the other side has closed, or closes within this time.
    bool gone(std::chrono::milliseconds within = std::chrono::milliseconds(0)) {
      pollfd poll{.fd = socket_, .events = POLLRDHUP, .revents = 0};
      return ::poll(&poll, 1, static_cast<int>(within.count())) > 0;
    }
    void wait_until_gone() { gone(std::chrono::milliseconds(-1)); }

    // Closes with RST, not with FIN, once the script returns.
    void reset() {
      linger now{.l_onoff = 1, .l_linger = 0};
      ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    }

   private:
    friend class HostileServer;
    Peer(HostileServer& server, int socket) : server_(server), socket_(socket) {}

    static std::size_t content_length(const std::string& head) {
      constexpr std::string_view kName = "\r\nContent-Length: ";
      std::size_t at = head.find(kName);
      return at == head.npos ? 0 : std::strtoul(head.c_str() + at + kName.size(), nullptr, 10);
    }

    HostileServer& server_;
    const int socket_;
    std::string bytes_;
  };
  // Called for each connection, on a thread of its own; the connection closes
  // as it returns.
  using Script = std::function<void(Peer&)>;

  explicit HostileServer(Script script) : script_(std::move(script)) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* any = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listener_, any, size) != 0 || ::listen(listener_, 1'000) != 0 ||
        ::getsockname(listener_, any, &size) != 0)
      throw std::runtime_error("no server for the test");
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { accept(); });
  }
  ~HostileServer() {
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
    {
      std::lock_guard lock(mutex_);
      for (int socket : open_) ::shutdown(socket, SHUT_RDWR);
    }
    for (std::thread& peer : peers_) peer.join();
  }
  HostileServer(const HostileServer&) = delete;
  HostileServer& operator=(const HostileServer&) = delete;

  std::string host() const { return "127.0.0.1:" + std::to_string(port_); }
  std::string url() const { return "http://" + host() + "/"; }

  int connections() const { return look(&HostileServer::connections_); }
  int most_at_once() const { return look(&HostileServer::most_at_once_); }
  int requests() const { return look(&HostileServer::requests_); }

 private:
  void accept() {
    while (true) {
      int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      if (socket < 0) return;
      std::lock_guard lock(mutex_);
      open_.insert(socket);
      ++connections_;
      most_at_once_ = std::max(most_at_once_, static_cast<int>(open_.size()));
      peers_.emplace_back([this, socket] {
        Peer peer(*this, socket);
        script_(peer);
        std::lock_guard closing(mutex_);
        open_.erase(socket);
        ::close(socket);
      });
    }
  }

  void count(int HostileServer::*counter, int more) {
    std::lock_guard lock(mutex_);
    this->*counter += more;
  }
  int look(int HostileServer::*counter) const {
    std::lock_guard lock(mutex_);
    return this->*counter;
  }

  const Script script_;
  int listener_ = -1;
  int port_ = 0;
  mutable std::mutex mutex_;  // guards what follows
  std::set<int> open_;
  std::list<std::thread> peers_;
  int connections_ = 0;
  int most_at_once_ = 0;
  int requests_ = 0;
  std::thread thread_;
};

// A response with its Content-Length.
inline std::string response(int status, std::string_view body, std::string_view headers = {}) {
  return "HTTP/1.1 " + std::to_string(status) + " Status\r\n" + std::string(headers) +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

}  // namespace amity::client
