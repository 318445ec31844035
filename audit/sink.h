#pragma once

#include "protocol/shape/timestamp.h"

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace amity::audit {

// A record, ready to be kept.
struct Event {
  Timestamp time;
  std::string account;    // the caller's; empty when nobody was believed
  std::string_view text;  // a JSON object in one line
};

// Why records cannot be kept now.
class SinkError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Where records go. For one thread; may wait for its disk.
class Sink {
 public:
  virtual ~Sink() = default;
  // Appends the records, all or none of them, in their order. With `durable` they survive the loss
  // of power, as far as the place can promise that. Throws SinkError; the same records are then
  // given again.
  virtual void write(std::span<const Event> events, bool durable) = 0;
};

}  // namespace amity::audit
