#pragma once

#include "account/service/scheduler.h"
#include "admin/operations/call.h"
#include "protocol/awsjson/clock.h"
#include "server/identities.h"
#include "server/sealing_keys.h"

namespace amity::server {

// This program, as the admin API reaches it.
class RunningMachine final : public admin::Machine {
 public:
  // All outlive it. In serve the clock is the machine's and `turnable` is null.
  RunningMachine(const Clock& clock, TurnableClock* turnable, account::Scheduler& scheduler,
                 const Identities& identities)
      : clock_(clock), turnable_(turnable), scheduler_(scheduler), identities_(identities) {}

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
  admin::RotateSealingKeyResponse rotate_sealing_key() override {
    return server::rotate_sealing_key(identities_.sealing(), identities_.environment());
  }

 private:
  const Clock& clock_;
  TurnableClock* turnable_;
  account::Scheduler& scheduler_;
  const Identities& identities_;
};

}  // namespace amity::server
