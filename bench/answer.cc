#include "bench/answer.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <string>

namespace amity::bench {
namespace {

// Whether a line starts with `name` (given in lower case, with its colon), by ASCII case folding.
bool starts(std::string_view line, std::string_view name) {
  if (line.size() < name.size()) return false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    char c = line[i];
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c != name[i]) return false;
  }
  return true;
}

template <class Number>
bool read_number(std::string_view text, Number& number) {
  return std::from_chars(text.data(), text.data() + text.size(), number).ec == std::errc();
}

}  // namespace

std::optional<Answer> read_answer(std::string_view bytes) {
  constexpr std::string_view kVersion = "HTTP/1.1 ";
  std::size_t end = bytes.find("\r\n\r\n");
  if (end == bytes.npos) return std::nullopt;

  Answer answer;
  std::string_view head = bytes.substr(0, end + 2);
  if (!head.starts_with(kVersion) || !read_number(head.substr(kVersion.size()), answer.status)) {
    throw std::runtime_error("no HTTP answer: " + std::string(head));
  }
  bool has_length = false;
  std::size_t length = 0;
  for (std::size_t at = head.find("\r\n") + 2; at < head.size();) {
    std::size_t line_end = head.find("\r\n", at);
    std::string_view line = head.substr(at, line_end - at);
    at = line_end + 2;
    if (starts(line, "content-length:")) {
      line.remove_prefix(std::min(line.find_first_not_of(' ', 15), line.size()));
      has_length = read_number(line, length);
    } else if (starts(line, "connection: close")) {
      answer.closes = true;
    }
  }
  if (!has_length)
    throw std::runtime_error("an answer without Content-Length: " + std::string(head));

  answer.size = end + 4 + length;
  if (bytes.size() < answer.size) return std::nullopt;
  answer.body = bytes.substr(end + 4, length);
  return answer;
}

}  // namespace amity::bench
