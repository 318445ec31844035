#include "client/credentials/output_of.h"
#include "client/credentials/source_test.h"

#include <gmock/gmock.h>

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <future>
#include <thread>

namespace amity::client {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST(OutputOf, IsWhatTheCommandWrites) {
  EXPECT_EQ(output_of("printf 'a b'; printf c", {}).text, "a bc");
  EXPECT_EQ(output_of("head -c 100000 /dev/zero", {}).text.size(), 100'000U);
  EXPECT_EQ(output_of("true", {}).failure, "");
}

TEST(OutputOf, AFailureIsTold) {
  EXPECT_EQ(output_of("echo no; exit 3", {}).failure, "the command ended with status 3");
  EXPECT_EQ(output_of("/no/such/program 2>&1", {}).failure, "the command ended with status 127");
  EXPECT_EQ(output_of("kill -TERM $$", {}).failure, "the command was ended by signal 15");
  EXPECT_EQ(output_of("yes", {}).failure, "the command writes too much");
}

TEST(OutputOf, StandardErrorIsPassedOn) {
  testing::internal::CaptureStderr();
  EXPECT_EQ(output_of("echo asked >&2; echo out", {}).text, "out\n");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "asked\n");
}

TEST(OutputOf, WhatThisProcessBlocksIsNotBlockedThere) {
  sigset_t term;
  sigset_t before;
  ::sigemptyset(&term);
  ::sigaddset(&term, SIGTERM);
  ::pthread_sigmask(SIG_BLOCK, &term, &before);
  EXPECT_EQ(output_of("kill -TERM $$; echo alive", {}).failure,
            "the command was ended by signal 15");
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

// A command that is at it, with a process beside it, for whoever wants to end it.
class OutputOfLong : public testing::Test {
 protected:
  OutputOfLong() {
    // No terminal: a developer may have one.
    int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    ::dup2(nothing, STDIN_FILENO);
    ::close(nothing);
    ::mkfifo(pipe.c_str(), 0600);
  }
  // Waits until the process beside the command is there.
  int beside() const {
    int process = 0;
    std::ifstream(pipe) >> process;
    return process;
  }
  static bool is_there(int process) {
    // Killed, but nobody has asked for its end yet: "12 (sleep) Z".
    std::ifstream file("/proc/" + std::to_string(process) + "/stat");
    std::string id;
    std::string name;
    std::string state;
    file >> id >> name >> state;
    return file && state != "Z";
  }

  sql::TemporaryDirectory directory;
  std::string pipe = directory.inside("pipe");
  std::string command = "sleep 1000 & echo $! > " + pipe + "; wait";
};

TEST_F(OutputOfLong, IsKilledWhenStopped) {
  std::stop_source stop;
  auto output =
      std::async(std::launch::async, [&] { return output_of(command, stop.get_token()); });
  int process = beside();
  EXPECT_TRUE(is_there(process));
  stop.request_stop();
  EXPECT_EQ(output.get().failure, "stopped");
  while (is_there(process)) std::this_thread::yield();
}

TEST_F(OutputOfLong, IsKilledWhenItTakesTooLong) {
  auto output = std::async(std::launch::async,
                           [&] { return output_of(command, {}, std::chrono::milliseconds(300)); });
  int process = beside();
  EXPECT_EQ(output.get().failure, "the command took too long");
  while (is_there(process)) std::this_thread::yield();
}

TEST_F(OutputOfLong, ClosingItsOutputIsNotTheEnd) {
  EXPECT_EQ(output_of("exec >&-; sleep 1000", {}, std::chrono::milliseconds(50)).failure,
            "the command took too long");
}

class ProcessKeyTest : public SourceTest {
 protected:
  std::string printed(const std::string& output) {
    write(".aws/config",
          "[profile p]\ncredential_process = cat '" + write("output", output) + "'\n");
    return profile("p");
  }
};

TEST_F(ProcessKeyTest, IsPrintedAsJson) {
  EXPECT_EQ(printed(R"({"Version": 1, "AccessKeyId": "A", "SecretAccessKey": "s"})"), "A/s/");
  EXPECT_EQ(printed(R"({"Version": 1, "AccessKeyId": "A", "SecretAccessKey": "s",
                        "SessionToken": "t", "Expiration": "2026-01-31T13:00:00Z"})"),
            "A/s/t until 2026-01-31T13:00:00.000Z");
}

TEST_F(ProcessKeyTest, WhatIsNoneIsToldWithoutSecrets) {
  const std::string from = "Error when retrieving credentials from custom-process: ";
  EXPECT_THAT(printed(R"({"Version": 2, "AccessKeyId": "A", "SecretAccessKey": "s"})"),
              StartsWith(from + "Unsupported version '2'"));
  EXPECT_THAT(printed(R"({"AccessKeyId": "A", "SecretAccessKey": "s"})"),
              StartsWith(from + "Unsupported version 'none'"));
  for (const char* output :
       {R"({"Version": 1, "SecretAccessKey": "hidden"})",
        R"({"Version": 1, "AccessKeyId": "A", "SecretAccessKey": "hidden", "Expiration": "x"})",
        "hidden"}) {
    EXPECT_THAT(printed(output), StartsWith(from + "the output of credential_process "));
    EXPECT_THAT(printed(output), testing::Not(HasSubstr("hidden")));
  }
  write(".aws/config", "[profile p]\ncredential_process = exit 7\n");
  EXPECT_EQ(profile("p"), from + "the command ended with status 7");
}

}  // namespace
}  // namespace amity::client
