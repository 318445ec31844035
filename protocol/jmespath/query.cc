#include "protocol/jmespath/query.h"

#include "protocol/jmespath/node.h"

namespace amity::jmespath {

Query::Query(std::string_view expression) : root_(parse(expression)) {}
Query::~Query() = default;
Query::Query(Query&&) noexcept = default;
Query& Query::operator=(Query&&) noexcept = default;

std::string Query::search(std::string_view document) const {
  std::string json;
  evaluate(*root_, Value::parse(document)).append_json(json);
  return json;
}

}  // namespace amity::jmespath
