#include "sql/sqlite.h"

#include <sqlite3.h>

#include <charconv>
#include <unordered_map>
#include <vector>

namespace amity::sql {
namespace {

Failure failure_of(int code) {
  switch (code & 0xff) {
    case SQLITE_CONSTRAINT:
      return Failure::constraint;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Failure::busy;
    case SQLITE_FULL:
      return Failure::full;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return Failure::corrupt;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_NOMEM:
      return Failure::unavailable;
    default:
      return Failure::other;
  }
}

// SQLite counts every allocation under one mutex of the process unless told before its first use
// that nobody asks for the count.
void count_no_memory() {
  static const int done = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(done);
}

class SqliteConnection;

// A prepared statement, its own current row.
class Prepared final : public Row {
 public:
  Prepared(sqlite3* db, const Statement& statement) : db_(db), name_(statement.name) {
    int code =
        sqlite3_prepare_v3(db, statement.text.data(), static_cast<int>(statement.text.size()),
                           SQLITE_PREPARE_PERSISTENT, &handle_, nullptr);
    if (code != SQLITE_OK) fail(code);
    // $2 is a name to SQLite, numbered as it appears: look once where each of ours went.
    int count = sqlite3_bind_parameter_count(handle_);
    positions_.resize(static_cast<std::size_t>(count));
    for (int position = 1; position <= count; ++position) {
      std::string_view name = sqlite3_bind_parameter_name(handle_, position);
      std::size_t number = 0;
      std::from_chars(name.data() + 1, name.data() + name.size(), number);
      if (number == 0 || number > positions_.size())
        throw Error(Failure::other, std::string(name_) + ": parameters must be $1 to $n");
      positions_[number - 1] = position;
    }
  }
  ~Prepared() { sqlite3_finalize(handle_); }
  Prepared(const Prepared&) = delete;
  Prepared& operator=(const Prepared&) = delete;

  // `copy` when the parameters do not outlive the run.
  void bind(std::span<const Value> values, bool copy) {
    if (busy_) throw Error(Failure::other, std::string(name_) + ": two cursors at once");
    if (values.size() != positions_.size())
      throw Error(Failure::other, std::string(name_) + ": wrong number of parameters");
    for (std::size_t i = 0; i < values.size(); ++i) bind(positions_[i], values[i], copy);
    busy_ = true;
  }

  bool step() {
    int code = sqlite3_step(handle_);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) fail(code);
    return false;
  }

  void finish() noexcept {
    sqlite3_reset(handle_);
    busy_ = false;
  }

  bool is_null(int column) const override {
    return sqlite3_column_type(handle_, column) == SQLITE_NULL;
  }
  // The tables are STRICT, so a column has its type or is NULL: asking SQLite for the type as well
  // is needed only where the value alone does not tell.
  std::int64_t integer(int column) const override {
    std::int64_t value = sqlite3_column_int64(handle_, column);
    if (value == 0) expect(column, SQLITE_INTEGER);
    return value;
  }
  std::string_view text(int column) const override {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(handle_, column));
    if (bytes == nullptr) expect(column, SQLITE_TEXT);
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
  }
  Blob blob(int column) const override {
    expect(column, SQLITE_BLOB);
    const auto* bytes = static_cast<const std::byte*>(sqlite3_column_blob(handle_, column));
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
  }

 private:
  void bind(int position, const Value& value, bool copy) {
    auto life = copy ? SQLITE_TRANSIENT : SQLITE_STATIC;
    int code = std::visit(
        [&](const auto& held) {
          using Held = std::decay_t<decltype(held)>;
          if constexpr (std::is_same_v<Held, std::monostate>) {
            return sqlite3_bind_null(handle_, position);
          } else if constexpr (std::is_same_v<Held, std::int64_t>) {
            return sqlite3_bind_int64(handle_, position, held);
          } else if constexpr (std::is_same_v<Held, std::string_view>) {
            // A null pointer would bind NULL instead of an empty text.
            return sqlite3_bind_text64(handle_, position, held.empty() ? "" : held.data(),
                                       held.size(), life, SQLITE_UTF8);
          } else {
            return sqlite3_bind_blob64(handle_, position,
                                       held.empty() ? static_cast<const void*>("") : held.data(),
                                       held.size(), life);
          }
        },
        value.held());
    if (code != SQLITE_OK) fail(code);
  }

