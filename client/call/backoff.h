#pragma once

#include "client/call/judgement.h"
#include "client/transport/transport.h"
#include "protocol/shape/timestamp.h"

#include <chrono>
#include <optional>

namespace amity::client {

// The longest wait that is ours to choose; a service that asks for a longer one is not waited for.
inline constexpr std::chrono::milliseconds kLongestBackoff{20'000};

// How long to wait before the repeat that follows attempt `attempt` (1 is the first): a random part
// (`chance`, 0 to 1) of 50 ms, 100 ms, 200 ms, ..., or of 1 s, 2 s, 4 s, ... after throttling, at
// most kLongestBackoff ("full jitter", the figures of AWS's SDKs since 2026). What the response
// asks for raises it: x-amz-retry-after (milliseconds) by five seconds at most, Retry-After
// (seconds or a date, which `now` is compared with) to what it says. Nothing when that is longer
// than kLongestBackoff: then there is no repeat.
std::optional<std::chrono::milliseconds> backoff(int attempt, Failure failure,
                                                 const Headers& response, Timestamp now,
                                                 double chance);

}  // namespace amity::client
