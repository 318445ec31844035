#include "audit/stream_sink.h"

#include "protocol/descriptor/write_all.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace amity::audit {

void StreamSink::write(std::span<const Event> events, bool durable) {
  text_.clear();
  if (torn_) text_ += '\n';
  for (const Event& event : events) {
    text_ += event.text;
    text_ += '\n';
  }
  std::size_t written = write_all(file_, text_);
  if (written != text_.size()) {
    torn_ = torn_ || (written != 0 && text_[written - 1] != '\n');
    throw SinkError(std::string("standard output cannot be written: ") + std::strerror(errno));
  }
  torn_ = false;
  if (durable) ::fdatasync(file_);  // fails where it means nothing, as for a pipe
}

}  // namespace amity::audit
