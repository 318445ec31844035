#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

// SQL as both engines speak it: numbered parameters ($1), integers, text and blobs. A statement is
// a named constant beside the function that uses it and is prepared once per connection.
namespace amity::sql {

// What went wrong, as far as a caller acts on it.
enum class Failure {
  constraint,   // a UNIQUE, CHECK, NOT NULL or FOREIGN KEY said no
  busy,         // somebody else holds the lock for longer than the busy timeout
  full,         // no space left on the disk
  corrupt,      // the file is no database, or damaged
  unavailable,  // reading or writing the file failed
  other,        // a mistake of ours: malformed SQL, wrong types
};

class Error : public std::runtime_error {
 public:
  Error(Failure why, const std::string& text) : std::runtime_error(text), failure(why) {}
  Failure failure;
};

// A statement of ours. Lives as long as the program: connections remember what they prepared by its
// address.
struct Statement {
  std::string_view name;
  std::string_view text;
};

// A parameter. Texts and blobs are borrowed until the call that takes them returns; a cursor keeps
// its own copy.
using Blob = std::span<const std::byte>;
class Value {
 public:
  Value(std::nullopt_t) : value_(std::monostate{}) {}
  Value(std::int64_t number) : value_(number) {}
  Value(int number) : value_(std::int64_t{number}) {}
  Value(bool flag) : value_(std::int64_t{flag}) {}
  Value(std::string_view text) : value_(text) {}
  Value(const std::string& text) : value_(std::string_view(text)) {}
  Value(const char* text) : value_(std::string_view(text)) {}
  Value(Blob bytes) : value_(bytes) {}
  template <class T>
  Value(const std::optional<T>& maybe) : Value(maybe ? Value(*maybe) : Value(std::nullopt)) {}

  const auto& held() const { return value_; }

 private:
  std::variant<std::monostate, std::int64_t, std::string_view, Blob> value_;
};

// One row of a result, valid until its cursor moves on. Columns count from 0; asking for another
// type than the column has throws.
class Row {
 public:
  virtual bool is_null(int column) const = 0;
  virtual std::int64_t integer(int column) const = 0;
  virtual std::string_view text(int column) const = 0;
  virtual Blob blob(int column) const = 0;

  std::optional<std::int64_t> maybe_integer(int column) const {
    if (is_null(column)) return std::nullopt;
    return integer(column);
  }
  std::optional<std::string> maybe_text(int column) const {
    if (is_null(column)) return std::nullopt;
    return std::string(text(column));
  }

 protected:
  ~Row() = default;
};

class Connection;

// The rows of a query, in order. Ends the statement when it goes out of scope. At most one cursor
// of the same statement may be open on a connection.
class Cursor {
 public:
  explicit Cursor(Connection& connection, void* statement)
      : connection_(&connection), statement_(statement) {}
  Cursor(Cursor&& from) noexcept
      : connection_(from.connection_), statement_(std::exchange(from.statement_, nullptr)) {}
  Cursor& operator=(Cursor&&) = delete;
  ~Cursor();

  // The next row, or null at the end.
  const Row* next();

 private:
  Connection* connection_;
  void* statement_;
};

// One connection to a database. Belongs to one thread at a time.
class Connection {
 public:
  virtual ~Connection() = default;
  Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Runs a query and leaves the cursor before the first row.
  virtual Cursor query(const Statement& statement, std::span<const Value> parameters) = 0;
  // Runs a statement to its end; how many rows it inserted, updated or deleted.
  virtual std::int64_t execute(const Statement& statement, std::span<const Value> parameters) = 0;
  // Runs a script of several statements without parameters (a schema).
  virtual void run_script(const std::string& script) = 0;
  // Whether a transaction is open. An engine may roll back by itself, for example on a full disk.
  virtual bool in_transaction() const = 0;

  template <class... P>
  Cursor query(const Statement& statement, const P&... parameters) {
    const Value values[] = {Value(parameters)...};
    return query(statement, std::span<const Value>(values));
  }
  Cursor query(const Statement& statement) { return query(statement, std::span<const Value>()); }
  template <class... P>
  std::int64_t execute(const Statement& statement, const P&... parameters) {
    const Value values[] = {Value(parameters)...};
    return execute(statement, std::span<const Value>(values));
  }
  std::int64_t execute(const Statement& statement) {
    return execute(statement, std::span<const Value>());
  }

 protected:
  friend class Cursor;
  virtual const Row* step(void* statement) = 0;
  virtual void finish(void* statement) noexcept = 0;
};

inline Cursor::~Cursor() {
  if (statement_ != nullptr) connection_->finish(statement_);
}
inline const Row* Cursor::next() { return connection_->step(statement_); }

}  // namespace amity::sql
