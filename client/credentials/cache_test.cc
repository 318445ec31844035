#include "client/credentials/cache.h"

#include <gmock/gmock.h>

#include <pthread.h>

#include <atomic>
#include <condition_variable>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

namespace amity::client {
namespace {

using Found = CredentialsCache::Found;

// Counts how often it is asked, and answers what the test says, when the test says so.
class Provider final : public CredentialsProvider {
 public:
  std::optional<Credentials> fetch(std::stop_token stop) override {
    std::unique_lock lock(mutex_);
    ++asked_;
    changed_.notify_all();
    if (!changed_.wait(lock, stop, [this] { return !held_; })) {
      stopped_ = true;
      return std::nullopt;
    }
    auto answer = answer_;
    lock.unlock();
    return answer();
  }

  void hold(bool held) {
    change([&] { held_ = held; });
  }
  void answers(std::function<std::optional<Credentials>()> answer) {
    change([&] { answer_ = std::move(answer); });
  }
  void answers_key(const std::string& key, std::optional<Timestamp> expires_at = {}) {
    answers([=] { return Credentials{key, "secret", "", expires_at}; });
  }
  void answers_failure(const std::string& why) {
    answers([=]() -> std::optional<Credentials> { throw CredentialsError(why); });
  }
  int asked() {
    std::lock_guard lock(mutex_);
    return asked_;
  }
  bool stopped() {
    std::lock_guard lock(mutex_);
    return stopped_;
  }
  void wait_until_asked(int times) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return asked_ >= times; });
  }

 private:
  template <class Change>
  void change(Change change) {
    {
      std::lock_guard lock(mutex_);
      change();
    }
    changed_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::function<std::optional<Credentials>()> answer_ = [] { return std::nullopt; };
  bool held_ = false;
  bool stopped_ = false;
  int asked_ = 0;
};

std::string text(const Found& found) {
  if (const auto* credentials = std::get_if<CredentialsCache::Shared>(&found))
    return (*credentials)->access_key_id;
  if (const auto* why = std::get_if<std::string>(&found)) return "failure: " + *why;
  return "none";
}

