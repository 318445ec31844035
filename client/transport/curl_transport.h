#pragma once

#include "client/transport/transport.h"

#include <cstddef>
#include <memory>
#include <string>

namespace amity::client {

struct CurlOptions {
  // To one host at one time, at least 1; further exchanges wait for one. Twice as many are kept
  // open in all.
  int most_connections = 64;
  // PEM files; empty: the system's authorities, no certificate of our own.
  std::string ca_bundle{};
  std::string client_certificate{};
  std::string client_key{};
  bool trusts_anybody = false;  // whatever certificate is shown, if any
  std::size_t most_response_bytes = 64 << 20;
};

// Carries requests by libcurl: HTTP/1.1, connections kept whatever the status,
// no redirect followed, no request repeated. A proxy is used where the
// environment names one (http_proxy, https_proxy, no_proxy), never for this
// machine itself.
//
// The thread starts with the first work that is posted. The destructor ends
// what is under way and waits for the thread, unless it is called on that
// thread: it may be.
class CurlTransport : public Transport {
 public:
  explicit CurlTransport(CurlOptions options = {});
  ~CurlTransport() override;
  CurlTransport(const CurlTransport&) = delete;
  CurlTransport& operator=(const CurlTransport&) = delete;

  // The first call throws std::system_error where there is no thread or
  // descriptor left.
  void post(std::function<void()> work) override;
  Id send(HttpRequest request, const ExchangeLimits& limits,
          std::function<void(HttpAnswer)> done) override;
  Id at(Time time, std::function<void()> work) override;
  void drop(Id id) override;
  Time now() const override;
  bool on_loop() const override;

 private:
  class Loop;
  std::shared_ptr<Loop> loop_;  // the thread's too: it may outlive this object by a moment
};

}  // namespace amity::client
