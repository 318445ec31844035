#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace amity::admin {

// A thread that does one job after the other, for those that may wait: a request that runs the
// background work must not hold up health checks.
class Worker {
 public:
  Worker() : thread_([this] { work(); }) {}
  ~Worker() { stop(); }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  // Queues a job, which must not throw. False, and nothing happens, when too much waits already or
  // after stop(). From any thread.
  bool add(std::function<void()> job);
  // Ends after the job that is being done; what waits is dropped.
  void stop();

 private:
  static constexpr std::size_t kLimit = 64;
  void work();

  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> jobs_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace amity::admin
