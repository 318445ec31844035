#pragma once

#include <curl/curl.h>

#include <array>
#include <memory>

namespace amity::curl {

// A handle of libcurl, for one transfer after the other, each on whichever thread. The first one
// begins libcurl's own state, which stays to the end of the program.
class Handle {
 public:
  // Throws std::bad_alloc when libcurl cannot be used.
  Handle();
  Handle(const Handle&) = delete;  // libcurl writes into it
  Handle& operator=(const Handle&) = delete;

  CURL* get() const { return handle_.get(); }

  // Does the transfer that the options describe.
  CURLcode perform();
  // What went wrong at the last one, in libcurl's words. Valid until the next.
  const char* detail(CURLcode code) const;

 private:
  struct End {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  };

  std::array<char, CURL_ERROR_SIZE> error_{};
  std::unique_ptr<CURL, End> handle_;
};

// Many transfers at once.
struct EndMulti {
  void operator()(CURLM* handle) const { curl_multi_cleanup(handle); }
};
using MultiHandle = std::unique_ptr<CURLM, EndMulti>;
// Throws std::bad_alloc when libcurl cannot be used.
MultiHandle make_multi_handle();

}  // namespace amity::curl
