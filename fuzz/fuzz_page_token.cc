// A NextToken: what we did not make is not read.
#include "account/operations/page_token.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace amity;  // NOLINT(google-build-using-namespace)
  static const account::PageTokens tokens(std::string(32, 's'));
  account::PageScope scope{"ListConnections", {111122223333}, R"({"Catalog":"AWS"})"};
  account::NextToken token(std::string_view(reinterpret_cast<const char*>(data), size));
  if (tokens.read(scope, token, Timestamp{1'767'225'600'000}, hours(24))) std::abort();
  return 0;
}
