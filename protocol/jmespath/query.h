#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

// JMESPath (https://jmespath.org/specification.html): expressions that pick and reshape parts of a
// JSON document.
namespace amity::jmespath {

struct Node;

// An expression that is none, or one that a document does not fit, in a sentence.
class QueryError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// A compiled expression. Any thread.
class Query {
 public:
  // Throws QueryError when it is no expression: also for a function that there is not, or that is
  // given more or fewer arguments than it takes.
  explicit Query(std::string_view expression);
  ~Query();
  Query(Query&&) noexcept;
  Query& operator=(Query&&) noexcept;

  // The result for a JSON document, as JSON; members keep the order of the document. Throws
  // QueryError when a function is given a value of a type that it does not take, and
  // std::invalid_argument when the document is no JSON.
  std::string search(std::string_view document) const;

 private:
  std::unique_ptr<const Node> root_;
};

}  // namespace amity::jmespath
