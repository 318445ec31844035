// A form, of a completion page or a query: what is read has at most as many bytes as were sent.
#include "protocol/http/form.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  std::string_view body(reinterpret_cast<const char*>(data), size);
  auto form = amity::http::parse_form(body);
  if (!form) return 0;
  std::size_t read = 0;
  for (const auto& [name, value] : *form) read += name.size() + value.size();
  if (read > size) std::abort();
  return 0;
}
