#include "protocol/shape/pattern.h"

#include <re2/re2.h>

#include <cstdio>
#include <cstdlib>

namespace amity::shape {

struct Pattern::Compiled {
  re2::RE2 expression;
};

Pattern::Pattern(std::string_view expression)
    : compiled_(new Compiled{
          re2::RE2(re2::StringPiece(expression.data(), expression.size()), re2::RE2::Quiet)}) {
  if (!compiled_->expression.ok()) {
    std::fprintf(stderr, "pattern of the model does not compile: %s\n",
                 compiled_->expression.error().c_str());
    std::abort();
  }
}

Pattern::~Pattern() = default;

bool Pattern::matches(std::string_view text) const {
  return re2::RE2::FullMatch(re2::StringPiece(text.data(), text.size()), compiled_->expression);
}

}  // namespace amity::shape
