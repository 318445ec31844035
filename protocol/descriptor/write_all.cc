#include "protocol/descriptor/write_all.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>

namespace amity {
namespace {

constexpr int kPatience = 5'000;  // milliseconds

bool takes_more(int file) {
  pollfd waiting{.fd = file, .events = POLLOUT, .revents = 0};
  int ready = ::poll(&waiting, 1, kPatience);
  if (ready == 0) errno = ETIMEDOUT;
  return ready > 0;
}

}  // namespace

std::size_t write_all(int file, std::string_view text) {
  std::size_t written = 0;
  while (written < text.size()) {
    if (!takes_more(file)) return written;
    ssize_t count = ::write(file, text.data() + written, text.size() - written);
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (count <= 0) return written;
    written += static_cast<std::size_t>(count);
  }
  return written;
}

}  // namespace amity
