#pragma once

#include "account/operations/chores.h"
#include "account/service/call_frame.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace amity::account {

// Does in the background what the clock brings: chores on one thread, each errand on another, so
// that a mail server or a website that does not answer delays nothing else. What is due is in the
// store, not in here: a restart loses nothing, and several servers share the work.
class Scheduler {
 public:
  // Looks every second. `environment` outlives it.
  Scheduler(const Environment& environment, std::vector<std::unique_ptr<Errand>> errands);
  // Ends after the item that is being done.
  ~Scheduler();
  Scheduler(const Scheduler&) = delete;
  Scheduler& operator=(const Scheduler&) = delete;

  // Does what is due now on the calling thread and returns when nothing is left: for those who have
  // turned the clock. Throws what the store throws.
  void run_due();

 private:
  // One thread and what it does, a round every second.
  class Lane {
   public:
    explicit Lane(std::function<void()> round);
    ~Lane();
    void run_now();

   private:
    void look_until_stopped();

    std::function<void()> round_;
    std::mutex working_;  // held during a round
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::thread thread_;
  };

  void do_chores() const;
  void do_errand(Errand& errand) const;
  Moment moment() const;

  const Environment& environment_;
  std::vector<std::unique_ptr<Errand>> errands_;
  std::atomic<bool> stopping_{false};
  Lane chores_;
  std::vector<std::unique_ptr<Lane>> errand_lanes_;  // one for each
};

}  // namespace amity::account
