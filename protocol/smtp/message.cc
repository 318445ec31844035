#include "protocol/smtp/message.h"

#include "protocol/shape/base64.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>

namespace amity::smtp {
namespace {

// The longest line that every server takes (RFC 5321 §4.5.3.1.6).
constexpr std::size_t kLongestLine = 998;
constexpr std::size_t kEncodedLine = 76;
// As many bytes as fit into an encoded word of 75 characters (RFC 2047 §2).
constexpr std::size_t kEncodedWordBytes = 45;
// A subject that leaves its header in one line of 78 characters.
constexpr std::size_t kPlainSubject = 66;

bool is_printable(char c) { return c >= ' ' && c <= '~'; }

// The first characters of the text, in at most that many bytes.
std::string_view first_characters(std::string_view text, std::size_t at_most) {
  if (text.size() <= at_most) return text;
  std::size_t end = at_most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return text.substr(0, end == 0 ? at_most : end);
}

std::string encoded_subject(std::string_view subject) {
  std::string line(subject);
  std::replace_if(
      line.begin(), line.end(),
      [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }, ' ');
  // "=?" would be read as the beginning of an encoded word.
  if (line.size() <= kPlainSubject && std::all_of(line.begin(), line.end(), is_printable) &&
      line.find("=?") == std::string::npos)
    return line;
  std::string out;
  for (std::string_view rest = line; !rest.empty();) {
    std::string_view word = first_characters(rest, kEncodedWordBytes);
    rest.remove_prefix(word.size());
    if (!out.empty()) out += "\r\n ";
    out += "=?UTF-8?B?" + shape::to_base64(word) + "?=";
  }
  return out;
}

// Sun, 08 Feb 2026 20:48:55 +0000
std::string date_time(Timestamp at) {
  static constexpr std::array<const char*, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::time_t seconds = at.milliseconds / 1000;
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d +0000",
                days[static_cast<std::size_t>(utc.tm_wday)], utc.tm_mday,
                months[static_cast<std::size_t>(utc.tm_mon)], utc.tm_year + 1900, utc.tm_hour,
                utc.tm_min, utc.tm_sec);
  return text.data();
}

// The text with lines that end as mail wants them, the last one too.
std::string with_line_ends(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '\r') continue;
    if (c == '\n') out += '\r';
    out += c;
  }
  if (!out.ends_with('\n')) out += "\r\n";
  return out;
}

bool travels_as_it_is(std::string_view lines) {
  std::size_t length = 0;
  for (char c : lines) {
    if (c == '\n') {
      length = 0;
    } else if (c != '\r' && c != '\t' && !is_printable(c)) {
      return false;
    } else if (++length > kLongestLine) {
      return false;
    }
  }
  return true;
}

std::string in_lines(const std::string& encoded) {
  std::string out;
  for (std::size_t i = 0; i < encoded.size(); i += kEncodedLine)
    out += encoded.substr(i, kEncodedLine) + "\r\n";
  return out;
}

}  // namespace

bool is_address(std::string_view text) {
  std::size_t at = text.find('@');
  return at != std::string_view::npos && at != 0 && at + 1 != text.size() &&
         text.find('@', at + 1) == std::string_view::npos &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return c > ' ' && c <= '~' && c != '<' && c != '>'; });
}

std::string write_message(const Message& message) {
  std::string body = with_line_ends(message.text);
  bool plain = travels_as_it_is(body);
  std::string domain = message.from.substr(message.from.find('@'));
  std::string out;
  out += "Date: " + date_time(message.date) + "\r\n";
  out += "From: <" + message.from + ">\r\n";
  out += "To: <" + message.to + ">\r\n";
  out += "Subject: " + encoded_subject(message.subject) + "\r\n";
  out += "Message-ID: <" + message.message_id + domain + ">\r\n";
  out += "Auto-Submitted: auto-generated\r\n";  // nobody's absence note comes back (RFC 3834)
  out += "MIME-Version: 1.0\r\n";
  out += "Content-Type: text/plain; charset=utf-8\r\n";
  out += plain ? "Content-Transfer-Encoding: 7bit\r\n" : "Content-Transfer-Encoding: base64\r\n";
  out += "\r\n";
  out += plain ? body : in_lines(shape::to_base64(body));
  return out;
}

}  // namespace amity::smtp
