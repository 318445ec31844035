#pragma once

#include "client/call/config.h"
#include "client/call/judgement.h"
#include "client/call/outcome.h"
#include "protocol/shape/operation.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace amity::client {

// An API of AWS JSON 1.0.
struct Api {
  std::string_view target_prefix;  // of X-Amz-Target
  std::string_view signing_name;   // the service in a signature's scope
  std::string_view host_prefix;    // for the endpoint rules; empty: they have none
  std::string_view default_url;    // when nothing else is said; empty: the endpoint rules
  ServiceNames names;
  Repeat (*repeat)(const shape::Operation& operation);
};

// Calls operations of one API, as JSON. Copies share all they have: loop, connections, credentials,
// tokens for retries. Any thread. What is under way when the last copy goes is canceled, and its
// callers are told.
class Caller {
 public:
  // Does nothing yet: settings, credentials and connections are looked for at the first call.
  Caller(const Api& api, Config config);

  // The answer, as JSON ("{}" for an empty one; record().body stays empty), or why there is none.
  using Answer = Outcome<std::string>;

  // Starts a call; `done` is called once, on the loop's thread, and should not throw. `body` is a
  // JSON object in which a client token that is missing will be filled in. The first call reads the
  // shared files of settings, on the calling thread. Throws std::system_error where no thread is
  // left to be the loop.
  void start(const shape::Operation& operation, std::string body, const CallOptions& options,
             std::function<void(Answer)> done) const;

  // Waits for the answer. Throws std::logic_error on the loop's own thread.
  Answer call(const shape::Operation& operation, std::string body,
              const CallOptions& options = {}) const;

  // Calls `done` on the loop's thread: with true once the time has passed, with false when `stop`
  // asks for it or the last copy goes before.
  void pause(std::chrono::milliseconds time, std::stop_token stop,
             std::function<void(bool passed)> done) const;

  // The time that the loop goes by.
  Transport::Time now() const;

  // Throws std::logic_error on the loop's own thread: who waits there for a call waits for itself.
  void require_may_wait() const;
  // The same for a time when the last copy may have gone; keeps none.
  std::function<void()> waiting_check() const;

  const Config& config() const;

 private:
  struct State;
  explicit Caller(std::shared_ptr<State> state) : state_(std::move(state)) {}
  std::shared_ptr<State> state_;
};

}  // namespace amity::client
