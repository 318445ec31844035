#pragma once

#include "protocol/http/listener.h"
#include "protocol/shape/operation.h"
#include "protocol/shape/timestamp.h"
#include "protocol/sigv4/verify.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

// How calls are told to whoever keeps a record of them. Nothing here knows how a record looks, nor
// where it is kept.
namespace amity::awsjson {

// One call, as it is known when it is answered. All of it is borrowed for the moment of telling.
// The bodies are JSON as it travelled, secrets included: what must not be written down is found by
// the operation's member tables.
struct AuditedCall {
  std::string_view request_id{};
  Timestamp time{};                             // when it was taken up
  std::string_view source{};                    // Audit::source
  const shape::Operation* operation = nullptr;  // null when it was refused before that was known
  std::string_view identity{};  // as Auditor::identify made it; empty when nobody could be believed
  std::string_view claimed_key{};  // the access key id that such a caller named
  std::string_view peer{};
  std::string_view host{};
  std::string_view user_agent{};
  http::TlsDetails tls{};       // empty: it came in plain text
  std::string_view error{};     // the error's code; empty when the call succeeded
  std::string_view request{};   // empty where none was read
  std::string_view response{};  // of an error, or of a write that succeeded; else empty
};

// Somebody who waits until a record is kept.
class RecordWaiter {
 public:
  virtual ~RecordWaiter() = default;
  // Called once, from any thread: whether the record is kept as safely as the auditor promises.
  virtual void recorded(bool kept) noexcept = 0;
};

// A record that was written down for whoever keeps it.
struct WrittenRecord {
  Timestamp time;
  std::string account;  // the caller's
  std::string text;
};

// Keeps a record of calls. Its functions are called from any thread and do not wait.
class Auditor {
 public:
  virtual ~Auditor() = default;

  // Whether changes may be made now. False while their records could not be kept, if the
  // installation would rather stand still than change unrecorded.
  virtual bool admits_changes() const noexcept = 0;

  // Notes in `identity` what a record tells of the caller: the key does not live as long as a call.
  virtual void identify(const sigv4::AccessKey& caller, std::string& identity) const = 0;

  // Takes the record of a call. The waiter, unless null, is told at once, or later.
  virtual void record(const AuditedCall& call, std::shared_ptr<RecordWaiter> waiter) noexcept = 0;

  // Where records of changes are kept in the transactions of the changes: the record of one that is
  // about to succeed. It is kept by whoever asked, and the call is not told to record() then.
  // Called on the thread that makes changes.
  virtual std::optional<WrittenRecord> write_down(const AuditedCall& /*call*/) {
    return std::nullopt;
  }
};

// What an API tells its auditor.
struct Audit {
  Auditor* auditor = nullptr;  // null: nothing is told, and nothing is spent on it
  std::string_view source;     // the API's name in the records; of static duration
  bool reads = true;           // whether reads that succeeded are told as well
};

// The access key id that a request names, believed or not; empty when there is none.
std::string_view claimed_key(const http::Request& request);

// What is noted of a call on its way to its answer.
class CallNote {
 public:
  CallNote(const Audit& audit, Timestamp now) : audit_(audit), time_(now) {}

  bool admits_changes() const { return audit_.auditor->admits_changes(); }
  void set_caller(const sigv4::AccessKey& caller) { audit_.auditor->identify(caller, identity_); }

  // Whether a record is to be made of an answer with that error, or without one.
  bool wants(const shape::Operation* operation, std::string_view error) const;
  // Tells the auditor. The request and the answer stand in the exchange, still unanswered.
  void tell(const http::Exchange& exchange, std::string_view request_id,
            const shape::Operation* operation, std::string_view error,
            std::shared_ptr<RecordWaiter> waiter) const noexcept;
  // Auditor::write_down of a success.
  std::optional<WrittenRecord> write_down(const http::Exchange& exchange,
                                          std::string_view request_id,
                                          const shape::Operation& operation) const;

 private:
  AuditedCall call(const http::Exchange& exchange, std::string_view request_id,
                   const shape::Operation* operation, std::string_view error) const;

  const Audit& audit_;  // the dispatcher's
  Timestamp time_;
  std::string identity_;
};

}  // namespace amity::awsjson
