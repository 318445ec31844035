#include "protocol/iam/condition_value.h"

#include "protocol/iam/names.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstring>

namespace amity::iam {
namespace {

constexpr unsigned kBitsOfV4 = 32;
constexpr unsigned kBitsOfV6 = 128;
constexpr std::array<std::uint8_t, 12> kMappedV4 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

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

int base64_digit(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (is_digit(c)) return c - '0' + 52;
  if (c == '+') return 62;
  if (c == '/') return 63;
  return -1;
}

}  // namespace

bool Network::holds(const Network& address) const {
  if (address.is_v6 != is_v6) return false;
  unsigned whole = bits / 8;
  if (std::memcmp(bytes.data(), address.bytes.data(), whole) != 0) return false;
  unsigned rest = bits % 8;
  if (rest == 0) return true;
  auto mask = static_cast<std::uint8_t>(0xFF << (8 - rest));
  return ((bytes[whole] ^ address.bytes[whole]) & mask) == 0;
}

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

std::optional<Network> parse_network(std::string_view text) {
  std::size_t slash = text.find('/');
  std::string_view address = text.substr(0, slash);
  std::array<char, INET6_ADDRSTRLEN> terminated{};
  if (address.size() >= terminated.size()) return std::nullopt;
  std::copy(address.begin(), address.end(), terminated.begin());

  Network network;
  network.is_v6 = address.find(':') != std::string_view::npos;
  if (inet_pton(network.is_v6 ? AF_INET6 : AF_INET, terminated.data(), network.bytes.data()) != 1)
    return std::nullopt;
  unsigned most = network.is_v6 ? kBitsOfV6 : kBitsOfV4;
  network.bits = most;
  if (slash != std::string_view::npos) {
    std::string_view bits = text.substr(slash + 1);
    auto [stopped, error] = std::from_chars(bits.data(), bits.data() + bits.size(), network.bits);
    if (error != std::errc() || stopped != bits.data() + bits.size() || network.bits > most)
      return std::nullopt;
  }
  // Callers by IPv4 are known by that address, whatever the listener calls it.
  unsigned before_v4 = kBitsOfV6 - kBitsOfV4;
  if (network.is_v6 && network.bits >= before_v4 &&
      std::equal(kMappedV4.begin(), kMappedV4.end(), network.bytes.begin())) {
    std::copy(network.bytes.begin() + kMappedV4.size(), network.bytes.end(), network.bytes.begin());
    network.is_v6 = false;
    network.bits -= before_v4;
  }
  return network;
}

std::optional<std::string> parse_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::size_t padding = 0;
  while (padding < 2 && padding < text.size() && text[text.size() - 1 - padding] == '=') ++padding;
  text.remove_suffix(padding);
  std::string bytes;
  unsigned held = 0;
  unsigned bits = 0;
  for (char c : text) {
    int digit = base64_digit(c);
    if (digit < 0) return std::nullopt;
    held = (held << 6 | static_cast<unsigned>(digit)) & 0xFFFF;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(held >> bits & 0xFF);
  }
  return bytes;
}

}  // namespace amity::iam
