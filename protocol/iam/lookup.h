#pragma once

#include "protocol/iam/evaluate.h"

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace amity::iam {

// A condition key as a policy names it.
struct Key {
  explicit Key(std::string_view text);

  std::string name;  // in lower case
  std::size_t hash;  // of the name
};

// The request's values during one evaluation. Many conditions name the same few keys: answers are
// kept as long as their place in a small table is not needed for another key.
class Lookup {
 public:
  using Values = std::optional<std::span<const std::string_view>>;

  explicit Lookup(const Context& context) : context_(context) {}

  Values find(const Key& key);
  // The value of a key that has exactly one: what a variable stands for.
  std::optional<std::string_view> single(const Key& key);

 private:
  static constexpr std::size_t kPlaces = 16;
  struct Answer {
    std::string_view key;
    Values values;
  };

  const Context& context_;
  std::array<Answer, kPlaces> answers_;
};

}  // namespace amity::iam
