#pragma once

#include "client/call/line.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace amity::client {

// One call: credentials, then attempts with waits between them, until one succeeds, none is left,
// the time is over or it is canceled. Lives on the loop's thread, where it does one thing at a
// time.
class RunningCall {
 public:
  using Id = std::uint64_t;

  struct Order {
    const shape::Operation* operation;
    std::string body;
    CallOptions options;
    Transport::Time begun;
    std::function<void(Caller::Answer)> done;
  };

  // What a call asks of its surroundings.
  class Office {
   public:
    virtual ~Office() = default;
    // Has `credentials_found` called, later or before it returns.
    virtual void find_credentials(Id call) = 0;
    // Has `cancel` called soon. From any thread.
    virtual void cancel_soon(Id call) = 0;
    // The call has ended: destroys it, then calls `done`.
    virtual void end(Id call, Caller::Answer answer) = 0;
  };

  RunningCall(Id id, Order order, Office& office);
  ~RunningCall();
  RunningCall(const RunningCall&) = delete;
  RunningCall& operator=(const RunningCall&) = delete;

  // `line` outlives the call. Each of these may end the call, and so destroy it.
  void begin(Line& line);
  void credentials_found(CredentialsCache::Found found);
  void cancel();
  // Ends it because of settings that cannot be used.
  void refuse(const std::string& misconfiguration);

  std::function<void(Caller::Answer)> take_done() { return std::move(order_.done); }

 private:
  void take_turn();
  void refuse_turn(std::chrono::milliseconds wait);
  void attempt();
  void answered(HttpAnswer answer);
  void read(HttpResponse response);
  void failed(Error error, Judgement judgement, const Headers& response);
  // Whether, and after how long, `failed` is followed by another attempt.
  std::optional<std::chrono::milliseconds> pause_before_repeat(Judgement judgement,
                                                               const Headers& response);
  void correct_clock(const Headers& response);
  void expire();
  void end(Caller::Answer answer);

  std::chrono::milliseconds call_timeout() const;
  Error error(Error::Kind kind, std::string code, std::string message) const;
  void log(std::string_view what) const;
  Transport::Time now() const { return line_->transport().now(); }

  Id id_;
  Order order_;
  Office& office_;
  std::string invocation_id_;
  Line* line_ = nullptr;
  std::optional<std::stop_callback<std::function<void()>>> on_stop_;

  Transport::Id deadline_ = 0;
  Transport::Id pending_ = 0;  // the exchange or the pause that is under way
  std::optional<Transport::Time> ends_at_;

  std::shared_ptr<const Credentials> credentials_;
  std::shared_ptr<const Credentials> refused_;  // by the service
  bool clock_corrected_ = false;
  bool has_turn_ = false;  // which it waits for
  int attempts_ = 0;
  int paid_ = 0;  // for the last repeat
  Transport::Time sent_at_;
  Timestamp signed_at_;
  std::optional<Error> last_;
};

}  // namespace amity::client
