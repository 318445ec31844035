#pragma once

#include <simdjson.h>

#include <cstddef>
#include <string>

namespace amity::client {

// Parses one body at a time: with the thread's own parser, whose memory serves again, or, where the
// body is large, with one whose memory goes with this.
class JsonParser {
 public:
  // Valid until the next body, on this thread, and as long as this.
  simdjson::simdjson_result<simdjson::dom::element> parse(const std::string& body) {
    constexpr std::size_t large = 256 * 1024;
    if (body.size() > large) return own_.parse(body);
    thread_local simdjson::dom::parser kept;
    return kept.parse(body);
  }

 private:
  simdjson::dom::parser own_;
};

}  // namespace amity::client
