#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace amity::http {

// Why a message is not served: the status that answers it, and a sentence for people (static).
struct Refusal {
  int status = 0;
  std::string_view reason;
};

// The rules that keep two readers of one connection (a proxy and us) from seeing different messages
// in the same bytes. They are stricter than RFC 9112 asks: where it lets a recipient repair a
// doubtful form, we refuse. Pure functions of bytes; no thread, no socket.

// A line of a header must end in CR LF, hold no other CR or LF and not start with a blank (which
// would continue the line before). Checks the complete lines in `bytes`; a last line without its
// LF is looked at as far as it has come.
std::optional<Refusal> check_lines(std::string_view bytes);

// Finds the end of a header that arrives in pieces, applying the same rules as `check_lines` to
// each line once.
class HeaderScanner {
 public:
  enum class Found { more, end, refused };

  // `bytes` starts with the request line and only grows from call to call.
  Found scan(std::string_view bytes);

  std::size_t size() const { return line_; }  // after `end`: bytes up to and with the empty line
  Refusal refusal() const { return refusal_; }

 private:
  Found refuse(std::string_view reason);

  std::size_t line_ = 0;     // where the unfinished line starts
  std::size_t scanned_ = 0;  // no LF before
  Refusal refusal_;
};

// Looks at the fields that say where a message starts and ends, each as it comes by, and judges
// them together.
class FramingRules {
 public:
  void see_host(std::string_view value);
  void see_content_length(std::string_view value);
  void see_transfer_encoding(std::string_view value);
  void see_expect(std::string_view value);

  // Call when the header is over. `minor_version` is 0 or 1.
  std::optional<Refusal> judge(int minor_version) const;

  bool expects_continue() const { return expects_continue_; }

 private:
  int hosts_ = 0;
  int lengths_ = 0;
  int codings_ = 0;
  bool host_is_valid_ = true;
  bool length_is_valid_ = true;
  bool expects_continue_ = false;
  bool expects_other_ = false;
  std::string_view coding_;
};

// Whether two names differ in nothing but the case of ASCII letters.
bool equal_without_case(std::string_view a, std::string_view b);

}  // namespace amity::http
