#pragma once

#include "account/service/scheduler.h"
#include "admin/operations/call.h"
#include "protocol/awsjson/clock.h"

namespace amity::server {

// This program, as the admin API reaches it.
class RunningMachine final : public admin::Machine {
 public:
  // Both outlive it. In serve the clock is the machine's and `turnable` is null.
  RunningMachine(const Clock& clock, TurnableClock* turnable, account::Scheduler& scheduler)
      : clock_(clock), turnable_(turnable), scheduler_(scheduler) {}

  Timestamp now() const override { return clock_.now(); }
  Duration turned() const override {
    return turnable_ != nullptr ? turnable_->turned() : Duration{};
  }
  bool turn(Duration by) override {
    if (turnable_ == nullptr) return false;
    turnable_->turn(by);
    return true;
  }
  void run_due_work() override { scheduler_.run_due(); }

 private:
  const Clock& clock_;
  TurnableClock* turnable_;
  account::Scheduler& scheduler_;
};

}  // namespace amity::server
