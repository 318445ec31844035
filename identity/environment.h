#pragma once

#include "account/store/store.h"
#include "identity/last_uses.h"
#include "protocol/seal/sealer.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>

namespace amity::identity {

// The sealer that is in use, which a rotation of the sealing key replaces. Any thread.
class Seals {
 public:
  explicit Seals(seal::Sealer sealer)
      : sealer_(std::make_shared<const seal::Sealer>(std::move(sealer))) {}

  std::shared_ptr<const seal::Sealer> in_use() const {
    std::lock_guard guard(mutex_);
    return sealer_;
  }
  void replace(seal::Sealer sealer) {
    auto made = std::make_shared<const seal::Sealer>(std::move(sealer));
    std::lock_guard guard(mutex_);
    sealer_ = std::move(made);
  }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const seal::Sealer> sealer_;
};

// Counts the changes of identities that this process has committed: whoever has read something
// before the last one reads it again. Counted after the commit and before the answer, so that a key
// that was revoked is of no use from the next request on. Any thread.
class Changes {
 public:
  std::uint64_t count() const { return count_.load(std::memory_order_acquire); }
  void add() { count_.fetch_add(1, std::memory_order_acq_rel); }

 private:
  std::atomic<std::uint64_t> count_{0};
};

// What all key rings share, and those who change what they hold. Outlives them.
struct Environment {
  account::Store& store;
  const account::domain::Place& place;
  Seals& seals;
  Changes& changes;
  LastUses& uses;
};

}  // namespace amity::identity
