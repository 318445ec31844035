#pragma once

#include "client/transport/hostile_server_test.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace amity::client {

// A server on this machine that keeps what it was asked.
class LocalServer {
 public:
  // The answer to a request, whole; empty to let it wait until the server ends.
  using Answerer = std::function<std::string(const std::string& request)>;

  explicit LocalServer(Answerer answer) : answer_(std::move(answer)) {}

  std::string url() const { return "http://" + server_.host(); }

  std::vector<std::string> requests() {
    std::lock_guard lock(mutex_);
    return requests_;
  }
  void wait_for_request() {
    std::unique_lock lock(mutex_);
    came_.wait(lock, [this] { return !requests_.empty(); });
  }

 private:
  void serve(HostileServer::Peer& peer) {
    for (std::string request = peer.read(); !request.empty(); request = peer.read()) {
      {
        std::lock_guard lock(mutex_);
        requests_.push_back(request);
      }
      came_.notify_all();
      std::string answer = answer_(request);
      if (answer.empty()) return peer.wait_until_gone();
      peer.send(answer);
    }
  }

  Answerer answer_;
  std::mutex mutex_;
  std::condition_variable came_;
  std::vector<std::string> requests_;
  HostileServer server_{[this](HostileServer::Peer& peer) { serve(peer); }};
};

}  // namespace amity::client
