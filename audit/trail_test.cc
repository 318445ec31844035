// Calls from many threads, and a place that fails and comes back.
#include "audit/trail.h"

#include "audit/file_sink.h"
#include "audit/identity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <semaphore>

namespace amity::audit {
namespace {

using testing::HasSubstr;

// What a change was told.
class Told final : public awsjson::RecordWaiter {
 public:
  void recorded(bool kept) noexcept override {
    kept_ = kept;
    told_.release();
  }
  bool wait() {
    EXPECT_TRUE(told_.try_acquire_for(std::chrono::seconds(20))) << "nobody told";
    return kept_;
  }

 private:
  std::binary_semaphore told_{0};
  std::atomic<bool> kept_{false};
};

// Records go to `path`: a link, to a file or to a device that is always full.
class TrailTest : public testing::Test {
 protected:
  TrailTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "trail-XXXXXX").string();
    folder = ::mkdtemp(pattern.data());
    path = folder / "link";
    let_it_work();
  }
  ~TrailTest() override {
    if (trail) trail->stop();
    std::filesystem::remove_all(folder);
  }

  void link(const std::filesystem::path& target) {
    std::filesystem::create_symlink(target, folder / "new");
    std::filesystem::rename(folder / "new", path);
  }
  void let_it_work() { link(folder / "file"); }
  void fill_the_disk() { link("/dev/full"); }

  void start(OnFailure on_failure, std::size_t queue_bytes = 1 << 20) {
    trail.emplace(TrailOptions{"us-east-1", on_failure, queue_bytes}, clock);
    sink.emplace(FileSinkOptions{.path = path.string()});
    trail->start(*sink);
  }
  void tell(std::string_view request_id, std::shared_ptr<Told> waiter = nullptr) {
    std::string identity;
    note_identity({.access_key_id = "A", .secret_access_key = "", .account = "111122223333"},
                  identity);
    trail->record({.request_id = request_id, .source = "s", .identity = identity, .peer = "::1"},
                  std::move(waiter));
  }
  bool change(std::string_view request_id) {
    auto told = std::make_shared<Told>();
    tell(request_id, told);
    return told->wait();
  }
  std::vector<std::string> lines() const {
    std::vector<std::string> found;
    std::ifstream stream(folder / "file");
    for (std::string line; std::getline(stream, line);) found.push_back(line);
    return found;
  }
  template <class F>
  static bool soon(F happened) {
    for (int i = 0; i < 1'000 && !happened(); ++i) ::usleep(10'000);
    return happened();
  }

  std::filesystem::path folder, path;
  SystemClock clock;
  std::optional<FileSink> sink;
  std::optional<Trail> trail;
};

TEST_F(TrailTest, KeepsTheOrder) {
  start(OnFailure::refuse_changes);
  for (int i = 0; i < 1'000; ++i) tell("read-" + std::to_string(i));
  EXPECT_TRUE(change("the change"));
  auto found = lines();
  ASSERT_EQ(found.size(), 1'001u) << "what came before a change is kept with it";
  for (int i = 0; i < 1'000; ++i)
    EXPECT_THAT(found[static_cast<std::size_t>(i)], HasSubstr("\"read-" + std::to_string(i) + '"'));
}

TEST_F(TrailTest, WritesWhatNobodyWaitsForSoonAndAtTheEnd) {
  start(OnFailure::refuse_changes);
  tell("one");
  EXPECT_TRUE(soon([&] { return lines().size() == 1; }));
  tell("two");
  trail->stop();
  EXPECT_EQ(lines().size(), 2u);
  EXPECT_EQ(trail->lost(), 0u);
}

TEST_F(TrailTest, TakesCallsFromManyThreads) {
  start(OnFailure::refuse_changes);
  std::vector<std::thread> threads;
  std::atomic<int> kept{0};
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&, i] {
      for (int j = 0; j < 200; ++j) {
        tell(std::to_string(i) + '-' + std::to_string(j));
        if (change("change")) ++kept;
      }
    });
  for (std::thread& thread : threads) thread.join();
  trail->stop();
  EXPECT_EQ(kept, 800);
  EXPECT_EQ(lines().size(), 1'600u);
}

TEST_F(TrailTest, RefusesChangesUntilTheDiskHasRoomAgain) {
  fill_the_disk();
  start(OnFailure::refuse_changes);
  EXPECT_TRUE(trail->admits_changes());
  EXPECT_FALSE(change("the first finds out"));
  EXPECT_FALSE(trail->admits_changes());
  EXPECT_FALSE(change("one that was under way")) << "and does not wait for the next try";

  let_it_work();
  EXPECT_TRUE(soon([&] { return trail->admits_changes(); }));
  EXPECT_TRUE(change("the next"));
  auto found = lines();
  ASSERT_EQ(found.size(), 3u) << "what happened is on record, late";
  EXPECT_THAT(found[0], HasSubstr("the first finds out"));
  EXPECT_EQ(trail->lost(), 0u);
}

TEST_F(TrailTest, GoesOnWhereItMay) {
  fill_the_disk();
  start(OnFailure::go_on, 10'000);
  for (int i = 0; i < 1'000; ++i) EXPECT_TRUE(change("change")) << "nobody waits";
  EXPECT_TRUE(soon([&] { return trail->failing(); }));
  EXPECT_TRUE(trail->admits_changes());
  for (int i = 0; i < 1'000; ++i) EXPECT_TRUE(change("change"));
  std::uint64_t lost = trail->lost();
  EXPECT_GT(lost, 900u) << "memory does not grow for ever";

  let_it_work();
  EXPECT_TRUE(soon([&] { return !trail->failing(); }));
  trail->stop();
  std::size_t gaps = 0;
  auto found = lines();
  std::uint64_t said = 0;
  simdjson::dom::parser parser;
  for (const std::string& line : found) {
    simdjson::dom::element json = parser.parse(line);
    if (std::string_view gap; json["eventName"].get_string().get(gap) != simdjson::SUCCESS)
      continue;
    ++gaps;
    said += std::uint64_t(json.at_pointer("/additionalEventData/lostRecords"));
  }
  EXPECT_GE(gaps, 1u);
  EXPECT_EQ(said, trail->lost()) << "the records say what is missing";
  EXPECT_EQ(found.size() - gaps + trail->lost(), 2'000u);
}

TEST_F(TrailTest, AdmitsNoChangesWhileTooManyRecordsWait) {
  trail.emplace(TrailOptions{"us-east-1", OnFailure::refuse_changes, 2'000}, clock);
  auto admitted = std::make_shared<Told>();
  tell("change", admitted);
  for (int i = 0; i < 20; ++i) tell("read");
  EXPECT_FALSE(trail->admits_changes());
  EXPECT_GT(trail->lost(), 0u);
  auto under_way = std::make_shared<Told>();
  tell("another that was admitted before", under_way);

  sink.emplace(FileSinkOptions{.path = path.string()});
  trail->start(*sink);
  EXPECT_TRUE(admitted->wait());
  EXPECT_TRUE(under_way->wait());
  EXPECT_TRUE(trail->admits_changes());
}

TEST_F(TrailTest, EndsAlthoughTheDiskIsFull) {
  fill_the_disk();
  start(OnFailure::refuse_changes);
  EXPECT_FALSE(change("one"));
  tell("two");
  trail->stop();
  auto late = std::make_shared<Told>();
  tell("after the end", late);
  EXPECT_FALSE(late->wait());
}

}  // namespace
}  // namespace amity::audit
