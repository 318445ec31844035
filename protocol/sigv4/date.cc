#include "protocol/sigv4/date.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace amity::sigv4 {
namespace {

// The number that the next `count` digits of `text` write, from `at`; -1 when one is no digit.
int digits(std::string_view text, std::size_t at, std::size_t count) {
  int number = 0;
  for (char c : text.substr(at, count)) {
    if (c < '0' || c > '9') return -1;
    number = number * 10 + (c - '0');
  }
  return number;
}

std::optional<Timestamp> instant(int year, int month, int day, int hour, int minute, int second) {
  if (year < 0 || month < 1 || day < 1 || hour < 0 || hour > 23 || minute < 0 || minute > 59 ||
      second < 0 || second > 59) {
    return std::nullopt;
  }
  std::chrono::year_month_day date{std::chrono::year(year),
                                   std::chrono::month(static_cast<unsigned>(month)),
                                   std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
  return Timestamp{(((days * 24 + hour) * 60 + minute) * 60 + second) * 1000};
}

void append_digits(unsigned number, int count, std::string& out) {
  std::array<char, 4> text{};
  for (int i = count; i-- > 0; number /= 10) {
    text[static_cast<std::size_t>(i)] = static_cast<char>('0' + number % 10);
  }
  out.append(text.data(), static_cast<std::size_t>(count));
}

}  // namespace

std::optional<Timestamp> parse_basic_iso8601(std::string_view text) {
  if (text.size() != 16 || text[8] != 'T' || text[15] != 'Z') return std::nullopt;
  return instant(digits(text, 0, 4), digits(text, 4, 2), digits(text, 6, 2), digits(text, 9, 2),
                 digits(text, 11, 2), digits(text, 13, 2));
}

void append_basic_iso8601(Timestamp at, std::string& out) {
  std::chrono::sys_time<std::chrono::milliseconds> time{std::chrono::milliseconds(at.milliseconds)};
  auto day = std::chrono::floor<std::chrono::days>(time);
  std::chrono::year_month_day date{day};
  auto second =
      static_cast<unsigned>(std::chrono::duration_cast<std::chrono::seconds>(time - day).count());
  append_digits(static_cast<unsigned>(static_cast<int>(date.year())), 4, out);
  append_digits(static_cast<unsigned>(date.month()), 2, out);
  append_digits(static_cast<unsigned>(date.day()), 2, out);
  out += 'T';
  append_digits(second / 3600, 2, out);
  append_digits(second / 60 % 60, 2, out);
  append_digits(second % 60, 2, out);
  out += 'Z';
}

std::string to_basic_iso8601(Timestamp at) {
  std::string text;
  append_basic_iso8601(at, text);
  return text;
}

std::optional<Timestamp> parse_http_date(std::string_view text) {
  constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  if (text.size() != 29 || text.substr(3, 2) != ", " || text[7] != ' ' || text[11] != ' ' ||
      text[16] != ' ' || text[19] != ':' || text[22] != ':' || text.substr(25) != " GMT") {
    return std::nullopt;
  }
  const auto* month = std::find(kMonths.begin(), kMonths.end(), text.substr(8, 3));
  if (month == kMonths.end()) return std::nullopt;
  return instant(digits(text, 12, 4), static_cast<int>(month - kMonths.begin()) + 1,
                 digits(text, 5, 2), digits(text, 17, 2), digits(text, 20, 2), digits(text, 23, 2));
}

}  // namespace amity::sigv4
