#pragma once

#include "bench/closed_loop.h"

#include <string>

namespace amity::bench {

// The answers of all traffics within the window.
std::int64_t answers(const Figures& figures);

// Answers other than 200, warm-up included.
std::int64_t failures(const Figures& figures);

// The figures for a program, as one JSON object: seconds, server (where it was watched) with
// cpu_us_per_request, user_us_per_request, system_us_per_request and busy (CPU seconds per second),
// and a list of traffics. Latencies are in milliseconds.
std::string to_json(const Figures& figures);

// The same for a person: a line per traffic, and one body for each status other than 200.
std::string to_text(const Figures& figures);

}  // namespace amity::bench
