#pragma once

#include "protocol/http/listener.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace amity::awsjson {

// Lets pages of these origins, and no others, call the API from a browser (the CORS protocol of the
// Fetch standard): tells the browser so on every answer and answers its questions beforehand. A
// page of another origin gets the answer that it would have got anyway, without a word about
// origins, and its browser keeps it from the page.
//
// Requests that are no proper HTTP are answered by the listener and say nothing of origins either.
// Cookies play no part: who calls is in the signature. One for each I/O thread.
class CorsHandler final : public http::Handler {
 public:
  // `origins` as browsers write them, "https://console.example.com": compared byte by byte.
  CorsHandler(std::vector<std::string> origins, std::unique_ptr<http::Handler> api)
      : origins_(std::move(origins)), api_(std::move(api)) {}

  void handle(http::Exchange& exchange) noexcept override;
  void tick() noexcept override { api_->tick(); }

 private:
  bool knows(std::string_view origin) const;

  std::vector<std::string> origins_;
  std::unique_ptr<http::Handler> api_;
};

// Whether it is an origin as browsers write it: http or https, a host in lower case, a port unless
// it is the scheme's own, and nothing behind. `*` and `null` stand for anybody, and are not.
bool is_origin(std::string_view text);

}  // namespace amity::awsjson
