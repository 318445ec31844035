// Bytes of a connection. Whatever they are, they read the same in one piece and byte by byte.
#include "protocol/http/request_reader.h"

#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

namespace {

using amity::http::RequestReader;

std::vector<std::string> requests_in(std::string_view bytes, std::size_t piece) {
  RequestReader reader(4096, 4096);
  std::vector<std::string> found;
  std::size_t at = 0;
  while (true) {
    auto progress = reader.advance();
    if (progress == RequestReader::Progress::refused) {
      found.push_back("refused");
      return found;
    }
    if (progress == RequestReader::Progress::complete) {
      found.push_back(std::string(reader.request().method) + ' ' +
                      std::string(reader.request().target) + ' ' +
                      std::string(reader.request().body));
      reader.next();
      continue;
    }
    if (at == bytes.size()) return found;
    auto room = reader.prepare();
    std::size_t size = std::min({room.size(), piece, bytes.size() - at});
    std::memcpy(room.data(), bytes.data() + at, size);
    reader.commit(size);
    at += size;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (requests_in(bytes, 1'000'000) != requests_in(bytes, 1)) std::abort();
  return 0;
}
