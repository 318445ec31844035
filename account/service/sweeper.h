#pragma once

#include "account/service/call_frame.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace amity::account {

// Once a second makes durable what the clock has decided: invitations past their time become
// EXPIRED and their parties are told, exactly once. Nobody waits for it: whoever reads such an
// invitation sees it expired already.
class ExpirySweeper {
 public:
  // `environment` outlives it.
  explicit ExpirySweeper(const Environment& environment);
  ~ExpirySweeper();
  ExpirySweeper(const ExpirySweeper&) = delete;
  ExpirySweeper& operator=(const ExpirySweeper&) = delete;

 private:
  void sweep_until_stopped();

  const Environment& environment_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace amity::account