class CredentialsCacheTest : public testing::Test {
 protected:
  static Timestamp at(Duration since_start) { return Timestamp{1'000'000'000} + since_start; }
  void now_is(Duration since_start) { now_ = at(since_start).milliseconds; }

  std::future<std::string> start() {
    auto promise = std::make_shared<std::promise<std::string>>();
    cache->get([promise](const Found& found) { promise->set_value(text(found)); });
    return promise->get_future();
  }
  std::string get() { return start().get(); }

  std::shared_ptr<Provider> provider = std::make_shared<Provider>();
  std::atomic<std::int64_t> now_ = at({}).milliseconds;
  std::unique_ptr<CredentialsCache> cache =
      std::make_unique<CredentialsCache>(provider, [this] { return Timestamp{now_}; });
};

TEST_F(CredentialsCacheTest, AsksWhenItIsAsked) {
  EXPECT_EQ(provider->asked(), 0);
  provider->answers_key("A");
  EXPECT_EQ(get(), "A");
  EXPECT_EQ(get(), "A");
  EXPECT_EQ(provider->asked(), 1);
}

TEST_F(CredentialsCacheTest, WhatIsAtHandIsGivenAtOnce) {
  provider->answers_key("A");
  get();
  std::string given;
  std::thread::id by;
  cache->get([&](const Found& found) { given = text(found), by = std::this_thread::get_id(); });
  EXPECT_EQ(given, "A");
  EXPECT_EQ(by, std::this_thread::get_id());
}

TEST_F(CredentialsCacheTest, TheProviderIsAskedOnceHoweverManyWait) {
  provider->answers_key("A");
  provider->hold(true);
  std::vector<std::future<std::string>> given(50);
  std::vector<std::thread> callers;
  for (auto& one : given) callers.emplace_back([this, &one] { one = start(); });
  for (auto& caller : callers) caller.join();
  provider->hold(false);
  for (auto& one : given) EXPECT_EQ(one.get(), "A");
  EXPECT_EQ(provider->asked(), 1);
}

TEST_F(CredentialsCacheTest, NothingAndFailuresAreNotKept) {
  EXPECT_EQ(get(), "none");
  provider->answers_failure("no such role");
  EXPECT_EQ(get(), "failure: no such role");
  provider->answers([]() -> std::optional<Credentials> { throw std::runtime_error("other"); });
  EXPECT_EQ(get(), "failure: other");
  provider->answers_key("A");
  EXPECT_EQ(get(), "A");
}

TEST_F(CredentialsCacheTest, WhatIsThrownMayBeAnything) {
  provider->answers([]() -> std::optional<Credentials> { throw 1; });
  EXPECT_EQ(get(), "failure: The provider of credentials failed");
}

// While it lives, a new thread would have a stack larger than all memory.
class NoThreads {
 public:
  NoThreads() {
    pthread_getattr_default_np(&before_);
    pthread_attr_t none = before_;
    pthread_attr_setstacksize(&none, std::size_t{1} << 47);
    pthread_setattr_default_np(&none);
  }
  ~NoThreads() {
    pthread_setattr_default_np(&before_);
    pthread_attr_destroy(&before_);
  }
  NoThreads(const NoThreads&) = delete;
  NoThreads& operator=(const NoThreads&) = delete;

 private:
  pthread_attr_t before_{};
};

TEST_F(CredentialsCacheTest, WithoutAThreadItIsAFailureOfWhoAsked) {
  provider->answers_key("A");
  {
    NoThreads none;
    EXPECT_THAT(get(), testing::StartsWith("failure: No thread to fetch credentials"));
  }
  EXPECT_EQ(provider->asked(), 0);
  EXPECT_EQ(get(), "A");
}

TEST_F(CredentialsCacheTest, RenewsInTheBackgroundBeforeTheyExpire) {
  provider->answers_key("A", at(hours(1)));
  get();
  now_is(minutes(54));
  EXPECT_EQ(get(), "A");
  EXPECT_EQ(provider->asked(), 1);

  provider->answers_key("B", at(hours(2)));
  provider->hold(true);
  now_is(minutes(56));
  // The thread that brought A may be about to end yet.
  while (provider->asked() < 2) EXPECT_EQ(get(), "A");
  EXPECT_EQ(get(), "A");
  provider->hold(false);
  while (get() != "B") std::this_thread::yield();
  EXPECT_EQ(provider->asked(), 2);
}

TEST_F(CredentialsCacheTest, WithLessThanAMinuteTheyAreWaitedFor) {
  provider->answers_key("A", at(hours(1)));
  get();
  provider->answers_key("B", at(hours(2)));
  now_is(minutes(59));
  EXPECT_EQ(get(), "B");
  EXPECT_EQ(provider->asked(), 2);
}

TEST_F(CredentialsCacheTest, WhereNoneCanBeHadTheOldOnesServeUntilTheyExpire) {
  provider->answers_key("A", at(hours(1)));
  get();
  provider->answers_failure("down");
  now_is(seconds(3'570));
  EXPECT_EQ(get(), "A");
  EXPECT_EQ(provider->asked(), 2);
  EXPECT_EQ(get(), "A");  // ten seconds of rest
  EXPECT_EQ(provider->asked(), 2);
  now_is(seconds(3'581));
  EXPECT_EQ(get(), "A");
  EXPECT_EQ(provider->asked(), 3);
  now_is(hours(1));
  EXPECT_EQ(get(), "failure: down");
}

TEST_F(CredentialsCacheTest, ThoseThatAreSoonOverDoNotMakeItAskAllTheTime) {
  provider->answers_key("A", at(seconds(30)));
  EXPECT_EQ(get(), "A");
  EXPECT_EQ(get(), "A");
  EXPECT_EQ(provider->asked(), 1);
  provider->answers_key("B", at(minutes(3)));
  now_is(seconds(10));
  EXPECT_EQ(get(), "B");
  EXPECT_EQ(get(), "B");
  EXPECT_EQ(provider->asked(), 2);
}

TEST_F(CredentialsCacheTest, WhatIsRefusedIsAskedForAnew) {
  provider->answers_key("A");
  get();
  cache->forget({.access_key_id = "another", .secret_access_key = "secret"});
  cache->forget({.access_key_id = "A", .secret_access_key = "secret", .session_token = "another"});
  EXPECT_EQ(get(), "A");
  EXPECT_EQ(provider->asked(), 1);
  provider->answers_key("B");
  cache->forget({.access_key_id = "A", .secret_access_key = "secret"});
  EXPECT_EQ(get(), "B");
}

TEST_F(CredentialsCacheTest, ItsEndStopsWhatIsFetchedAndCallsNobody) {
  provider->hold(true);
  std::atomic<int> called = 0;
  for (int i = 0; i < 3; ++i) cache->get([&](const Found&) { ++called; });
  provider->wait_until_asked(1);
  cache.reset();
  EXPECT_TRUE(provider->stopped());
  EXPECT_EQ(called, 0);
}

TEST_F(CredentialsCacheTest, WhoIsCalledMayAskAgain) {
  provider->answers([this] {
    provider->hold(true);
    return std::nullopt;
  });
  std::promise<std::string> second;
  cache->get([&](const Found&) {
    cache->get([&](const Found& found) { second.set_value(text(found)); });
  });
  provider->wait_until_asked(2);
  provider->answers_key("B");
  provider->hold(false);
  EXPECT_EQ(second.get_future().get(), "B");
}

TEST_F(CredentialsCacheTest, WhoIsCalledMayEndIt) {
  provider->hold(true);
  std::promise<void> ended;
  cache->get([&](const Found&) {
    cache.reset();
    ended.set_value();
  });
  provider->hold(false);
  ended.get_future().get();
  // The thread lets go of the provider as the last it does.
  while (provider.use_count() > 1) std::this_thread::yield();
}

}  // namespace
}  // namespace amity::client
