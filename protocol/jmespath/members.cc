#include "protocol/jmespath/members.h"

#include <algorithm>
#include <utility>

namespace amity::jmespath {
namespace {

constexpr std::size_t kFew = 16;  // up to here looking at all of them is faster

}  // namespace

void Members::set(std::string name, Value value) {
  std::size_t place = place_of(name);
  if (place < members_.size()) {
    members_[place].second = std::move(value);
  } else {
    members_.emplace_back(std::move(name), std::move(value));
  }
}

Value Members::take() {
  places_.clear();
  return Value(std::exchange(members_, {}));
}

// The number of members for a name that is new.
std::size_t Members::place_of(const std::string& name) {
  if (members_.size() < kFew) {
    auto same = std::find_if(members_.begin(), members_.end(),
                             [&](const auto& each) { return each.first == name; });
    return static_cast<std::size_t>(same - members_.begin());
  }
  if (places_.empty())
    for (std::size_t i = 0; i < members_.size(); ++i) places_.emplace(members_[i].first, i);
  return places_.emplace(name, members_.size()).first->second;
}

}  // namespace amity::jmespath
