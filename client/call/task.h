#pragma once

#include <atomic>
#include <coroutine>
#include <cstddef>
#include <exception>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

// As little as programs need to begin with coroutines; any other library's tasks do as well.
namespace amity::client {

template <class T>
class Task;

namespace detail {

// What a coroutine came to.
template <class T>
class Result {
 public:
  template <class Value>
  void return_value(Value&& value) {
    value_.emplace(std::forward<Value>(value));
  }
  void unhandled_exception() { thrown_ = std::current_exception(); }
  T take() {
    if (thrown_) std::rethrow_exception(thrown_);
    return *std::move(value_);
  }

 private:
  std::optional<T> value_;
  std::exception_ptr thrown_;
};

template <>
class Result<void> {
 public:
  void return_void() {}
  void unhandled_exception() { thrown_ = std::current_exception(); }
  void take() {
    if (thrown_) std::rethrow_exception(thrown_);
  }

 private:
  std::exception_ptr thrown_;
};

template <class T>
class TaskPromise : public Result<T> {
 public:
  Task<T> get_return_object();
  std::suspend_always initial_suspend() const noexcept { return {}; }
  auto final_suspend() const noexcept {
    struct Continue {
      bool await_ready() const noexcept { return false; }
      std::coroutine_handle<> await_suspend(
          std::coroutine_handle<TaskPromise> ended) const noexcept {
        return ended.promise().continuation;
      }
      void await_resume() const noexcept {}
    };
    return Continue{};
  }

  std::coroutine_handle<> continuation = std::noop_coroutine();
};

}  // namespace detail

// A coroutine that begins when it is awaited, and resumes who awaits it when it ends; what it
// throws is thrown there. Destroying a task destroys the coroutine where it waits; only the thread
// that would resume it may do that. Elsewhere, end what it waits for: Call::cancel, a stop token.
//
//   Task<std::string> name_of(Client client, PartnerIdentifier partner) {
//     GetPartnerRequest request{.catalog = Catalog("AWS"), .identifier = partner};
//     auto outcome = co_await client.async.get_partner(request);
//     co_return outcome.value().legal_name.str();
//   }
//   std::string name = sync_wait(name_of(client, partner));
//
// Give coroutines their arguments by value: a reference may be gone when they go on. And name a
// request before the expression that awaits its call: g++ 12 ruins what is made with braces there.
template <class T = void>
class [[nodiscard("a task does nothing until it is awaited")]] Task {
 public:
  using promise_type = detail::TaskPromise<T>;

  explicit Task(std::coroutine_handle<promise_type> coroutine) : coroutine_(coroutine) {}
  ~Task() {
    if (coroutine_) coroutine_.destroy();
  }
  Task(Task && other) noexcept : coroutine_(std::exchange(other.coroutine_, nullptr)) {}
  Task& operator=(Task&& other) noexcept {
    Task old(std::exchange(coroutine_, std::exchange(other.coroutine_, nullptr)));
    return *this;
  }

  // Once.
  auto operator co_await() const noexcept {
    struct Awaiter {
      std::coroutine_handle<promise_type> coroutine;
      bool await_ready() const noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiting) const noexcept {
        coroutine.promise().continuation = awaiting;
        return coroutine;
      }
      T await_resume() const { return coroutine.promise().take(); }
    };
    return Awaiter{coroutine_};
  }

 private:
  std::coroutine_handle<promise_type> coroutine_;
};

namespace detail {

template <class T>
Task<T> TaskPromise<T>::get_return_object() {
  return Task<T>(std::coroutine_handle<TaskPromise>::from_promise(*this));
}

// Runs a task to its end and then calls a function.
class Run {
 public:
  struct promise_type {
    std::function<void()> ended;

    Run get_return_object() {
      return Run(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() const noexcept { return {}; }
    auto final_suspend() const noexcept {
      struct Tell {
        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<promise_type> run) const noexcept {
          // The call may destroy the coroutine, and with it what is called.
          std::function<void()> ended = std::move(run.promise().ended);
          ended();
        }
        void await_resume() const noexcept {}
      };
      return Tell{};
    }
    void return_void() const {}
    void unhandled_exception() const { std::terminate(); }  // the body catches all
  };

  explicit Run(std::coroutine_handle<promise_type> coroutine) : coroutine_(coroutine) {}
  ~Run() {
    if (coroutine_) coroutine_.destroy();
  }
  Run(Run&& other) noexcept : coroutine_(std::exchange(other.coroutine_, nullptr)) {}
  Run& operator=(Run&&) = delete;

  void start(std::function<void()> ended) {
    coroutine_.promise().ended = std::move(ended);
    coroutine_.resume();
  }

 private:
  std::coroutine_handle<promise_type> coroutine_;
};

template <class T>
Run run(Task<T> task, Result<T>& result) {
  try {
    if constexpr (std::is_void_v<T>) {
      co_await task;
    } else {
      result.return_value(co_await task);
    }
  } catch (...) {
    result.unhandled_exception();
  }
}

// Tasks that run at the same time; awaited, it ends when all have.
template <class T>
struct All {
  std::vector<Result<T>> results;
  std::vector<Run> runs;
  std::atomic<std::size_t> left;
  std::coroutine_handle<> waiting;

  explicit All(std::vector<Task<T>> all) : results(all.size()), left(all.size() + 1) {
    runs.reserve(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) runs.push_back(run(std::move(all[i]), results[i]));
  }
  bool last() { return left.fetch_sub(1) == 1; }

  bool await_ready() const { return false; }
  bool await_suspend(std::coroutine_handle<> coroutine) {
    waiting = coroutine;
    for (Run& run : runs)
      run.start([this] {
        if (last()) waiting.resume();
      });
    return !last();
  }
  void await_resume() const {}
};

}  // namespace detail

// Runs a task and waits for its end; throws what it throws. Not on the loop's thread.
template <class T>
T sync_wait(Task<T> task) {
  detail::Result<T> result;
  auto ended = std::make_shared<std::promise<void>>();
  detail::Run run = detail::run(std::move(task), result);
  run.start([ended] { ended->set_value(); });
  ended->get_future().wait();
  return result.take();
}

// Runs tasks at the same time and ends when all have: with their results in this order, or with
// what the first of them threw.
template <class T>
Task<std::vector<T>> when_all(std::vector<Task<T>> tasks) {
  detail::All<T> all(std::move(tasks));
  co_await all;
  std::vector<T> values;
  values.reserve(all.results.size());
  for (detail::Result<T>& result : all.results) values.push_back(result.take());
  co_return values;
}
inline Task<> when_all(std::vector<Task<>> tasks) {
  detail::All<void> all(std::move(tasks));
  co_await all;
  for (detail::Result<void>& result : all.results) result.take();
}

}  // namespace amity::client
