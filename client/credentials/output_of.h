#pragma once

#include <chrono>
#include <stop_token>
#include <string>

namespace amity::client {

struct CommandOutput {
  std::string text{};
  std::string failure{};  // why there is none; empty when the command ended with 0
};

// What a command writes to its standard output. It is run by /bin/sh, with this process's
// environment, standard input and standard error, so that it may ask at the terminal. Where there
// is none, it is the leader of a group of processes, all of which are killed when it is stopped or
// takes longer than `limit`. A text of more than a MiB is a failure. Any thread.
CommandOutput output_of(const std::string& command, const std::stop_token& stop,
                        std::chrono::milliseconds limit = std::chrono::minutes(1));

}  // namespace amity::client
