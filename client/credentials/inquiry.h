#pragma once

#include "client/credentials/sources.h"

#include <chrono>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace amity::client {

// A small question to a service that has credentials.
struct Inquiry {
  std::string url;
  const char* method = "GET";
  std::vector<std::pair<std::string, std::string>> headers{};
  std::string body{};  // with POST only
  TlsFiles tls{};
  bool by_proxy = false;  // by the one that the environment names
  int attempts = 3;       // where it may be answered better the next time: 429, 5xx, no answer
  std::chrono::milliseconds connect_timeout{3'000};
  std::chrono::milliseconds timeout{10'000};  // of one attempt
};

struct Reply {
  int status = 0;  // 0: none came
  std::string body{};
  std::optional<Timestamp> date{};  // the clock of who answered
  std::string failure{};            // why none came, from where; without the query
};

// Asks, and waits for the reply or for `stop`. Follows no redirects. Any thread.
Reply ask(const Inquiry& inquiry, const std::stop_token& stop);

}  // namespace amity::client
