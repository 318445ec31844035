// What the embedded store promises beside its SQL: groups of writes, savepoints, limits, trouble
// with the disk, schemas of other versions.
#include "account/store/sql/sqlite_store.h"

#include "account/store/blocking_write.h"
#include "account/store/sql/migrate.h"
#include "account/store/sql/schema.h"
#include "sql/sqlite.h"
#include "sql/temporary_directory_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <future>
#include <list>
#include <thread>

namespace amity::account {
namespace {

class Writing final : public Work<WriteTx> {
 public:
  explicit Writing(std::function<void(WriteTx&)> work) : work_(std::move(work)) {}
  void run(WriteTx& tx) override { work_(tx); }
  void done(std::exception_ptr failure) noexcept override {
    if (failure) {
      promise_.set_exception(failure);
    } else {
      promise_.set_value();
    }
  }
  void wait() { promise_.get_future().get(); }

 private:
  std::function<void(WriteTx&)> work_;
  std::promise<void> promise_;
};

class Reading final : public Work<ReadTx> {
 public:
  explicit Reading(std::function<void(ReadTx&)> work) : work_(std::move(work)) {}
  void run(ReadTx& tx) override { work_(tx); }
  void done(std::exception_ptr failure) noexcept override { failure_ = failure; }
  std::exception_ptr failure_;

 private:
  std::function<void(ReadTx&)> work_;
};

class SqliteStoreTest : public testing::Test {
 protected:
  void SetUp() override {
    options.directory = directory.inside("store");
    store = open_sqlite_store(options);
  }
  std::string file() const { return options.directory + "/amity.db"; }

  void put(std::int64_t account) {
    Writing writing([&](WriteTx& tx) { tx.accounts().put({{account}, "name", {}}); });
    ASSERT_TRUE(store->write(writing));
    writing.wait();
  }
  static bool has(Reader& reader, std::int64_t account) {
    bool found = false;
    Reading reading([&](ReadTx& tx) { found = tx.accounts().find({account}).has_value(); });
    reader.read(reading);
    EXPECT_FALSE(reading.failure_);
    return found;
  }

