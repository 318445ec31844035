#pragma once

#include "protocol/iam/names.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace amity::access {

// The tags of something as condition keys have them: aws:RequestTag/team has the value of the tag
// whose key is team, whatever the case of either. Views of texts that outlive it.
class TagValues {
 public:
  void add(std::string_view key, std::string_view value) {
    keys_.push_back(key);
    values_.push_back(value);
  }

  // Valid until the next add().
  std::optional<std::span<const std::string_view>> find(std::string_view key) const {
    auto found = std::find_if(keys_.begin(), keys_.end(), [key](std::string_view one) {
      return iam::equal_without_case(one, key);
    });
    if (found == keys_.end()) return std::nullopt;
    return std::span(&values_[static_cast<std::size_t>(found - keys_.begin())], 1);
  }
  std::span<const std::string_view> keys() const { return keys_; }

 private:
  std::vector<std::string_view> keys_;
  std::vector<std::string_view> values_;
};

}  // namespace amity::access
