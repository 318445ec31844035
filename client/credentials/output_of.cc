#include "client/credentials/output_of.h"

#include "protocol/descriptor/descriptor.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <memory>
#include <system_error>

namespace amity::client {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kMostBytes = 1 << 20;

struct Actions {
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;
  Actions() { ::posix_spawn_file_actions_init(&files), ::posix_spawnattr_init(&attributes); }
  ~Actions() {
    ::posix_spawn_file_actions_destroy(&files);
    ::posix_spawnattr_destroy(&attributes);
  }
  Actions(const Actions&) = delete;
  Actions& operator=(const Actions&) = delete;
};

// A command that runs until it has ended or the object does.
class Command {
 public:
  // Throws std::system_error.
  Command(const std::string& command, int output) : alone_(::isatty(STDIN_FILENO) == 0) {
    Actions actions;
    ::posix_spawn_file_actions_adddup2(&actions.files, output, STDOUT_FILENO);
    // What this process blocks or ignores is its own affair.
    sigset_t none;
    sigset_t usual;
    ::sigemptyset(&none);
    ::sigemptyset(&usual);
    ::sigaddset(&usual, SIGPIPE);
    ::posix_spawnattr_setsigmask(&actions.attributes, &none);
    ::posix_spawnattr_setsigdefault(&actions.attributes, &usual);
    int flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
    // At a terminal another group would be stopped as soon as it reads.
    if (alone_) flags |= POSIX_SPAWN_SETPGROUP;
    ::posix_spawnattr_setflags(&actions.attributes, static_cast<short>(flags));
    std::string shell = "sh";
    std::string option = "-c";
    std::string text = command;
    std::array<char*, 4> arguments = {shell.data(), option.data(), text.data(), nullptr};
    int error = ::posix_spawn(&id_, "/bin/sh", &actions.files, &actions.attributes,
                              arguments.data(), environ);
    if (error != 0) throw std::system_error(error, std::generic_category(), "/bin/sh");
  }
  ~Command() {
    if (ended_) return;
    ::kill(alone_ ? -id_ : id_, SIGKILL);
    wait();
  }
  Command(const Command&) = delete;
  Command& operator=(const Command&) = delete;

  pid_t id() const { return id_; }

  // Its status as waitpid has it, once it has ended.
  int wait() {
    int status = 0;
    while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {
    }
    ended_ = true;
    return status;
  }

 private:
  bool alone_;
  pid_t id_ = 0;
  bool ended_ = false;
};

// Whether the descriptor has something before the time is over or somebody wants to stop.
bool ready(int descriptor, int wake, Clock::time_point until) {
  for (;;) {
    auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
    if (left <= 0) return false;
    std::array<pollfd, 2> polled = {pollfd{descriptor, POLLIN, 0}, pollfd{wake, POLLIN, 0}};
    int count = ::poll(polled.data(), polled.size(), static_cast<int>(left));
    if (count < 0 && errno != EINTR) return false;
    if (count > 0) return polled[1].revents == 0;
  }
}

// Empty unless it ended otherwise than with 0.
std::string ending(int status) {
  if (WIFSIGNALED(status))
    return "the command was ended by signal " + std::to_string(WTERMSIG(status));
  int code = WEXITSTATUS(status);
  return code == 0 ? "" : "the command ended with status " + std::to_string(code);
}

CommandOutput run(const std::string& command, const std::stop_token& stop,
                  Clock::time_point until) {
  std::array<int, 2> ends{};
  checked(::pipe2(ends.data(), O_CLOEXEC), "pipe2");
  Descriptor output(ends[0]);
  Descriptor writing_end(ends[1]);
  Descriptor wake(checked(::eventfd(0, EFD_CLOEXEC), "eventfd"));
  Command running(command, *writing_end);
  writing_end = Descriptor();
  std::stop_callback waking(stop, [&wake] {
    std::uint64_t one = 1;
    static_cast<void>(!::write(*wake, &one, sizeof one));
  });

  auto too_late = [&stop]() -> CommandOutput {
    return {.failure = stop.stop_requested() ? "stopped" : "the command took too long"};
  };
  CommandOutput taken;
  for (std::array<char, 4096> piece;;) {
    if (!ready(*output, *wake, until)) return too_late();
    ssize_t count = ::read(*output, piece.data(), piece.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    taken.text.append(piece.data(), static_cast<std::size_t>(count));
    if (taken.text.size() > kMostBytes) return {.failure = "the command writes too much"};
  }
  // It may have closed its output and go on. No descriptor: it is gone already.
  // (glibc 2.36 declares pidfd_open for C alone.)
  if (long process = ::syscall(SYS_pidfd_open, running.id(), 0); process >= 0) {
    Descriptor ended(static_cast<int>(process));
    if (!ready(*ended, *wake, until)) return too_late();
  }
  taken.failure = ending(running.wait());
  return taken;
}

}  // namespace

CommandOutput output_of(const std::string& command, const std::stop_token& stop,
                        std::chrono::milliseconds limit) {
  try {
    return run(command, stop, Clock::now() + limit);
  } catch (const std::system_error& error) {
    return {.failure = error.what()};
  }
}

}  // namespace amity::client
