#pragma once

#include "account/store/store.h"

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

namespace amity::account {

struct SqliteStoreOptions {
  std::string directory;            // made when absent; the database is amity.db in it
  std::size_t queue_limit = 8'192;  // writes that may wait; beyond, write() says no
  std::size_t batch_limit = 256;    // writes that share a commit at most
  // When the log has grown to this, writers wait for the moment that it takes to start it anew.
  std::int64_t log_limit_pages = 16'000;
  // Longest stretch of the log that is moved during that moment; while more is left, it is moved
  // beside the writers first. Given up when the log has grown to four times its limit.
  std::int64_t moment_pages = 600;
};

// The embedded store: one SQLite database in a directory of its own, used by this process alone.
//
// Writes run one after the other on a thread that drains the queue: each inside a savepoint, all
// that waited together inside one transaction, so that they share the wait for the disk. A work is
// done() only after that commit. Reads run at once on the reader's own thread, over a read-only
// connection. A third thread moves the log into the file.
//
// Throws StoreUnavailable when the directory cannot be used, when another process uses it, or when
// its schema is newer than this program.
std::unique_ptr<Store> open_sqlite_store(const SqliteStoreOptions& options);

}  // namespace amity::account
