// A JMESPath expression, asked of a document that has something of every kind.
#include "protocol/jmespath/query.h"

#include <simdjson.h>

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  // `[@,@] | [@,@] | …` doubles with each part, as it should.
  if (size > 80) return 0;
  constexpr std::string_view document =
      R"({"a":[{"b":1,"c":["x","y"]},{"b":2.5,"c":[]},{"b":-3}],"d":{"e":"text","f":null},"g":true})";
  try {
    amity::jmespath::Query query(std::string_view(reinterpret_cast<const char*>(data), size));
    simdjson::dom::parser parser;
    if (parser.parse(query.search(document)).error() != simdjson::SUCCESS) std::abort();
  } catch (const amity::jmespath::QueryError&) {
    // no expression, or not of these types
  }
  return 0;
}
