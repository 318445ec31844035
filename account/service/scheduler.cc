#include "account/service/scheduler.h"

#include "account/store/blocking_write.h"

#include <spdlog/spdlog.h>

#include <exception>

namespace amity::account {
namespace {

constexpr std::chrono::seconds kInterval{1};
// So many share a transaction that those who wait behind it hardly notice.
constexpr std::size_t kAtOnce = 200;

}  // namespace

Scheduler::Lane::Lane(std::function<void()> round)
    : round_(std::move(round)), thread_([this] { look_until_stopped(); }) {}

Scheduler::Lane::~Lane() {
  {
    std::lock_guard guard(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void Scheduler::Lane::run_now() {
  std::lock_guard guard(working_);
  round_();
}

void Scheduler::Lane::look_until_stopped() {
  std::unique_lock guard(mutex_);
  while (!stopping_) {
    guard.unlock();
    try {
      run_now();
    } catch (const std::exception& error) {
      spdlog::warn("background work waits for the next second: {}", error.what());
    }
    guard.lock();
    wake_.wait_for(guard, kInterval, [this] { return stopping_; });
  }
}

Scheduler::Scheduler(const Environment& environment, std::vector<std::unique_ptr<Errand>> errands)
    : environment_(environment), errands_(std::move(errands)), chores_([this] { do_chores(); }) {
  for (const auto& errand : errands_)
    errand_lanes_.push_back(std::make_unique<Lane>([this, &errand] { do_errand(*errand); }));
}

Scheduler::~Scheduler() { stopping_ = true; }

void Scheduler::run_due() {
  chores_.run_now();
  for (const auto& lane : errand_lanes_) lane->run_now();
}

Moment Scheduler::moment() const {
  return {environment_.clock.now(), environment_.settings, environment_.identifiers};
}

void Scheduler::do_chores() const {
  // In turns: one that has a great deal to do does not keep the others waiting.
  bool more = true;
  while (more && !stopping_) {
    more = false;
    for (const Chore& chore : chores()) {
      std::size_t did = 0;
      write_and_wait(environment_.store,
                     [&](WriteTx& tx) { did = chore.run(tx, moment(), kAtOnce); });
      if (did != 0) spdlog::debug("{}: {}", chore.name, did);
      more = more || did == kAtOnce;
    }
  }
}

void Scheduler::do_errand(Errand& errand) const {
  while (!stopping_) {
    bool claimed = false;
    write_and_wait(environment_.store, [&](WriteTx& tx) { claimed = errand.claim(tx, moment()); });
    if (!claimed) return;
    errand.go();
    write_and_wait(environment_.store, [&](WriteTx& tx) { errand.report(tx, moment()); });
  }
}

}  // namespace amity::account
