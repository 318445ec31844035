#pragma once

#include "audit/sink.h"
#include "protocol/descriptor/descriptor.h"

#include <sys/types.h>

#include <cstdint>
#include <string>

namespace amity::audit {

struct FileSinkOptions {
  std::string path;
  std::uint64_t bytes = 0;  // a file that would grow beyond this is put aside; 0: never
  unsigned files = 10;      // how many are kept aside: PATH.1 is the youngest; at least one
};

// Appends records to a file, a line each. Somebody else may move the file away at any time, as
// logrotate does: a new one is begun with the next records.
//
// When a write fails halfway, what was written of it is taken back. A line that a crash left
// unfinished is ended, not removed. The file is for its owner's eyes only.
class FileSink final : public Sink {
 public:
  // Throws SinkError when the file cannot be opened.
  explicit FileSink(FileSinkOptions options);

  void write(std::span<const Event> events, bool durable) override;

 private:
  void open();
  bool was_moved() noexcept;
  void put_aside();
  void append(bool durable);
  [[noreturn]] void fail(const char* what);

  FileSinkOptions options_;
  Descriptor file_;
  dev_t device_ = 0;
  ino_t inode_ = 0;
  bool regular_ = false;
  bool torn_ = false;  // the file ends within a line
  bool complained_ = false;
  std::uint64_t size_ = 0;
  std::string text_;
};

}  // namespace amity::audit
