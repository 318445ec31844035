#pragma once

#include "protocol/shape/timestamp.h"

#include <string>
#include <string_view>

// A mail as it travels (RFC 5322): plain text, in whatever characters.
namespace amity::smtp {

struct Message {
  std::string from;        // one address, without a name
  std::string to;          // likewise
  std::string subject;     // UTF-8
  std::string text;        // UTF-8, lines end in \n
  Timestamp date;          // when it was written
  std::string message_id;  // before the @, the same for every copy of the mail
};

// Whether it can stand in an envelope and a header: printable ASCII around one @, no blanks, no
// angle brackets.
bool is_address(std::string_view text);

// The lines of the message, ending in \r\n. What is not plain ASCII is encoded; control characters
// of the subject become blanks, so that nothing that was given can begin a header of its own.
// `from` and `to` are addresses.
std::string write_message(const Message& message);

}  // namespace amity::smtp
