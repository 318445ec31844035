#include "client/call/pending.h"

#include <utility>

namespace amity::client {

Pending::Pending(Executor executor, std::function<void()> check, const std::stop_token& outer)
    : executor_(std::move(executor)), check_(std::move(check)) {
  if (outer.stop_possible()) outer_.emplace(outer, [this] { cancel(); });
}

void Pending::cancel() {
  // A copy: what is canceled may end at once, and this with it.
  std::stop_source stop = stop_;
  stop.request_stop();
}

bool Pending::ended() const {
  std::lock_guard lock(mutex_);
  return ended_;
}

void Pending::wait() const {
  if (ended()) return;
  check_();
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return ended_; });
}

void Pending::then(std::function<void()> work) {
  {
    std::lock_guard lock(mutex_);
    if (!ended_) {
      then_ = std::move(work);
      return;
    }
  }
  work();
}

bool Pending::suspend(std::coroutine_handle<> coroutine) {
  std::lock_guard lock(mutex_);
  if (ended_) return false;
  coroutine_ = coroutine;
  return true;
}

void Pending::forget() {
  std::lock_guard lock(mutex_);
  coroutine_ = nullptr;
  then_ = nullptr;
}

void Pending::end() {
  std::function<void()> work;
  bool awaited = false;
  {
    std::lock_guard lock(mutex_);
    ended_ = true;
    work = std::move(then_);
    awaited = coroutine_ != nullptr;
  }
  changed_.notify_all();
  if (work) work();
  if (!awaited) return;
  if (!executor_) return resume();
  try {
    executor_([self = shared_from_this()] { self->resume(); });
  } catch (...) {  // it takes no more work: here, rather than never
    resume();
  }
}

// The coroutine may have been destroyed since: only what is still here is resumed.
void Pending::resume() {
  std::coroutine_handle<> coroutine;
  {
    std::lock_guard lock(mutex_);
    coroutine = std::exchange(coroutine_, nullptr);
  }
  if (coroutine) coroutine.resume();
}

}  // namespace amity::client
