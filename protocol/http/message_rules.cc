#include "protocol/http/message_rules.h"

#include <algorithm>

namespace amity::http {
namespace {

constexpr std::string_view kBareLineFeed = "a line ends in LF without CR";
constexpr std::string_view kBareCarriageReturn = "a CR is not followed by LF";
constexpr std::string_view kFolded = "a header line starts with a blank";

bool is_blank(char c) { return c == ' ' || c == '\t'; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

// RFC 3986 `host [ ":" port ]`, less the comma: a list here would be two Host fields joined.
bool is_host_character(char c) {
  return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z') ||
         std::string_view("-._~!$&'()*+;=:%[]").find(c) != std::string_view::npos;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

bool equal_without_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                            [](char x, char y) { return lower(x) == lower(y); });
}

std::optional<Refusal> check_lines(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    std::size_t end = bytes.find_first_of("\r\n", at);
    if (end == std::string_view::npos) break;
    if (bytes[end] == '\n') return Refusal{400, kBareLineFeed};
    if (end + 1 == bytes.size()) break;
    if (bytes[end + 1] != '\n') return Refusal{400, kBareCarriageReturn};
    at = end + 2;
    if (at < bytes.size() && is_blank(bytes[at])) return Refusal{400, kFolded};
  }
  return std::nullopt;
}

HeaderScanner::Found HeaderScanner::refuse(std::string_view reason) {
  refusal_ = {400, reason};
  return Found::refused;
}

HeaderScanner::Found HeaderScanner::scan(std::string_view bytes) {
  for (;;) {
    std::size_t feed = bytes.find('\n', scanned_);
    std::string_view fresh = bytes.substr(scanned_, feed - scanned_);
    std::size_t carriage_return = fresh.find('\r');

    if (feed == std::string_view::npos) {
      if (carriage_return == std::string_view::npos) {
        scanned_ = bytes.size();
      } else {
        scanned_ += carriage_return;  // the LF may be the next byte to arrive
        if (scanned_ + 1 != bytes.size()) return refuse(kBareCarriageReturn);
      }
      return Found::more;
    }
    if (carriage_return == std::string_view::npos) return refuse(kBareLineFeed);
    if (carriage_return + 1 != fresh.size()) return refuse(kBareCarriageReturn);

    bool empty = feed == line_ + 1;
    if (empty && line_ == 0) return refuse("the request line is missing");
    if (line_ != 0 && is_blank(bytes[line_])) return refuse(kFolded);
    line_ = scanned_ = feed + 1;
    if (empty) return Found::end;
  }
}

void FramingRules::see_host(std::string_view value) {
  ++hosts_;
  if (!std::all_of(value.begin(), value.end(), is_host_character)) host_is_valid_ = false;
}

void FramingRules::see_content_length(std::string_view value) {
  ++lengths_;
  if (value.empty() || !std::all_of(value.begin(), value.end(), is_digit)) {
    length_is_valid_ = false;
  }
}

void FramingRules::see_transfer_encoding(std::string_view value) {
  ++codings_;
  coding_ = value;
}

void FramingRules::see_expect(std::string_view value) {
  if (equal_without_case(value, "100-continue")) {
    expects_continue_ = true;
  } else {
    expects_other_ = true;
  }
}

std::optional<Refusal> FramingRules::judge(int minor_version) const {
  if (lengths_ > 0 && codings_ > 0) {
    return Refusal{400, "Content-Length stands beside Transfer-Encoding"};
  }
  if (lengths_ > 1) return Refusal{400, "Content-Length stands more than once"};
  if (!length_is_valid_) return Refusal{400, "Content-Length is not a number"};
  if (codings_ > 1) return Refusal{400, "Transfer-Encoding stands more than once"};
  if (codings_ == 1) {
    if (minor_version == 0) return Refusal{400, "HTTP/1.0 has no Transfer-Encoding"};
    if (!equal_without_case(coding_, "chunked")) {
      // RFC 9112 §6.3: without chunked at the end nobody knows where the body ends.
      // §6.1: a coding before it that we do not know is 501.
      std::size_t comma = coding_.rfind(',');
      bool ends_chunked = comma != std::string_view::npos &&
                          equal_without_case(trim(coding_.substr(comma + 1)), "chunked");
      std::string_view before = ends_chunked ? trim(coding_.substr(0, comma)) : "";
      if (before.empty() || equal_without_case(before, "chunked")) {
        return Refusal{400, "Transfer-Encoding does not end in one chunked"};
      }
      return Refusal{501, "no transfer coding but chunked is known here"};
    }
  }
  if (hosts_ > 1) return Refusal{400, "Host stands more than once"};
  if (hosts_ == 0 && minor_version == 1) return Refusal{400, "Host is missing"};
  if (!host_is_valid_) return Refusal{400, "Host is not a host name"};
  if (expects_other_ && minor_version == 1) {
    return Refusal{417, "no expectation but 100-continue is known here"};
  }
  return std::nullopt;
}

}  // namespace amity::http
