#include "audit/trail.h"

#include "audit/identity.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <cstring>
#include <exception>
#include <utility>

namespace amity::audit {
namespace {

using awsjson::AuditedCall;
using awsjson::RecordWaiter;

// Records that nobody waits for are gathered that long, so that reads do not wake a thread each.
constexpr std::chrono::milliseconds kGather{20};
constexpr std::chrono::seconds kRetry{1};
constexpr std::int64_t kComplaintEvery = 60;  // seconds

std::int64_t steady_seconds() {
  using namespace std::chrono;
  return duration_cast<std::chrono::seconds>(steady_clock::now().time_since_epoch()).count();
}

}  // namespace

Trail::Trail(TrailOptions options, const Clock& clock)
    : options_(std::move(options)),
      clock_(clock),
      writer_(options_.region),
      change_writer_(options_.region) {}

void Trail::start(Sink& sink) {
  sink_ = &sink;
  thread_ = std::thread([this] { work(); });
}

void Trail::stop() noexcept {
  {
    std::lock_guard guard(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

bool Trail::admits_changes() const noexcept {
  return options_.on_failure == OnFailure::go_on ||
         (!failing() && !full_.load(std::memory_order_relaxed));
}

void Trail::identify(const sigv4::AccessKey& caller, std::string& identity) const {
  note_identity(caller, identity);
}

void Trail::record(const AuditedCall& call, std::shared_ptr<RecordWaiter> waiter) noexcept {
  Waiting waiting;
  std::size_t size = copy(call, waiting);
  bool go_on = options_.on_failure == OnFailure::go_on;
  bool taken = false;
  bool wake = false;
  {
    std::lock_guard guard(mutex_);
    // A change that was admitted has its place: how many are under way is bounded elsewhere.
    bool admitted = waiter != nullptr && !go_on;
    taken = !stopping_ && (admitted || queued_bytes_ + size <= options_.queue_bytes);
    full_.store(!taken || queued_bytes_ + size >= options_.queue_bytes, std::memory_order_relaxed);
    if (taken) {
      if (admitted && !failing()) {
        waiting.waiter = std::exchange(waiter, nullptr);
        somebody_waits_ = true;
      }
      queue_.push_back(std::move(waiting));
      queued_bytes_ += size;
      wake = sleeping_ && (somebody_waits_ || queue_.size() == 1);
    }
  }
  if (!taken) count_lost(1);
  if (wake) wake_.notify_one();
  if (waiter != nullptr) waiter->recorded(go_on);
}

std::optional<awsjson::WrittenRecord> Trail::write_down(const AuditedCall& call) {
  if (!options_.with_changes) return std::nullopt;
  awsjson::WrittenRecord record{call.time, std::string(account_of(call.identity)), {}};
  change_writer_.append(call, record.text);
  return record;
}

// Copies what the call borrows behind one another; how much that is.
std::size_t Trail::copy(const AuditedCall& call, Waiting& waiting) {
  waiting.call = call;
  std::string_view* borrowed[] = {&waiting.call.request_id,  &waiting.call.identity,
                                  &waiting.call.claimed_key, &waiting.call.peer,
                                  &waiting.call.host,        &waiting.call.user_agent,
                                  &waiting.call.request,     &waiting.call.response};
  std::size_t size = 0;
  for (const std::string_view* text : borrowed) size += text->size();
  waiting.bytes = std::make_unique<char[]>(size);
  char* end = waiting.bytes.get();
  for (std::string_view* text : borrowed) {
    if (text->empty()) continue;
    std::memcpy(end, text->data(), text->size());
    *text = {end, text->size()};
    end += text->size();
  }
  return size + sizeof waiting;
}

void Trail::work() noexcept {
  std::vector<Waiting> taken;
  while (take(taken)) {
    write_down(taken);
    taken.clear();
    keep();
  }
  std::unique_lock guard(mutex_);
  std::uint64_t given_up = batch_.events.size() + queue_.size();
  Waiters waiters;
  for (Waiting& waiting : queue_)
    if (waiting.waiter) waiters.push_back(std::move(waiting.waiter));
  queue_.clear();
  guard.unlock();
  tell_all(waiters, false);
  if (given_up != 0) spdlog::error("audit: {} records are lost with the end", given_up);
}

// Waits until there is something to do, and takes the calls of a next batch once the last one was
// kept. False at the end.
bool Trail::take(std::vector<Waiting>& taken) {
  std::unique_lock guard(mutex_);
  if (!batch_.events.empty()) {
    if (stopping_) return false;
    wake_.wait_for(guard, kRetry, [this] { return stopping_; });
    return true;
  }
  bool gap = lost_.load(std::memory_order_relaxed) != told_lost_;
  if (!gap) {
    sleeping_ = true;
    wake_.wait(guard, [this] { return stopping_ || !queue_.empty(); });
    wake_.wait_for(guard, kGather, [this] {
      return stopping_ || somebody_waits_ || queued_bytes_ >= options_.queue_bytes / 4;
    });
    sleeping_ = false;
    if (queue_.empty()) return false;
  }
  taken.swap(queue_);
  queued_bytes_ = 0;
  full_.store(false, std::memory_order_relaxed);
  somebody_waits_ = false;
  return true;
}

void Trail::write_down(std::vector<Waiting>& taken) {
  if (!batch_.events.empty()) return;  // the last one was not kept yet
  std::vector<std::size_t> ends;
  ends.reserve(taken.size() + 1);
  batch_.lost_before = lost_.load(std::memory_order_relaxed);
  if (batch_.lost_before != told_lost_) {
    writer_.append_gap(batch_.lost_before - told_lost_, clock_.now(), batch_.text);
    batch_.events.push_back({clock_.now(), {}, {}});
    ends.push_back(batch_.text.size());
  }
  for (Waiting& waiting : taken) {
    writer_.append(waiting.call, batch_.text);
    batch_.events.push_back(
        {waiting.call.time, std::string(account_of(waiting.call.identity)), {}});
    ends.push_back(batch_.text.size());
    if (waiting.waiter) batch_.waiters.push_back(std::move(waiting.waiter));
  }
  batch_.durable = !batch_.waiters.empty();
  std::size_t begin = 0;
  for (std::size_t i = 0; i < ends.size(); ++i) {
    batch_.events[i].text = std::string_view(batch_.text).substr(begin, ends[i] - begin);
    begin = ends[i];
  }
}

void Trail::keep() noexcept {
  try {
    sink_->write(batch_.events, batch_.durable);
  } catch (const std::exception& error) {
    return fail(error.what());
  }
  told_lost_ = batch_.lost_before;
  if (failing_.exchange(false)) {
    complained_at_ = INT64_MIN;
    spdlog::warn("audit: records are kept again; {} were lost so far", lost());
  }
  batch_.events.clear();
  batch_.text.clear();
  tell_all(batch_.waiters, true);
}

// Whoever waits now, or comes before the next try, is told at once.
void Trail::fail(const char* why) noexcept {
  Waiters waiters = std::move(batch_.waiters);
  batch_.waiters.clear();
  {
    std::lock_guard guard(mutex_);
    failing_.store(true, std::memory_order_release);
    for (Waiting& waiting : queue_)
      if (waiting.waiter) waiters.push_back(std::move(waiting.waiter));
    somebody_waits_ = false;
  }
  tell_all(waiters, false);
  if (may_complain())
    spdlog::error("audit: records cannot be kept{}: {}",
                  options_.on_failure == OnFailure::go_on ? "" : ", so changes are refused", why);
}

void Trail::tell_all(Waiters& waiters, bool kept) noexcept {
  for (auto& waiter : waiters) waiter->recorded(kept);
  waiters.clear();
}

void Trail::count_lost(std::uint64_t count) noexcept {
  std::uint64_t lost = lost_.fetch_add(count, std::memory_order_relaxed) + count;
  if (may_complain()) spdlog::error("audit: too many records wait; {} were lost so far", lost);
}

bool Trail::may_complain() noexcept {
  std::int64_t now = steady_seconds();
  std::int64_t last = complained_at_.load(std::memory_order_relaxed);
  bool long_ago = last == INT64_MIN || now - last >= kComplaintEvery;
  return long_ago && complained_at_.compare_exchange_strong(last, now);
}

}  // namespace amity::audit
