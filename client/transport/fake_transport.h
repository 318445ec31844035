#pragma once

#include "client/transport/transport.h"

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace amity::client {

// How a fake exchange ends.
struct FakeAnswer {
  HttpAnswer answer;
  std::chrono::milliseconds after{0};  // of the fake's own time
  bool never = false;                  // no answer, until the exchange is dropped or takes too long
};

// A response as the service gives it.
FakeAnswer json_answer(int status, std::string body);
// An error as the service gives it: {"__type": code, "message": message}.
FakeAnswer error_answer(int status, std::string_view code, std::string_view message);
FakeAnswer no_answer();

// A transport for tests: no thread, no socket. It remembers the requests and answers them as it was
// told. Its time is its own: when nothing else is left to do it jumps to the next timer or answer,
// so that tests of pauses and deadlines take no time. Work runs before `post` returns, on the
// thread that posts; when another thread is already at it, there. Any thread may script it and ask
// it.
class FakeTransport : public Transport {
 public:
  using Script = std::function<FakeAnswer(const HttpRequest& request)>;

  FakeTransport();
  ~FakeTransport() override;
  FakeTransport(const FakeTransport&) = delete;
  FakeTransport& operator=(const FakeTransport&) = delete;

  // Answers the next call of an operation ("GetPartner", of X-Amz-Target); what is said several
  // times holds for one call after the other.
  void answer(std::string operation, FakeAnswer answer);
  // Answers what no `answer` is left for; without it they are refused: 400 NotScripted.
  void answer_others(Script script);

  // All that was sent, in this order.
  std::vector<HttpRequest> requests() const;
  // Exchanges that were dropped before their end.
  std::size_t dropped() const;

  void post(std::function<void()> work) override;
  Id send(HttpRequest request, const ExchangeLimits& limits,
          std::function<void(HttpAnswer)> done) override;
  Id at(Time time, std::function<void()> work) override;
  void drop(Id id) override;
  Time now() const override;
  bool on_loop() const override;
  // A test may hold the clock too: to cancel what would otherwise time out at once.
  std::shared_ptr<const void> hold_clock() override;

 private:
  class State;
  std::shared_ptr<State> state_;
};

}  // namespace amity::client
