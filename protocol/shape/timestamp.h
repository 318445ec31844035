#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace amity {

// An instant, in whole milliseconds since 1970-01-01T00:00:00Z; what the API calls DateTime.
struct Timestamp {
  std::int64_t milliseconds = 0;

  auto operator<=>(const Timestamp&) const = default;
};

// A length of time in milliseconds.
struct Duration {
  std::int64_t milliseconds = 0;

  auto operator<=>(const Duration&) const = default;
};

constexpr Duration milliseconds(std::int64_t n) { return {n}; }
constexpr Duration seconds(std::int64_t n) { return {n * 1000}; }
constexpr Duration minutes(std::int64_t n) { return {n * 60 * 1000}; }
constexpr Duration hours(std::int64_t n) { return {n * 60 * 60 * 1000}; }
constexpr Duration days(std::int64_t n) { return {n * 24 * 60 * 60 * 1000}; }

constexpr Timestamp operator+(Timestamp at, Duration by) {
  return {at.milliseconds + by.milliseconds};
}
constexpr Timestamp operator-(Timestamp at, Duration by) {
  return {at.milliseconds - by.milliseconds};
}
constexpr Duration operator-(Timestamp later, Timestamp earlier) {
  return {later.milliseconds - earlier.milliseconds};
}

// Appends the instant as the API writes it: 2026-02-08T20:48:55.457Z. Years 0000 to 9999.
void append_iso8601(Timestamp at, std::string& out);
std::string to_iso8601(Timestamp at);

// Reads an RFC 3339 date-time: a fraction of any length (cut to milliseconds), `Z` or an offset
// such as +02:00. Empty when the text is no such date-time.
std::optional<Timestamp> parse_iso8601(std::string_view text);

}  // namespace amity
