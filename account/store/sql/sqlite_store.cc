#include "account/store/sql/sqlite_store.h"

#include "account/store/sql/migrate.h"
#include "account/store/sql/repositories.h"
#include "account/store/sql/schema.h"
#include "protocol/descriptor/descriptor.h"
#include "sql/sqlite.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <filesystem>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace amity::account {
namespace {

using WriteWork = Work<WriteTx>;
using ReadWork = Work<ReadTx>;

const sql::Statement kBeginRead{"begin_read", "BEGIN"};
const sql::Statement kBeginWrite{"begin_write", "BEGIN IMMEDIATE"};
const sql::Statement kCommit{"commit", "COMMIT"};
const sql::Statement kRollback{"rollback", "ROLLBACK"};
const sql::Statement kSavepoint{"savepoint", "SAVEPOINT work"};
const sql::Statement kRelease{"release", "RELEASE work"};
const sql::Statement kUndo{"undo", "ROLLBACK TO work"};

// As much of the file as SQLite will map; beyond that it reads.
constexpr std::int64_t kMapBytes = std::int64_t{1} << 40;
// With one writer only a clash of fresh identifiers makes a work run again.
constexpr int kAttempts = 3;
constexpr std::int64_t kWriterCacheKib = 64 * 1024;
constexpr std::chrono::milliseconds kCheckpointInterval{100};

// What callers are told when the database itself failed; a mistake of ours stays what it is.
std::exception_ptr outward(const sql::Error& error) {
  switch (error.failure) {
    case sql::Failure::busy:
    case sql::Failure::full:
    case sql::Failure::corrupt:
    case sql::Failure::unavailable:
      return std::make_exception_ptr(StoreUnavailable(error.what()));
    case sql::Failure::constraint:
    case sql::Failure::other:
      break;
  }
  return std::make_exception_ptr(error);
}

std::exception_ptr current_failure() {
  try {
    throw;
  } catch (const sql::Error& error) {
    return outward(error);
  } catch (...) {
    return std::current_exception();
  }
}

// The database file itself, to send it to the disk ahead of SQLite, which does that only at the
// very end of a checkpoint, all at once. Outlives every connection: closing any descriptor of the
// file would drop the locks that SQLite holds on it.
class DatabaseFile {
 public:
  explicit DatabaseFile(const std::string& path)
      : file_(::open(path.c_str(), O_RDONLY | O_CREAT | O_CLOEXEC, 0600)) {
    if (!file_.is_open()) throw StoreUnavailable(path + " cannot be used: " + std::strerror(errno));
  }

  // A failure is met again, and told, by the checkpoint's own sync.
  void sync() const { ::fdatasync(*file_); }

 private:
  Descriptor file_;
};

// Keeps other processes out of the directory: their commits would go unseen by our readers.
class DirectoryLock {
 public:
  explicit DirectoryLock(const std::filesystem::path& directory) {
    std::error_code error;
    // Names, addresses and the secret of page tokens are in there: for the owner's eyes only. A
    // directory that is there already keeps the rights that somebody gave it.
    if (std::filesystem::create_directories(directory, error))
      std::filesystem::permissions(directory, std::filesystem::perms::owner_all, error);
    std::string path = (directory / "lock").string();
    file_ = Descriptor(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!file_.is_open())
      throw StoreUnavailable(directory.string() + " cannot be used: " + std::strerror(errno));
    if (::flock(*file_, LOCK_EX | LOCK_NB) != 0)
      throw StoreUnavailable(directory.string() + " is in use by another amity");
  }

 private:
  Descriptor file_;
};

class SqliteReader final : public Reader {
 public:
  SqliteReader(const std::string& path, const std::atomic<std::uint64_t>& commits)
      : db_(sql::open_sqlite(path, {.read_only = true, .map_bytes = kMapBytes})),
        tx_(*db_),
        commits_(commits) {}
  ~SqliteReader() override { rest(); }

  void read(ReadWork& work) override {
    std::exception_ptr failure;
    try {
      look();
      work.run(tx_);
    } catch (...) {
      failure = current_failure();
    }
    work.done(failure);
  }

  void rest() noexcept override {
    if (!std::exchange(looking_, false)) return;
    try {
      db_->execute(kCommit);
    } catch (const sql::Error&) {
      // Nothing was written; the next read begins anew.
    }
  }

 private:
  // Beginning a transaction takes a lock on the log, half the cost of a read: the moment that was
  // looked at is kept until something was committed.
  void look() {
    std::uint64_t commits = commits_.load(std::memory_order_acquire);
    if (looking_ && commits == seen_) return;
    rest();
    db_->execute(kBeginRead);
    looking_ = true;
    seen_ = commits;
  }

  std::unique_ptr<sql::Connection> db_;
  SqlTransaction tx_;
  const std::atomic<std::uint64_t>& commits_;
  std::uint64_t seen_ = 0;
  bool looking_ = false;
};

class SqliteStore final : public Store {
 public:
  explicit SqliteStore(const SqliteStoreOptions& options)
      : options_(options),
        lock_(options.directory),
        path_((std::filesystem::path(options.directory) / "amity.db").string()),
        file_(path_),
        db_(open(path_)),
        tx_(*db_) {
    migrate(*db_, sqlite_schema_steps());
    secret_ = store_secret(*db_);
    writer_ = std::thread([this] { write_batches(); });
    checkpointer_ = std::thread([this] { move_log(); });
  }

  ~SqliteStore() override {
    {
      std::lock_guard guard(mutex_);
      stopping_ = true;
    }
    wake_writer_.notify_all();
    wake_checkpointer_.notify_all();
    writer_.join();
    checkpointer_.join();
  }

