#pragma once

#include "audit/sink.h"

#include <string>

namespace amity::audit {

// Writes records to an open descriptor, standard output as a rule, a line each. What was taken
// cannot be taken back: after a failure halfway, whole lines can stand there twice, with the same
// eventID.
class StreamSink final : public Sink {
 public:
  explicit StreamSink(int file) : file_(file) {}
  void write(std::span<const Event> events, bool durable) override;

 private:
  int file_;  // not ours to close
  bool torn_ = false;
  std::string text_;
};

}  // namespace amity::audit
