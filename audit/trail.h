#pragma once

#include "audit/event.h"
#include "audit/sink.h"
#include "protocol/awsjson/audit.h"
#include "protocol/awsjson/clock.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace amity::audit {

// What happens while records cannot be kept: changes are refused, or all goes on.
enum class OnFailure : std::uint8_t { refuse_changes, go_on };

struct TrailOptions {
  std::string region;
  OnFailure on_failure = OnFailure::refuse_changes;
  std::size_t queue_bytes = 16 * 1024 * 1024;  // of calls that wait to be written
  bool with_changes = false;  // records of changes are kept in the changes' own transactions
};

// Takes calls from all threads, in the order in which they were answered, and writes their records
// on a thread of its own. Nobody who serves requests waits for the disk; what waits is bounded.
//
// Under OnFailure::refuse_changes a change is acknowledged only when its record has been written
// durably. While records cannot be written, or too many wait, admits_changes() is false; a change
// that was under way already is told that it is not on record. Under go_on nobody waits.
//
// What could not be written is tried again every second, and kept for that as long as there is
// room; reads, refusals and (under go_on) changes beyond that are lost. Nothing of this is silent:
// it is logged, at most once a minute, lost() counts, and once records can be written again one of
// them says how many are missing.
class Trail final : public awsjson::Auditor {
 public:
  // `clock` outlives it. Records wait until start().
  Trail(TrailOptions options, const Clock& clock);
  ~Trail() override { stop(); }

  // Begins to write. The sink outlives stop().
  void start(Sink& sink);
  // Writes what waits, or gives up on it, and ends. Later calls are lost, and counted.
  void stop() noexcept;

  bool admits_changes() const noexcept override;
  void identify(const sigv4::AccessKey& caller, std::string& identity) const override;
  void record(const awsjson::AuditedCall& call,
              std::shared_ptr<awsjson::RecordWaiter> waiter) noexcept override;
  std::optional<awsjson::WrittenRecord> write_down(const awsjson::AuditedCall& call) override;

  // For metrics: records that will never be kept.
  std::uint64_t lost() const noexcept { return lost_.load(std::memory_order_relaxed); }
  bool failing() const noexcept { return failing_.load(std::memory_order_acquire); }

 private:
  using Waiters = std::vector<std::shared_ptr<awsjson::RecordWaiter>>;

  // A call with the bytes that it borrows.
  struct Waiting {
    awsjson::AuditedCall call;
    std::unique_ptr<char[]> bytes;
    std::shared_ptr<awsjson::RecordWaiter> waiter;  // shared with nobody: a hand-over
  };
  // Records that were written down and not yet kept.
  struct Batch {
    std::string text;
    std::vector<Event> events;
    Waiters waiters;
    bool durable = false;
    std::uint64_t lost_before = 0;  // as their first record says
  };

  static std::size_t copy(const awsjson::AuditedCall& call, Waiting& waiting);
  void work() noexcept;
  bool take(std::vector<Waiting>& taken);
  void write_down(std::vector<Waiting>& taken);
  void keep() noexcept;
  void tell_all(Waiters& waiters, bool kept) noexcept;
  void fail(const char* why) noexcept;
  void count_lost(std::uint64_t count) noexcept;
  bool may_complain() noexcept;

  TrailOptions options_;
  const Clock& clock_;
  EventWriter writer_;         // this thread's
  EventWriter change_writer_;  // that of the thread that makes changes
  Sink* sink_ = nullptr;
  Batch batch_;  // the thread's

  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<Waiting> queue_;
  std::size_t queued_bytes_ = 0;
  bool somebody_waits_ = false;
  bool sleeping_ = false;
  bool stopping_ = false;

  std::atomic<bool> failing_{false};
  std::atomic<bool> full_{false};
  std::atomic<std::uint64_t> lost_{0};
  std::atomic<std::int64_t> complained_at_{INT64_MIN};  // steady seconds
  std::uint64_t told_lost_ = 0;                         // as the last gap record said
  std::thread thread_;
};

}  // namespace amity::audit
