// A seed file: read, or refused with a sentence.
#include "server/identifiers.h"
#include "server/seed.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace amity;  // NOLINT(google-build-using-namespace)
  server::Identifiers identifiers(1);
  try {
    server::read_seed({reinterpret_cast<const char*>(data), size}, account::Settings{}, identifiers,
                      Timestamp{1'767'225'600'000});
  } catch (const server::SeedError&) {
    return 0;
  }
  return 0;
}