  void expect(int column, int type) const {
    if (sqlite3_column_type(handle_, column) != type)
      throw Error(Failure::other, std::string(name_) + ": column " + std::to_string(column) +
                                      " is of another type");
  }

  [[noreturn]] void fail(int code) const {
    throw Error(failure_of(code), std::string(name_) + ": " + sqlite3_errmsg(db_));
  }

  sqlite3* db_;
  std::string_view name_;
  sqlite3_stmt* handle_ = nullptr;
  std::vector<int> positions_;
  bool busy_ = false;
};

class SqliteConnection final : public Connection {
 public:
  SqliteConnection(const std::string& path, const SqliteOptions& options) {
    count_no_memory();
    int flags = SQLITE_OPEN_NOMUTEX;  // one thread at a time is our rule already
    flags |= options.read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    int code = sqlite3_open_v2(path.c_str(), &db_, flags, nullptr);
    if (code != SQLITE_OK) {
      std::string text = path + ": " + sqlite3_errmsg(db_);
      sqlite3_close_v2(db_);
      throw Error(failure_of(code), text);
    }
    try {
      sqlite3_extended_result_codes(db_, 1);
      // Also for readers: after a crash the first of them replays the log under a lock.
      sqlite3_busy_timeout(db_, static_cast<int>(options.busy_timeout_ms));
      run_script("PRAGMA cache_size = -" + std::to_string(options.cache_kib) +
                 "; PRAGMA mmap_size = " + std::to_string(options.map_bytes) +
                 "; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;");
      if (!options.read_only)
        run_script("PRAGMA page_size = " + std::to_string(options.page_bytes) +
                   "; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; "
                   "PRAGMA wal_autocheckpoint = 0;");
    } catch (...) {
      sqlite3_close_v2(db_);
      throw;
    }
  }

  ~SqliteConnection() override {
    prepared_.clear();
    sqlite3_close_v2(db_);
  }

  using Connection::execute;
  using Connection::query;

  Cursor query(const Statement& statement, std::span<const Value> parameters) override {
    Prepared& ready = prepare(statement);
    ready.bind(parameters, true);
    return Cursor(*this, &ready);
  }

  std::int64_t execute(const Statement& statement, std::span<const Value> parameters) override {
    Prepared& ready = prepare(statement);
    ready.bind(parameters, false);
    struct Finish {
      Prepared& of;
      ~Finish() { of.finish(); }
    } finish{ready};
    while (ready.step()) {
    }
    return sqlite3_changes64(db_);
  }

  void run_script(const std::string& script) override {
    int code = sqlite3_exec(db_, script.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) throw Error(failure_of(code), sqlite3_errmsg(db_));
  }

  bool in_transaction() const override { return sqlite3_get_autocommit(db_) == 0; }

  Checkpoint checkpoint() {
    int in_log = 0;
    int moved = 0;
    int code = sqlite3_wal_checkpoint_v2(db_, nullptr, SQLITE_CHECKPOINT_PASSIVE, &in_log, &moved);
    if (code != SQLITE_OK && (code & 0xff) != SQLITE_BUSY)
      throw Error(failure_of(code), std::string("checkpoint: ") + sqlite3_errmsg(db_));
    return {in_log, moved};
  }

 private:
  const Row* step(void* statement) override {
    auto* ready = static_cast<Prepared*>(statement);
    return ready->step() ? ready : nullptr;
  }
  void finish(void* statement) noexcept override { static_cast<Prepared*>(statement)->finish(); }

  Prepared& prepare(const Statement& statement) {
    auto& slot = prepared_[&statement];
    if (!slot) slot = std::make_unique<Prepared>(db_, statement);
    return *slot;
  }

  sqlite3* db_ = nullptr;
  std::unordered_map<const Statement*, std::unique_ptr<Prepared>> prepared_;
};

}  // namespace

std::unique_ptr<Connection> open_sqlite(const std::string& path, const SqliteOptions& options) {
  return std::make_unique<SqliteConnection>(path, options);
}

Checkpoint checkpoint(Connection& connection) {
  return static_cast<SqliteConnection&>(connection).checkpoint();
}

}  // namespace amity::sql
