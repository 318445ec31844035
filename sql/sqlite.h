#pragma once

#include "sql/database.h"

#include <cstdint>
#include <memory>
#include <string>

namespace amity::sql {

struct SqliteOptions {
  bool read_only = false;
  // Of a new database. A change of one row writes its whole page twice: small pages make durable
  // writes a fifth cheaper than SQLite's usual 4 KiB, and reads no dearer (bench/README.md).
  std::int64_t page_bytes = 2'048;
  std::int64_t busy_timeout_ms = 5'000;
  std::int64_t cache_kib = 2'048;  // page cache of this connection
  std::int64_t map_bytes = 0;      // how much of the file is read through a memory map
};

// Opens (and, unless read-only, creates) a database file in WAL mode with synchronous=FULL and
// without automatic checkpoints: whoever writes also arranges checkpoint(). Throws Error.
std::unique_ptr<Connection> open_sqlite(const std::string& path, const SqliteOptions& options);

// How a checkpoint went, in pages of the write-ahead log.
struct Checkpoint {
  std::int64_t in_log = 0;  // pages in the log
  std::int64_t moved = 0;   // of them, those that are in the database file by now
};

// Moves what it can from the write-ahead log to the database file and syncs that, without waiting
// for readers or the writer. `connection` is one of open_sqlite, used by nobody else meanwhile.
Checkpoint checkpoint(Connection& connection);

}  // namespace amity::sql
