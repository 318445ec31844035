// An endpoint's URL: its parts are of the text, in its order, and none can begin another header or
// name a user. What is shown of it to people has no user either.
#include "client/settings/url.h"

#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace amity::client;  // NOLINT(google-build-using-namespace)
  std::string_view text(reinterpret_cast<const char*>(data), size);
  std::string shown = without_user_info(text);
  if (shown.size() > size || without_user_info(shown).size() > shown.size()) std::abort();
  auto url = read_url(text);
  if (!url) return 0;
  if (shown != text) std::abort();
  if (url->hostname().empty() || url->hostname().size() > url->host.size()) std::abort();
  if (url->host.find_first_of("@\r\n /?#\\") != std::string_view::npos) std::abort();
  if (url->target.empty() || url->target.find('#') != std::string_view::npos) std::abort();
  if (url->host.size() + url->target.size() > size) std::abort();
  return 0;
}