  std::unique_ptr<Reader> reader() override {
    return std::make_unique<SqliteReader>(path_, commits_);
  }

  bool write(WriteWork& work) override {
    {
      std::lock_guard guard(mutex_);
      if (stopping_ || queue_.size() >= options_.queue_limit) return false;
      queue_.push_back(&work);
      if (!writer_waits_) return true;  // it will look again before it waits
    }
    wake_writer_.notify_one();
    return true;
  }

  const std::string& secret() const override { return secret_; }

 private:
  struct Finished {
    WriteWork* work;
    std::exception_ptr failure;
  };

  static std::unique_ptr<sql::Connection> open(const std::string& path) {
    try {
      return sql::open_sqlite(path, {.cache_kib = kWriterCacheKib, .map_bytes = kMapBytes});
    } catch (const sql::Error& error) {
      throw StoreUnavailable(error.what());
    }
  }

  void write_batches() {
    std::vector<WriteWork*> batch;
    while (take(batch)) {
      std::vector<Finished> finished = commit(batch);
      for (Finished& one : finished) one.work->done(std::move(one.failure));
      batch.clear();
    }
  }

  // Waits for work and takes what is there, up to the limit. False when the store closes and
  // nothing is left.
  bool take(std::vector<WriteWork*>& batch) {
    std::unique_lock guard(mutex_);
    writer_waits_ = true;
    wake_writer_.wait(guard, [this] { return stopping_ || !queue_.empty(); });
    writer_waits_ = false;
    std::size_t count = std::min(queue_.size(), options_.batch_limit);
    batch.assign(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(count));
    queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(count));
    return !batch.empty();
  }

  std::vector<Finished> commit(const std::vector<WriteWork*>& batch) {
    std::lock_guard gate(commit_gate_);
    std::vector<Finished> finished;
    finished.reserve(batch.size());
    try {
      db_->execute(kBeginWrite);
      for (WriteWork* work : batch) finished.push_back({work, run(*work)});
      db_->execute(kCommit);
      commits_.fetch_add(1, std::memory_order_release);
    } catch (const sql::Error& error) {
      // Nothing of the batch is on disk, so nobody may be told otherwise.
      give_up();
      finished.clear();
      for (WriteWork* work : batch) finished.push_back({work, outward(error)});
    }
    return finished;
  }

  // Runs one work inside a savepoint: a refused one costs its neighbours nothing. Throws when the
  // transaction itself is lost.
  std::exception_ptr run(WriteWork& work) {
    for (int attempt = 1;; ++attempt) {
      db_->execute(kSavepoint);
      try {
        work.run(tx_);
        db_->execute(kRelease);
        return nullptr;
      } catch (const Contended& contended) {
        undo();
        if (attempt == kAttempts)
          return std::make_exception_ptr(StoreUnavailable(contended.what()));
      } catch (const sql::Error& error) {
        if (!db_->in_transaction()) throw;  // rolled back by SQLite itself: the disk is full
        undo();
        return outward(error);
      } catch (...) {
        undo();
        return std::current_exception();
      }
    }
  }

  void undo() {
    db_->execute(kUndo);
    db_->execute(kRelease);
  }

  void give_up() noexcept {
    try {
      if (db_->in_transaction()) db_->execute(kRollback);
    } catch (const sql::Error&) {
      // The next batch will meet the same trouble and say so.
    }
  }

  // Checkpoints run here and in small steps: inside COMMIT they made the whole of a 100 ms tail.
  void move_log() {
    auto db = open(path_);
    std::unique_lock guard(mutex_);
    while (!stopping_) {
      wake_checkpointer_.wait_for(guard, kCheckpointInterval, [this] { return stopping_; });
      std::uint64_t commits = commits_.load(std::memory_order_relaxed);
      if (commits == moved_at_ && !stopping_) continue;
      moved_at_ = commits;
      guard.unlock();
      move_log_once(*db);
      guard.lock();
    }
  }

  void move_log_once(sql::Connection& db) {
    try {
      std::int64_t moved = sql::checkpoint(db).in_log;
      while (moved >= options_.log_limit_pages) {
        // The log starts anew only when all of it is moved, and on the disk, while nobody adds to
        // it. What was added during the last move is moved again beside the writers, until little
        // is left.
        file_.sync();
        sql::Checkpoint state = sql::checkpoint(db);
        bool little_left = state.in_log - moved <= options_.moment_pages;
        moved = state.in_log;
        if (little_left || moved >= 4 * options_.log_limit_pages) {
          std::lock_guard gate(commit_gate_);
          sql::checkpoint(db);
          return;
        }
      }
    } catch (const sql::Error&) {
      // The log keeps growing until the disk has room again; nothing is lost.
    }
  }

  SqliteStoreOptions options_;
  DirectoryLock lock_;
  std::string path_;
  DatabaseFile file_;
  std::unique_ptr<sql::Connection> db_;
  SqlTransaction tx_;
  std::string secret_;
  std::atomic<std::uint64_t> commits_{0};
  std::mutex commit_gate_;  // held while a batch is written, and while the log starts anew

  std::mutex mutex_;
  std::condition_variable wake_writer_;
  std::condition_variable wake_checkpointer_;
  std::vector<WriteWork*> queue_;
  bool writer_waits_ = false;
  bool stopping_ = false;
  std::uint64_t moved_at_ = 0;

  std::thread writer_;
  std::thread checkpointer_;
};

}  // namespace

std::unique_ptr<Store> open_sqlite_store(const SqliteStoreOptions& options) {
  try {
    return std::make_unique<SqliteStore>(options);
  } catch (const sql::Error& error) {
    throw StoreUnavailable(error.what());
  }
}

}  // namespace amity::account
