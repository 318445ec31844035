#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

// What calls run on: a loop with timers that carries HTTP requests.
namespace amity::client {

using Headers = std::vector<std::pair<std::string, std::string>>;

// The value of the first header of that name, without regard to case; empty when there is none.
std::string_view header(const Headers& headers, std::string_view name);

// A POST. The headers are sent as they stand, Host among them, and no others but Content-Length.
struct HttpRequest {
  std::string url;
  Headers headers;
  std::string body;
};

struct HttpResponse {
  int status = 0;
  Headers headers;
  std::string body;
};

// Why an exchange brought no response.
struct TransportError {
  enum class Kind : std::uint8_t {
    could_not_connect,  // name or host: nothing was sent
    tls,                // the peer could not be trusted, or would not trust us: nothing was sent
    connect_timed_out,  // nothing was sent
    timed_out,          // the attempt took longer than it may
    broken,             // ended amid the request or the response
    too_large,          // the response has more bytes than we take
    unsendable,         // a header has a line break: nothing was sent
  };
  Kind kind;
  std::string message;  // for people
  // `broken` before a byte of the response, on a connection kept from an earlier exchange: most
  // likely it was closed while it was idle, and a repeat needs no pause.
  bool was_idle = false;
};

// Whether the service cannot have seen the request.
bool nothing_sent(TransportError::Kind kind);

using HttpAnswer = std::variant<HttpResponse, TransportError>;

// How long one exchange may take. Zero, or what no clock can show: without end.
struct ExchangeLimits {
  std::chrono::milliseconds connect{0};
  std::chrono::milliseconds whole{0};
};

// One thread carries all exchanges and timers; it is the loop's thread, on which all that is handed
// in here is called. None of it may throw. Whatever is still under way when the transport ends is
// dropped without a call. It may be ended on any thread, the loop's own too.
class Transport {
 public:
  // Names an exchange or a timer. Zero names none.
  using Id = std::uint64_t;
  using Time = std::chrono::steady_clock::time_point;

  virtual ~Transport() = default;

  // Runs the work soon, in the order of posting. From any thread; also from the loop's own, where
  // it is run after the present work has ended.
  virtual void post(std::function<void()> work) = 0;

  // The following are for the loop's thread only.

  // Sends a request; `done` is called once, later, unless the exchange is dropped before.
  virtual Id send(HttpRequest request, const ExchangeLimits& limits,
                  std::function<void(HttpAnswer)> done) = 0;
  // Runs the work once the time has come, unless dropped before.
  virtual Id at(Time time, std::function<void()> work) = 0;
  // Ends an exchange or a timer without a call; its connection is closed where an exchange was
  // amid. Does nothing for what has ended.
  virtual void drop(Id id) = 0;

  // The time that `at` goes by. From any thread.
  virtual Time now() const = 0;

  // Whether the caller is on the loop's thread, where it must not wait for what the loop does.
  virtual bool on_loop() const = 0;

  // While the result lives, something is awaited that the transport does not see (credentials that
  // another thread fetches): a clock that jumps stands still. Real time goes on. From any thread.
  virtual std::shared_ptr<const void> hold_clock() { return nullptr; }
};

}  // namespace amity::client
