#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace amity::bench {

// One complete HTTP/1.1 answer; the body is a view into the bytes it was read from.
struct Answer {
  int status = 0;
  std::string_view body;
  std::size_t size = 0;  // of the whole, in bytes
  bool closes = false;   // the server will close the connection
};

// Reads the answer at the beginning of `bytes`; nothing while it is incomplete. Understands what
// servers send to such a client: a status line, fields, a body by Content-Length. Throws
// std::runtime_error for anything else.
std::optional<Answer> read_answer(std::string_view bytes);

}  // namespace amity::bench
