#include "protocol/shape/timestamp.h"

#include <array>
#include <charconv>
#include <chrono>

namespace amity {
namespace {

template <std::size_t Width>
void append_digits(std::uint32_t value, std::string& out) {
  std::array<char, Width> digits{};
  for (std::size_t i = Width; i-- > 0;) {
    digits[i] = static_cast<char>('0' + value % 10);
    value /= 10;
  }
  out.append(digits.data(), Width);
}

// Takes exactly `width` digits off the front of `text`.
std::optional<int> take_digits(std::string_view& text, std::size_t width) {
  if (text.size() < width) return std::nullopt;
  int value = 0;
  for (char c : text.substr(0, width)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  text.remove_prefix(width);
  return value;
}

bool take(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

// The fraction after a point, cut to milliseconds; any number of digits, at least one.
std::optional<int> take_fraction(std::string_view& text) {
  int value = 0;
  int digits = 0;
  while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
    if (digits < 3) value = value * 10 + (text.front() - '0');
    ++digits;
    text.remove_prefix(1);
  }
  if (digits == 0) return std::nullopt;
  for (int i = digits; i < 3; ++i) value *= 10;
  return value;
}

// `Z`, or +hh:mm / -hh:mm, as what must be taken from local time to get UTC.
std::optional<Duration> take_offset(std::string_view& text) {
  if (take(text, 'Z') || take(text, 'z')) return Duration{0};
  bool east = take(text, '+');
  if (!east && !take(text, '-')) return std::nullopt;
  auto hour = take_digits(text, 2);
  if (!hour || !take(text, ':')) return std::nullopt;
  auto minute = take_digits(text, 2);
  if (!minute || *hour > 23 || *minute > 59) return std::nullopt;
  Duration offset{hours(*hour).milliseconds + minutes(*minute).milliseconds};
  return east ? offset : Duration{-offset.milliseconds};
}

}  // namespace

void append_iso8601(Timestamp at, std::string& out) {
  using namespace std::chrono;
  sys_time<std::chrono::milliseconds> instant{std::chrono::milliseconds{at.milliseconds}};
  auto day = floor<std::chrono::days>(instant);
  year_month_day date{day};
  auto of_day = static_cast<std::uint32_t>((instant - day).count());

  append_digits<4>(static_cast<std::uint32_t>(static_cast<int>(date.year())), out);
  out += '-';
  append_digits<2>(static_cast<unsigned>(date.month()), out);
  out += '-';
  append_digits<2>(static_cast<unsigned>(date.day()), out);
  out += 'T';
  append_digits<2>(of_day / 3'600'000, out);
  out += ':';
  append_digits<2>(of_day / 60'000 % 60, out);
  out += ':';
  append_digits<2>(of_day / 1000 % 60, out);
  out += '.';
  append_digits<3>(of_day % 1000, out);
  out += 'Z';
}

std::string to_iso8601(Timestamp at) {
  std::string text;
  append_iso8601(at, text);
  return text;
}

std::optional<Timestamp> parse_iso8601(std::string_view text) {
  using namespace std::chrono;
  auto year_number = take_digits(text, 4);
  if (!year_number || !take(text, '-')) return std::nullopt;
  auto month_number = take_digits(text, 2);
  if (!month_number || !take(text, '-')) return std::nullopt;
  auto day_number = take_digits(text, 2);
  if (!day_number || !(take(text, 'T') || take(text, 't'))) return std::nullopt;
  auto hour = take_digits(text, 2);
  if (!hour || !take(text, ':')) return std::nullopt;
  auto minute = take_digits(text, 2);
  if (!minute || !take(text, ':')) return std::nullopt;
  auto second = take_digits(text, 2);
  if (!second || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  int fraction = 0;
  if (take(text, '.')) {
    auto digits = take_fraction(text);
    if (!digits) return std::nullopt;
    fraction = *digits;
  }
  auto offset = take_offset(text);
  if (!offset || !text.empty()) return std::nullopt;

  year_month_day date{year{*year_number}, month{static_cast<unsigned>(*month_number)},
                      day{static_cast<unsigned>(*day_number)}};
  if (!date.ok()) return std::nullopt;
  std::int64_t day_count = sys_days{date}.time_since_epoch().count();
  Timestamp local{amity::days(day_count).milliseconds + amity::hours(*hour).milliseconds +
                  amity::minutes(*minute).milliseconds + amity::seconds(*second).milliseconds +
                  fraction};
  return local - *offset;
}

}  // namespace amity
