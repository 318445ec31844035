// A JSON object with credentials, of a service, a program or a file: read or not. What is read can
// be signed with.
#include "client/credentials/key_document.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace amity::client;  // NOLINT(google-build-using-namespace)
  std::string_view json(reinterpret_cast<const char*>(data), size);
  for (const char* member : {"", "roleCredentials"}) {
    auto document = KeyDocument::read(json, member);
    if (!document) continue;
    auto credentials = document->credentials("Token");
    if (!credentials) continue;
    if (credentials->access_key_id.empty() || credentials->secret_access_key.empty()) std::abort();
    if (credentials->expires_at.has_value() == document->text("Expiration").empty()) std::abort();
  }
  return 0;
}
