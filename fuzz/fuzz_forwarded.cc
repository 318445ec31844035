// X-Forwarded-For as callers write it: the proxy's own entry behind it always wins.
#include "protocol/http/forwarded.h"

#include <cstdlib>
#include <string>

namespace {

using namespace amity;  // NOLINT(google-build-using-namespace)

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  static const std::vector<ip::Network> trusted{*ip::Network::parse("10.0.0.0/8")};
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (auto network = ip::Network::parse(bytes)) {
    if (network->bits >= 96 && !network->contains(network->address)) std::abort();
  }

  std::string appended = std::string(bytes) + ", 203.0.113.9";
  std::pair<std::string_view, std::string_view> one[] = {{"X-Forwarded-For", appended},
                                                         {"X-Forwarded-Proto", bytes}};
  if (http::see_through("10.0.0.1", one, trusted).peer != "203.0.113.9") std::abort();
  std::pair<std::string_view, std::string_view> two[] = {{"X-Forwarded-For", bytes},
                                                         {"X-Forwarded-For", "203.0.113.9"}};
  if (http::see_through("10.0.0.1", two, trusted).peer != "203.0.113.9") std::abort();
  if (http::see_through("192.0.2.1", two, trusted).peer != "192.0.2.1") std::abort();
  return 0;
}
