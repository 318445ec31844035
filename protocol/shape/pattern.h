#pragma once

#include <memory>
#include <string_view>

namespace amity::shape {

// A regular expression of the model, compiled once. Matching takes time linear in the text,
// whatever the text is, and may be done from any thread.
class Pattern {
 public:
  // The expression is the program's own: one that does not compile ends the program with its
  // reason.
  explicit Pattern(std::string_view expression);
  ~Pattern();

  // Whether the whole of the text matches. The text is UTF-8.
  bool matches(std::string_view text) const;

 private:
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace amity::shape
