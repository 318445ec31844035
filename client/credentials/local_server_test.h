#pragma once

#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace amity::client {

// The answer to a request, whole; empty to let it wait until the server ends.
using Answerer = std::function<std::string(const std::string& request)>;

inline std::string http_answer(int status, const std::string& body) {
  return "HTTP/1.1 " + std::to_string(status) +
         " Whatever\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\nConnection: close\r\n\r\n" + body;
}

// A server on this machine, which answers one request after the other and keeps what it was asked.
class LocalServer {
 public:
  explicit LocalServer(Answerer answer) : answer_(std::move(answer)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listening_, generic, size) != 0 || ::listen(listening_, 16) != 0 ||
        ::getsockname(listening_, generic, &size) != 0)
      throw std::runtime_error("no server");
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~LocalServer() {
    std::uint64_t one = 1;
    static_cast<void>(!::write(end_, &one, sizeof one));
    thread_.join();
    for (int waiting : waiting_) ::close(waiting);
    ::close(listening_);
    ::close(end_);
  }
  LocalServer(const LocalServer&) = delete;
  LocalServer& operator=(const LocalServer&) = delete;

  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

  std::vector<std::string> requests() {
    std::lock_guard lock(mutex_);
    return requests_;
  }
  void wait_for_request() {
    std::unique_lock lock(mutex_);
    came_.wait(lock, [this] { return !requests_.empty(); });
  }

 private:
  void serve() {
    for (;;) {
      std::array<pollfd, 2> polled = {pollfd{listening_, POLLIN, 0}, pollfd{end_, POLLIN, 0}};
      ::poll(polled.data(), polled.size(), -1);
      if (polled[1].revents != 0) return;
      int connection = ::accept(listening_, nullptr, nullptr);
      if (connection >= 0) exchange(connection);
    }
  }

  void exchange(int connection) {
    std::string request = read(connection);
    {
      std::lock_guard lock(mutex_);
      requests_.push_back(request);
    }
    came_.notify_all();
    std::string answer = answer_(request);
    if (answer.empty()) {
      waiting_.push_back(connection);
      return;
    }
    static_cast<void>(!::send(connection, answer.data(), answer.size(), MSG_NOSIGNAL));
    ::close(connection);
  }

  static std::string read(int connection) {
    std::string request;
    std::array<char, 4096> piece;
    while (!is_whole(request)) {
      ssize_t count = ::recv(connection, piece.data(), piece.size(), 0);
      if (count <= 0) break;
      request.append(piece.data(), static_cast<std::size_t>(count));
    }
    return request;
  }

  static bool is_whole(const std::string& request) {
    std::size_t end = request.find("\r\n\r\n");
    if (end == std::string::npos) return false;
    std::size_t length = request.find("Content-Length: ");
    if (length == std::string::npos || length > end) return true;
    return request.size() - end - 4 >= std::stoul(request.substr(length + 16));
  }

  Answerer answer_;
  int listening_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int end_ = ::eventfd(0, EFD_CLOEXEC);
  int port_ = 0;
  std::vector<int> waiting_;
  std::mutex mutex_;
  std::condition_variable came_;
  std::vector<std::string> requests_;
  std::thread thread_;
};

}  // namespace amity::client
