#include "protocol/validation/pattern.h"

#include <re2/re2.h>

#include <cstdio>
#include <cstdlib>
#include <memory>

namespace amity::shape {

struct CompiledPattern {
  re2::RE2 expression;
};

namespace {

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

// Two threads may compile a pattern at the same time; what one of them made is kept.
const CompiledPattern& compiled(const Pattern& pattern) {
  const CompiledPattern* kept = pattern.compiled.load(std::memory_order_acquire);
  if (kept != nullptr) return *kept;
  std::unique_ptr<const CompiledPattern> made(
      new CompiledPattern{re2::RE2(piece(pattern.expression), re2::RE2::Quiet)});
  if (!made->expression.ok()) {
    std::fprintf(stderr, "pattern of the model does not compile: %s\n",
                 made->expression.error().c_str());
    std::abort();
  }
  if (pattern.compiled.compare_exchange_strong(kept, made.get(), std::memory_order_acq_rel))
    return *made.release();
  return *kept;
}

}  // namespace

bool matches(const Pattern& pattern, std::string_view text) {
  return re2::RE2::FullMatch(piece(text), compiled(pattern).expression);
}

}  // namespace amity::shape
