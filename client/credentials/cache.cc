#include "client/credentials/cache.h"

#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace amity::client {
namespace {

constexpr Duration kRenewInBackground = minutes(5);
constexpr Duration kRenewAtOnce = minutes(1);
constexpr Duration kRest = seconds(10);

}  // namespace

// Shared with the thread, which may outlive the cache by a moment when it is the one that ended it.
struct CredentialsCache::State {
  State(std::shared_ptr<CredentialsProvider> from, Clock by)
      : provider(std::move(from)), clock(std::move(by)) {}

  bool expires_within(Duration time, Timestamp now) const {
    return current->expires_at && *current->expires_at - now <= time;
  }
  bool at_hand(Timestamp now) const {
    return current && !expires_within(now < rest_until ? Duration() : kRenewAtOnce, now);
  }

  Found ask(const std::stop_token& stop) const;
  // With the lock: takes what a fetch came to, and gives those who wait for it. `found` becomes
  // what they are told.
  std::vector<std::function<void(Found)>> settle(Found& found);
  void fetch(const std::stop_token& stop);

  const std::shared_ptr<CredentialsProvider> provider;
  const Clock clock;

  std::mutex mutex;  // of all that follows
  Shared current;
  Timestamp rest_until;
  std::vector<std::function<void(Found)>> waiting;
  bool fetching = false;  // while the thread has something to do
  std::jthread thread;
};

CredentialsCache::Found CredentialsCache::State::ask(const std::stop_token& stop) const {
  try {
    if (auto fetched = provider->fetch(stop))
      return std::make_shared<const Credentials>(*std::move(fetched));
    return std::monostate();
  } catch (const std::exception& error) {
    return std::string(error.what());
  } catch (...) {
    return "The provider of credentials failed";
  }
}

std::vector<std::function<void(CredentialsCache::Found)>> CredentialsCache::State::settle(
    Found& found) {
  Timestamp now = clock();
  rest_until = now + kRest;
  if (const Shared* fetched = std::get_if<Shared>(&found))
    current = *fetched;
  else if (at_hand(now))
    found = current;
  return std::exchange(waiting, {});
}

void CredentialsCache::State::fetch(const std::stop_token& stop) {
  std::unique_lock lock(mutex);
  do {
    lock.unlock();
    Found found = ask(stop);
    lock.lock();
    auto asking = settle(found);
    lock.unlock();
    for (auto& done : asking)
      if (!stop.stop_requested()) done(found);
    asking.clear();
    lock.lock();
  } while (!waiting.empty() && !stop.stop_requested());
  fetching = false;
}

CredentialsCache::CredentialsCache(std::shared_ptr<CredentialsProvider> provider, Clock clock)
    : state_(std::make_shared<State>(std::move(provider), std::move(clock))) {}

CredentialsCache::~CredentialsCache() {
  std::jthread thread;
  {
    std::lock_guard lock(state_->mutex);
    thread = std::move(state_->thread);
  }
  thread.request_stop();
  if (thread.get_id() == std::this_thread::get_id()) thread.detach();
}

void CredentialsCache::get(std::function<void(Found)> done) {
  std::unique_lock lock(state_->mutex);
  Timestamp now = state_->clock();
  Shared at_hand = state_->at_hand(now) ? state_->current : nullptr;
  bool renew =
      !at_hand || (now >= state_->rest_until && state_->expires_within(kRenewInBackground, now));
  if (!at_hand) state_->waiting.push_back(std::move(done));
  Found found;
  std::vector<std::function<void(Found)>> asking;
  if (renew && !state_->fetching) {
    try {
      // The thread before it has nothing to do but to end.
      state_->thread =
          std::jthread([state = state_](const std::stop_token& stop) { state->fetch(stop); });
      state_->fetching = true;
    } catch (const std::exception& error) {
      // The system has no thread left. Who asked is the only one who waits.
      found = "No thread to fetch credentials: " + std::string(error.what());
      asking = state_->settle(found);
    }
  }
  lock.unlock();
  if (at_hand) done(std::move(at_hand));
  for (auto& waiting : asking) waiting(found);
}

void CredentialsCache::forget(const Credentials& refused) {
  std::lock_guard lock(state_->mutex);
  if (state_->current && same_key(*state_->current, refused)) state_->current = nullptr;
}

}  // namespace amity::client
