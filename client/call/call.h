#pragma once

#include "client/call/outcome.h"
#include "client/call/pending.h"

#include <coroutine>
#include <future>
#include <memory>
#include <optional>
#include <utility>

namespace amity::client {

// A call under way; it was started when this was made. Take its outcome once, in one of three ways:
//
//   Outcome<GetPartnerResponse> outcome = co_await client.async.get_partner(request);
//   Outcome<GetPartnerResponse> outcome = client.async.get_partner(request).get();
//   std::future<Outcome<GetPartnerResponse>> future = client.async.get_partner(request).future();
//
// Dropping a Call cancels it, as does destroying the coroutine that awaits it: on the thread that
// would resume it; elsewhere, cancel. A coroutine goes on on the loop's thread, where it must not
// block, or on the executor that Config names.
template <class Response>
class [[nodiscard("dropping a call cancels it")]] Call {
  class Awaiter;

 public:
  class State : public Pending {
   public:
    using Pending::Pending;
    void finish(Outcome<Response> outcome) {
      outcome_.emplace(std::move(outcome));
      end();
    }
    Outcome<Response> take() { return *std::move(outcome_); }

   private:
    std::optional<Outcome<Response>> outcome_;
  };

  explicit Call(std::shared_ptr<State> state) : state_(std::move(state)) {}
  ~Call() { drop(); }
  Call(Call &&) noexcept = default;
  Call& operator=(Call&& other) noexcept {
    if (this != &other) drop();
    state_ = std::move(other.state_);
    return *this;
  }

  // Waits. Throws std::logic_error on the loop's own thread unless the call has ended.
  Outcome<Response> get() {
    state_->wait();
    return state_->take();
  }

  // Gives the call away: what becomes of the future cancels nothing.
  std::future<Outcome<Response>> future()&& {
    std::promise<Outcome<Response>> promise;
    auto future = promise.get_future();
    std::shared_ptr<State> state = std::move(state_);
    state->then([promise = std::make_shared<decltype(promise)>(std::move(promise)),
                 itself = state.get()] { promise->set_value(itself->take()); });
    return future;
  }

  // Ends the call soon, with Error::Kind::canceled unless it has ended before.
  void cancel() { state_->cancel(); }

  bool ended() const { return state_->ended(); }

  Awaiter operator co_await() const { return Awaiter(state_); }

 private:
  class Awaiter {
   public:
    explicit Awaiter(std::shared_ptr<State> state) : state_(std::move(state)) {}
    // When the coroutine is destroyed as it waits, nobody is to resume it.
    ~Awaiter() { state_->forget(); }
    Awaiter(const Awaiter&) = delete;
    Awaiter& operator=(const Awaiter&) = delete;

    bool await_ready() const { return state_->ended(); }
    bool await_suspend(std::coroutine_handle<> coroutine) {
      // Another thread may resume the coroutine, and end this, before `suspend` has returned.
      std::shared_ptr<State> state = state_;
      return state->suspend(coroutine);
    }
    Outcome<Response> await_resume() { return state_->take(); }

   private:
    std::shared_ptr<State> state_;
  };

  void drop() {
    if (!state_) return;
    state_->forget();
    state_->cancel();
  }

  std::shared_ptr<State> state_;
};

}  // namespace amity::client
