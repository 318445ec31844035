#include "audit/file_sink.h"

#include "protocol/descriptor/write_all.h"

#include <spdlog/spdlog.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

namespace amity::audit {
namespace {

// Makes the file's name survive as its contents do.
void sync_folder_of(const std::string& path) {
  std::string folder = std::filesystem::path(path).parent_path().string();
  Descriptor opened(
      ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (opened.is_open()) ::fsync(*opened);
}

}  // namespace

FileSink::FileSink(FileSinkOptions options) : options_(std::move(options)) { open(); }

void FileSink::write(std::span<const Event> events, bool durable) {
  if (was_moved()) open();
  text_.clear();
  if (torn_) text_ += '\n';
  for (const Event& event : events) {
    text_ += event.text;
    text_ += '\n';
  }
  if (options_.bytes != 0 && regular_ && size_ != 0 && size_ + text_.size() > options_.bytes)
    put_aside();
  append(durable);
}

void FileSink::open() {
  file_ = Descriptor(::open(options_.path.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0600));
  struct stat status {};
  if (!file_.is_open() || ::fstat(*file_, &status) != 0) fail("cannot be opened");
  device_ = status.st_dev;
  inode_ = status.st_ino;
  regular_ = S_ISREG(status.st_mode);
  size_ = regular_ ? static_cast<std::uint64_t>(status.st_size) : 0;
  char last = '\n';
  torn_ =
      size_ != 0 && ::pread(*file_, &last, 1, static_cast<off_t>(size_ - 1)) == 1 && last != '\n';
  if (size_ == 0 && regular_) sync_folder_of(options_.path);
}

bool FileSink::was_moved() noexcept {
  struct stat status {};
  return !file_.is_open() || ::stat(options_.path.c_str(), &status) != 0 ||
         status.st_dev != device_ || status.st_ino != inode_;
}

// Without the right to rename, the records matter more than the size.
void FileSink::put_aside() {
  auto aside = [&](unsigned number) { return options_.path + '.' + std::to_string(number); };
  for (unsigned number = options_.files; number > 1; --number)
    std::rename(aside(number - 1).c_str(), aside(number).c_str());
  if (std::rename(options_.path.c_str(), aside(1).c_str()) == 0) {
    complained_ = false;
    return open();
  }
  if (!std::exchange(complained_, true))
    spdlog::error("audit: {} cannot be put aside: {}", options_.path, std::strerror(errno));
}

void FileSink::append(bool durable) {
  bool written = write_all(*file_, text_) == text_.size();
  if (written && (!durable || ::fdatasync(*file_) == 0 || !regular_)) {
    size_ += text_.size();
    torn_ = false;
    return;
  }
  int why = errno;
  if (regular_) {
    // The same records come again. If even this fails, they begin on a line of their own.
    torn_ = ::ftruncate(*file_, static_cast<off_t>(size_)) != 0 || torn_;
  }
  errno = why;
  fail("cannot be written");
}

void FileSink::fail(const char* what) {
  throw SinkError(options_.path + ' ' + what + ": " + std::strerror(errno));
}

}  // namespace amity::audit
