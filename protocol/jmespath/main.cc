// jmespath-search: reads lines of JSON on standard input, each {"expression":…,"document":…}, and
// writes {"result":…} or {"error":…} for each.
#include "protocol/jmespath/query.h"
#include "protocol/shape/encode.h"

#include <simdjson.h>

#include <iostream>
#include <string>

namespace {

std::string answer_to(const std::string& line) {
  simdjson::dom::parser parser;
  simdjson::dom::element json = parser.parse(line);
  try {
    amity::jmespath::Query query(json["expression"].get_string().value());
    return "{\"result\":" + query.search(simdjson::minify(json["document"].value())) + '}';
  } catch (const amity::jmespath::QueryError& error) {
    std::string told = "{\"error\":";
    amity::shape::append_json_string(error.what(), told);
    return told + '}';
  }
}

}  // namespace

int main() {
  for (std::string line; std::getline(std::cin, line);) std::cout << answer_to(line) << '\n';
  return std::cout.flush() ? 0 : 1;
}
