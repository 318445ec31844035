#include "protocol/curl/handle.h"

#include <new>

namespace amity::curl {
namespace {

bool usable() {
  static const CURLcode begun = curl_global_init(CURL_GLOBAL_DEFAULT);
  return begun == CURLE_OK;
}

}  // namespace

Handle::Handle() : handle_(usable() ? curl_easy_init() : nullptr) {
  if (!handle_) throw std::bad_alloc();
  curl_easy_setopt(handle_.get(), CURLOPT_ERRORBUFFER, error_.data());
}

CURLcode Handle::perform() {
  error_[0] = '\0';
  return curl_easy_perform(handle_.get());
}

const char* Handle::detail(CURLcode code) const {
  return error_[0] != '\0' ? error_.data() : curl_easy_strerror(code);
}

MultiHandle make_multi_handle() {
  MultiHandle handle(usable() ? curl_multi_init() : nullptr);
  if (!handle) throw std::bad_alloc();
  return handle;
}

}  // namespace amity::curl
