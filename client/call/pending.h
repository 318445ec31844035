#pragma once

#include <condition_variable>
#include <coroutine>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>

namespace amity::client {

// Runs work somewhere, now or later: a thread pool, a loop of the program's own. Where it throws,
// because it takes no more, the work is done on the loop's thread.
using Executor = std::function<void(std::function<void()> work)>;

// Something under way that ends once, and those who wait for it: a thread, a coroutine or a
// function. Any thread; always held by a shared_ptr.
class Pending : public std::enable_shared_from_this<Pending> {
 public:
  // A coroutine that waits is resumed by the executor, or, where it is null, by whoever ends this.
  // `check` throws where a thread must not wait. `outer` cancels too.
  Pending(Executor executor, std::function<void()> check, const std::stop_token& outer);
  Pending(const Pending&) = delete;
  Pending& operator=(const Pending&) = delete;

  std::stop_token stop_token() const { return stop_.get_token(); }
  void cancel();

  bool ended() const;
  // Returns once it has ended. Throws what `check` throws, unless it has ended.
  void wait() const;
  // Calls the function once it has ended: now, or on the thread that ends it. One of them.
  void then(std::function<void()> work);
  // Has the coroutine resumed once it has ended; false, and nothing, when it has already.
  bool suspend(std::coroutine_handle<> coroutine);
  // Nobody is resumed or called any more.
  void forget();

 protected:
  ~Pending() = default;
  // What there is to be had is there.
  void end();

 private:
  void resume();

  const Executor executor_;
  const std::function<void()> check_;
  std::stop_source stop_;

  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  bool ended_ = false;
  std::coroutine_handle<> coroutine_;
  std::function<void()> then_;

  std::optional<std::stop_callback<std::function<void()>>> outer_;  // goes first: it may be called
};

}  // namespace amity::client
