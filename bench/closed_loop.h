#pragma once

#include "bench/cpu_time.h"
#include "bench/requests.h"

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace amity::bench {

// Requests that go out over connections of their own: each connection sends one, waits for its
// answer, sends the next. Where `repeat` is false every request goes out at most once.
struct Traffic {
  std::string name;
  const Requests& requests;
  int connections = 1;
  bool repeat = true;
};

struct Window {
  double warm_up_seconds = 0;
  double seconds = 0;  // it ends earlier when a traffic that does not repeat has sent its last
};

// What came of one traffic. Only answers within the window are counted, except where it says so.
struct TrafficFigures {
  std::string name;
  int connections = 0;
  std::vector<std::uint32_t> latencies;  // in microseconds
  std::map<int, std::int64_t> statuses;
  std::map<int, std::string> samples;  // the first body of each status, of the whole run
  std::int64_t failures = 0;           // answers other than 200, of the whole run
  std::size_t used = 0;                // requests sent, of the whole run
};

struct Figures {
  double seconds = 0;
  std::optional<CpuTime> server;  // what the server process used within the window
  std::vector<TrafficFigures> traffic;
};

// Called with every answer: the number of the traffic, that of its request, status and body.
using Observer = std::function<void(std::size_t traffic, std::size_t request, int status,
                                    std::string_view body)>;

// Loads the server on that port of 127.0.0.1 and measures. One thread that never sleeps while it
// waits, so that the server is not charged for waking it. At the window's end nothing new is sent,
// and what was sent is waited for. Throws std::runtime_error or std::system_error when the server
// refuses a connection, closes one without having answered, does not answer for ten seconds, or
// sends what is no answer, and when the requests do not last for the warm-up.
Figures run_closed_loop(std::uint16_t port, std::span<const Traffic> traffic, Window window,
                        std::optional<pid_t> server, const Observer& observer = {});

}  // namespace amity::bench
