#include "protocol/iam/condition_value.h"

#include "protocol/iam/names.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>

namespace amity::iam {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Reads a text from the front, and fails for good at the first thing that is not there.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  // That many digits, no more and no less.
  int digits(std::size_t count) {
    int number = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (i >= rest_.size() || !is_digit(rest_[i])) {
        ok_ = false;
        return 0;
      }
      number = number * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(count);
    return number;
  }
  bool take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void need(char c) { ok_ = take(c) && ok_; }
  // What follows a decimal point.
  double fraction() {
    double value = 0;
    double place = 0.1;
    if (rest_.empty() || !is_digit(rest_.front())) ok_ = false;
    for (; !rest_.empty() && is_digit(rest_.front()); rest_.remove_prefix(1), place /= 10)
      value += place * (rest_.front() - '0');
    return value;
  }
  bool over() const { return rest_.empty(); }
  bool ok() const { return ok_; }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

// 13:42, 13:42:05 or 13:42:05.25, then Z or an offset; in seconds.
double time_of_day(Scanner& in, bool& valid) {
  int hour = in.digits(2);
  in.need(':');
  int minute = in.digits(2);
  int second = 0;
  double fraction = 0;
  if (in.take(':')) {
    second = in.digits(2);
    if (in.take('.')) fraction = in.fraction();
  }
  valid = valid && hour <= 23 && minute <= 59 && second <= 59;
  double offset = 0;
  if (!in.take('Z')) {
    bool west = in.take('-');
    if (!west) in.need('+');
    int hours = in.digits(2);
    in.need(':');
    int minutes = in.digits(2);
    valid = valid && hours <= 23 && minutes <= 59;
    offset = (west ? -1 : 1) * (hours * 3600.0 + minutes * 60.0);
  }
  return hour * 3600.0 + minute * 60.0 + second + fraction - offset;
}

std::optional<double> parse_w3c_date(std::string_view text) {
  Scanner in(text);
  int year = in.digits(4);
  int month = 1;
  int day = 1;
  double time = 0;
  bool valid = true;
  if (in.take('-')) {
    month = in.digits(2);
    if (in.take('-')) {
      day = in.digits(2);
      if (in.take('T')) time = time_of_day(in, valid);
    }
  }
  std::chrono::year_month_day date{std::chrono::year(year),
                                   std::chrono::month(static_cast<unsigned>(month)),
                                   std::chrono::day(static_cast<unsigned>(day))};
  if (!in.ok() || !in.over() || !valid || !date.ok()) return std::nullopt;
  return static_cast<double>(std::chrono::sys_days(date).time_since_epoch().count()) * 86400.0 +
         time;
}

}  // namespace

std::optional<double> parse_number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  double number = 0;
  auto [stopped, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || stopped != text.data() + text.size() || !std::isfinite(number))
    return std::nullopt;
  return number;
}

std::optional<double> parse_date(std::string_view text) {
  if (auto date = parse_w3c_date(text)) return date;
  return parse_number(text);
}

std::optional<bool> parse_bool(std::string_view text) {
  if (equal_without_case(text, "true")) return true;
  if (equal_without_case(text, "false")) return false;
  return std::nullopt;
}

}  // namespace amity::iam
