#pragma once

#include "client/transport/curl_transport.h"
#include "protocol/curl/handle.h"

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace amity::client {

// One exchange as libcurl's handle, and after it the next: the handle and its
// memory are used again.
class Transfer {
 public:
  explicit Transfer(const CurlOptions& options);
  Transfer(const Transfer&) = delete;  // libcurl knows where it is
  Transfer& operator=(const Transfer&) = delete;

  CURL* handle() const { return handle_.get(); }

  // Makes the handle ready for a request, which must stay where it is until the
  // end. `owner` is given back by owner_of. A connect time of zero is without
  // end.
  void prepare(const HttpRequest& request, std::chrono::milliseconds connect, void* owner);
  static void* owner_of(CURL* handle);

  // Whether a byte of the request has left, as far as is known.
  bool sent() const;
  // What came of it, once libcurl has ended it with this code. To be called
  // once.
  HttpAnswer answer(CURLcode code);

 private:
  static std::size_t take_body(char* bytes, std::size_t one, std::size_t count, void* self);
  static std::size_t take_header(char* bytes, std::size_t one, std::size_t count, void* self);
  static int before_request(void* self, char* from, char* to, int from_port, int to_port);

  void set_headers(const Headers& headers);
  TransportError error(CURLcode code) const;

  curl::Handle handle_;
  const std::size_t most_bytes_;
  std::string url_;    // as the handle has it
  std::string lines_;  // the headers' lines, each with a NUL
  std::vector<std::size_t> line_starts_;
  std::vector<curl_slist> list_;  // libcurl's view of them
  HttpResponse response_;
  std::size_t header_bytes_ = 0;
  bool headers_whole_ = false;
  bool too_large_ = false;
  int requests_ = 0;  // how often libcurl was about to send
};

}  // namespace amity::client
