#include "protocol/curl/handle.h"

#include <new>

namespace amity::curl {
namespace {

CURL* make_handle() {
  static const CURLcode begun = curl_global_init(CURL_GLOBAL_DEFAULT);
  return begun == CURLE_OK ? curl_easy_init() : nullptr;
}

}  // namespace

Handle::Handle() : handle_(make_handle()) {
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

}  // namespace amity::curl
