// What records tell of a request or a response, whatever is in it: JSON in one line.
#include "account/model/operations.h"
#include "audit/elements.h"

#include <simdjson.h>

#include <cstdlib>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace amity;  // NOLINT(google-build-using-namespace)
  static simdjson::dom::parser parser;
  static simdjson::dom::parser again;
  simdjson::dom::element json;
  if (parser.parse(reinterpret_cast<const char*>(data), size).get(json) != simdjson::SUCCESS)
    return 0;
  for (const shape::Operation& operation : account::operations) {
    for (const shape::Type* type : {&operation.request(), &operation.response()}) {
      std::string written;
      std::vector<std::string> arns;
      audit::append_elements(*type, json, written, arns);
      if (again.parse(written).error() != simdjson::SUCCESS) std::abort();
      if (written.find('\n') != std::string::npos) std::abort();
    }
  }
  return 0;
}