  sql::TemporaryDirectory directory;
  SqliteStoreOptions options;
  std::unique_ptr<Store> store;
};

TEST_F(SqliteStoreTest, ShowsAReaderWhatWasAcknowledged) {
  auto reader = store->reader();
  for (std::int64_t account = 1; account <= 20; ++account) {
    EXPECT_FALSE(has(*reader, account));
    put(account);
    EXPECT_TRUE(has(*reader, account)) << "the moment the reader kept is given up";
  }
}

TEST_F(SqliteStoreTest, KeepsWhatWasAcknowledged) {
  put(7);
  std::string secret = store->secret();
  store.reset();
  store = open_sqlite_store(options);

  EXPECT_TRUE(has(*store->reader(), 7));
  EXPECT_EQ(store->secret(), secret);
  EXPECT_EQ(secret.size(), 32U);
}

TEST_F(SqliteStoreTest, LetsARefusedWorkCostItsNeighboursNothing) {
  // All wait behind the first, so that they share a commit.
  std::promise<void> go;
  auto gone = go.get_future().share();
  Writing first([&](WriteTx&) { gone.wait(); });
  ASSERT_TRUE(store->write(first));
  std::list<Writing> group;
  for (std::int64_t account = 1; account <= 30; ++account)
    group.emplace_back([account](WriteTx& tx) {
      tx.accounts().put({{account}, "name", {}});
      if (account % 3 == 0) throw std::runtime_error("refused");
    });
  for (Writing& writing : group) ASSERT_TRUE(store->write(writing));
  go.set_value();

  first.wait();
  auto reader = store->reader();
  std::int64_t account = 0;
  for (Writing& writing : group) {
    ++account;
    if (account % 3 == 0) {
      EXPECT_THROW(writing.wait(), std::runtime_error);
    } else {
      writing.wait();
    }
    EXPECT_EQ(has(*reader, account), account % 3 != 0) << account;
  }
}

TEST_F(SqliteStoreTest, RunsAWorkAgainWhenItsRowWasChangedMeanwhile) {
  int runs = 0;
  Writing lucky([&](WriteTx&) {
    if (++runs < 3) throw Contended();
  });
  ASSERT_TRUE(store->write(lucky));
  lucky.wait();
  EXPECT_EQ(runs, 3);

  Writing hopeless([&](WriteTx&) { throw Contended(); });
  ASSERT_TRUE(store->write(hopeless));
  EXPECT_THROW(hopeless.wait(), StoreUnavailable);
}

TEST_F(SqliteStoreTest, RefusesMoreThanMayWait) {
  store.reset();
  options.queue_limit = 2;
  store = open_sqlite_store(options);
  std::promise<void> go;
  std::promise<void> begun;
  Writing first([&](WriteTx&) {
    begun.set_value();
    go.get_future().wait();
  });
  ASSERT_TRUE(store->write(first));
  begun.get_future().wait();
  Writing second([](WriteTx&) {});
  Writing third([](WriteTx&) {});
  Writing fourth([](WriteTx&) {});

  EXPECT_TRUE(store->write(second));
  EXPECT_TRUE(store->write(third));
  EXPECT_FALSE(store->write(fourth));
  go.set_value();
  third.wait();
}

TEST_F(SqliteStoreTest, FinishesWhatWaitsBeforeItCloses) {
  std::list<Writing> group;
  for (std::int64_t account = 1; account <= 500; ++account)
    group.emplace_back([account](WriteTx& tx) { tx.accounts().put({{account}, "name", {}}); });
  for (Writing& writing : group) ASSERT_TRUE(store->write(writing));
  store.reset();

  for (Writing& writing : group) writing.wait();
  store = open_sqlite_store(options);
  EXPECT_TRUE(has(*store->reader(), 500));
}

TEST_F(SqliteStoreTest, MakesItsDirectoryForTheOwnerOnly) {
  EXPECT_EQ(std::filesystem::status(options.directory).permissions(),
            std::filesystem::perms::owner_all);
}

TEST_F(SqliteStoreTest, IsUsedByOneProcessAtATime) {
  EXPECT_THROW(open_sqlite_store(options), StoreUnavailable);
}

TEST_F(SqliteStoreTest, StartsItsLogAnewWhenItHasGrown) {
  store.reset();
  options.log_limit_pages = 100;
  store = open_sqlite_store(options);
  auto reader = store->reader();
  for (std::int64_t account = 1; account <= 1'500; ++account) {
    put(account);
    if (account % 100 == 0) {
      EXPECT_TRUE(has(*reader, account));
      reader->rest();
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }

  // Each commit writes two pages of 2 KiB at least: without a fresh start 6 MB.
  EXPECT_LT(std::filesystem::file_size(file() + "-wal"), 3U << 20);
}

TEST_F(SqliteStoreTest, AnswersErrorsOnAFullDiskAndRecovers) {
  put(1);
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  rlimit tight = before;
  tight.rlim_cur = std::filesystem::file_size(file() + "-wal");
  setrlimit(RLIMIT_FSIZE, &tight);

  Writing refused([&](WriteTx& tx) { tx.accounts().put({{2}, "name", {}}); });
  ASSERT_TRUE(store->write(refused));
  EXPECT_THROW(refused.wait(), StoreUnavailable);

  setrlimit(RLIMIT_FSIZE, &before);
  auto reader = store->reader();
  EXPECT_TRUE(has(*reader, 1));
  EXPECT_FALSE(has(*reader, 2)) << "nothing of a failed commit is seen";
  put(3);
  EXPECT_TRUE(has(*reader, 3));
}

TEST_F(SqliteStoreTest, RefusesDataOfANewerProgramAndLeavesThemAlone) {
  store.reset();
  sql::open_sqlite(file(), {})
      ->run_script("UPDATE meta SET value = '999' WHERE name = 'schema_version'");

  try {
    open_sqlite_store(options);
    FAIL() << "it was opened";
  } catch (const StoreUnavailable& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("newer"));
  }
}

TEST_F(SqliteStoreTest, RefusesAFileThatIsNoDatabase) {
  store.reset();
  std::filesystem::remove(file() + "-wal");
  std::filesystem::resize_file(file(), 0);
  {
    auto* out = std::fopen(file().c_str(), "w");
    for (int i = 0; i < 2'000; ++i) std::fputs("this is no database ", out);
    std::fclose(out);
  }
  EXPECT_THROW(open_sqlite_store(options), StoreUnavailable);
}

const sql::Statement kVersion{"version", "SELECT value FROM meta WHERE name = 'schema_version'"};
const sql::Statement kColumn{"column", "SELECT extra FROM account"};

TEST_F(SqliteStoreTest, MovesOlderDataForward) {
  put(1);
  store.reset();
  auto db = sql::open_sqlite(file(), {});
  std::vector<std::string_view> steps(sqlite_schema_steps().begin(), sqlite_schema_steps().end());
  steps.push_back("ALTER TABLE account ADD COLUMN extra TEXT NOT NULL DEFAULT 'new'");

  EXPECT_EQ(migrate(*db, steps), static_cast<std::int64_t>(steps.size()));

  auto rows = db->query(kColumn);
  EXPECT_EQ(rows.next()->text(0), "new");
}

// Invitations as the first schema wrote them: pending, rejected, accepted.
constexpr const char* kFirstInvitations = R"sql(
INSERT INTO account (id, name) VALUES (1, 'One'), (2, 'Two');
INSERT INTO invitation (id, catalog, type, status, sender, receiver, party_low, party_high,
  connection, created_at, updated_at, expires_at, revision, sender_profile, receiver_identifier,
  inviter_email, inviter_name, message, reason)
VALUES
  (10, 0, 0, 0, 1, 2, 1, 2, NULL, 100, 100, 900, 1, 'pprofile-1', 'pprofile-2', 'e', 'n', 'm', NULL),
  (11, 0, 1, 2, 2, 1, 1, 2, NULL, 110, 200, 910, 2, 'pprofile-2', '1', 'e', 'n', 'm', 'no'),
  (12, 1, 0, 1, 1, 2, 1, 2, 77, 120, 300, 920, 2, 'pprofile-1', 'pprofile-2', 'e', 'n', 'm', NULL);
)sql";

TEST_F(SqliteStoreTest, KeepsTheInvitationsOfTheFirstSchema) {
  store.reset();
  std::filesystem::remove_all(options.directory);
  std::filesystem::create_directories(options.directory);
  {
    auto db = sql::open_sqlite(file(), {});
    migrate(*db, sqlite_schema_steps().first(1));
    db->run_script(kFirstInvitations);
  }

  store = open_sqlite_store(options);

  using domain::AccountId;
  using domain::CatalogId;
  write_and_wait(*store, [&](WriteTx& tx) {
    auto seen = [&](std::int64_t id, CatalogId catalog) {
      auto found = tx.invitations().visible_to(AccountId{1}, catalog, domain::InvitationKey{id});
      return found.value();
    };
    EXPECT_EQ(seen(10, CatalogId::AWS).status, InvitationStatus::PENDING);
    EXPECT_EQ(seen(11, CatalogId::AWS).status, InvitationStatus::REJECTED);
    EXPECT_EQ(seen(11, CatalogId::AWS).updated_at, Timestamp{200});
    EXPECT_EQ(seen(12, CatalogId::Sandbox).status, InvitationStatus::ACCEPTED);
    EXPECT_EQ(seen(12, CatalogId::Sandbox).connection, domain::ConnectionKey{77});
    auto pair = domain::pair_of(AccountId{2}, AccountId{1});
    auto open = [&](CatalogId catalog, ConnectionType type) {
      return tx.invitations().open_between(pair, catalog, type).has_value();
    };
    EXPECT_TRUE(open(CatalogId::AWS, ConnectionType::OPPORTUNITY_COLLABORATION));
    EXPECT_FALSE(open(CatalogId::AWS, ConnectionType::SUBSIDIARY));
    EXPECT_FALSE(open(CatalogId::Sandbox, ConnectionType::OPPORTUNITY_COLLABORATION));
  });
}

TEST_F(SqliteStoreTest, TakesAFailedStepBackWhole) {
  store.reset();
  auto db = sql::open_sqlite(file(), {});
  std::vector<std::string_view> steps(sqlite_schema_steps().begin(), sqlite_schema_steps().end());
  steps.push_back("CREATE TABLE half (id INTEGER); CREATE TABLE broken (");

  EXPECT_THROW(migrate(*db, steps), sql::Error);

  EXPECT_EQ(db->query(kVersion).next()->text(0), std::to_string(steps.size() - 1));
  EXPECT_THROW(db->run_script("SELECT * FROM half"), sql::Error);
}

}  // namespace
}  // namespace amity::account
