#include "protocol/http/answer.h"

#include "protocol/http/message_rules.h"

#include <array>
#include <charconv>
#include <ctime>

namespace amity::http {
namespace {

void append_number(std::string& out, std::size_t number) {
  std::array<char, 20> digits;
  auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  out.append(digits.data(), end);
}

}  // namespace

std::string_view reason_phrase(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 301:
      return "Moved Permanently";
    case 302:
      return "Found";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 307:
      return "Temporary Redirect";
    case 308:
      return "Permanent Redirect";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 402:
      return "Payment Required";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 504:
      return "Gateway Timeout";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "";
  }
}

std::string date_now() {
  // Not strftime: its names of days and months follow the locale.
  static constexpr std::array kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  auto two_digits = [](int number) {
    return std::string{static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
  };
  return std::string(kDays[static_cast<std::size_t>(utc.tm_wday)]) + ", " +
         two_digits(utc.tm_mday) + " " + kMonths[static_cast<std::size_t>(utc.tm_mon)] + " " +
         std::to_string(utc.tm_year + 1900) + " " + two_digits(utc.tm_hour) + ":" +
         two_digits(utc.tm_min) + ":" + two_digits(utc.tm_sec) + " GMT";
}

void append_answer(std::string& out, const Response& response, std::string_view date,
                   AnswerForm form) {
  // RFC 9110 §15.3.5, §15.4.5: these have no body, and a length would promise one.
  bool bodiless = response.status == 204 || response.status == 304;

  out += "HTTP/1.1 ";
  append_number(out, static_cast<std::size_t>(response.status));
  out += ' ';
  out += reason_phrase(response.status);
  out += "\r\nDate: ";
  out += date;
  if (!response.content_type.empty()) {
    out += "\r\nContent-Type: ";
    out += response.content_type;
  }
  if (!bodiless) {
    out += "\r\nContent-Length: ";
    append_number(out, response.body.size());
  }
  if (!form.keep_alive) {
    out += "\r\nConnection: close";
  } else if (form.minor_version == 0) {
    out += "\r\nConnection: keep-alive";
  }
  out += "\r\n";
  out += response.fields;
  out += "\r\n";
  if (!bodiless && !form.to_head) out += response.body;
}

void Response::add_field(std::string_view name, std::string_view value) {
  fields += name;
  fields += ": ";
  fields += value;
  fields += "\r\n";
}

std::string_view Request::field(std::string_view name) const {
  for (const Field& field : fields) {
    if (equal_without_case(field.first, name)) return field.second;
  }
  return {};
}

}  // namespace amity::http
