#include "client/call/backoff.h"

#include "client/settings/plain_text.h"
#include "protocol/sigv4/date.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace amity::client {
namespace {

using std::chrono::milliseconds;

constexpr double kBase = 50;
constexpr double kThrottledBase = 1000;
constexpr milliseconds kMostAskedFor{5000};

// Seconds, or a date.
std::optional<milliseconds> retry_after(std::string_view value, Timestamp now) {
  constexpr std::uint64_t kYear = 366 * 24 * 60 * 60;  // keeps the product in range
  if (auto number = whole_number<std::uint64_t>(value))
    return milliseconds(std::min(*number, kYear) * 1000);
  if (auto date = sigv4::parse_http_date(value))
    return milliseconds(std::max<std::int64_t>((*date - now).milliseconds, 0));
  return std::nullopt;
}

}  // namespace

std::optional<milliseconds> backoff(int attempt, Failure failure, const Headers& response,
                                    Timestamp now, double chance) {
  double base = failure == Failure::throttled ? kThrottledBase : kBase;
  double longest = std::min(std::ldexp(base, attempt - 1), double(kLongestBackoff.count()));
  milliseconds wait(std::llround(longest * chance));

  if (auto asked = whole_number<std::uint64_t>(header(response, "x-amz-retry-after")))
    wait = std::max(wait, milliseconds(std::min(
                              *asked, static_cast<std::uint64_t>((wait + kMostAskedFor).count()))));
  if (auto asked = retry_after(header(response, "Retry-After"), now)) {
    if (*asked > kLongestBackoff) return std::nullopt;
    wait = std::max(wait, *asked);
  }
  return wait;
}

}  // namespace amity::client
