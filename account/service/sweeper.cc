#include "account/service/sweeper.h"

#include "account/operations/decision.h"

#include <spdlog/spdlog.h>

#include <future>

namespace amity::account {
namespace {

constexpr std::chrono::seconds kInterval{1};
// So many share a transaction that those who wait behind it hardly notice.
constexpr std::size_t kAtOnce = 200;

class Expiry final : public Work<WriteTx> {
 public:
  explicit Expiry(const Environment& environment) : environment_(environment) {}
  std::future<std::size_t> expired() { return promise_.get_future(); }

  void run(WriteTx& tx) override {
    count_ =
        expire_due_invitations(tx, environment_.settings.place, environment_.clock.now(), kAtOnce);
  }
  void done(std::exception_ptr failure) noexcept override {
    if (failure) {
      promise_.set_exception(failure);
    } else {
      promise_.set_value(count_);
    }
  }

 private:
  const Environment& environment_;
  std::size_t count_ = 0;
  std::promise<std::size_t> promise_;
};

// Whether as many were due as one transaction takes, so that more may be.
bool expire_some(const Environment& environment) {
  Expiry expiry(environment);
  auto expired = expiry.expired();
  if (!environment.store.write(expiry)) return false;  // too busy: the next second will do
  try {
    return expired.get() == kAtOnce;
  } catch (const std::exception& error) {
    spdlog::warn("expiring invitations: {}", error.what());
    return false;
  }
}

}  // namespace

ExpirySweeper::ExpirySweeper(const Environment& environment)
    : environment_(environment), thread_([this] { sweep_until_stopped(); }) {}

ExpirySweeper::~ExpirySweeper() {
  {
    std::lock_guard guard(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void ExpirySweeper::sweep_until_stopped() {
  std::unique_lock guard(mutex_);
  while (!stopping_) {
    guard.unlock();
    bool more = expire_some(environment_);
    guard.lock();
    if (!more) wake_.wait_for(guard, kInterval, [this] { return stopping_; });
  }
}

}  // namespace amity::account
