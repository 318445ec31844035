#include "cli/nearest.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace amity::cli {
namespace {

// How many letters have to be put in, left out or changed, or neighbours exchanged.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before;  // the row before the last
  std::vector<std::size_t> last(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::vector<std::size_t> row(b.size() + 1, i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      bool same = a[i - 1] == b[j - 1];
      row[j] = std::min({row[j - 1] + 1, last[j] + 1, last[j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before = std::exchange(last, std::move(row));
  }
  return last.back();
}

}  // namespace

std::vector<std::string> nearest(std::string_view typed, std::span<const std::string> words) {
  constexpr std::size_t kLongest = 100;  // nobody meant more than that
  if (typed.size() > kLongest) return {};
  std::vector<std::pair<std::size_t, std::string>> near;
  for (const std::string& word : words) {
    std::size_t away = distance(typed, word);
    if (away <= std::max<std::size_t>(1, word.size() / 4)) near.emplace_back(away, word);
  }
  std::stable_sort(near.begin(), near.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> found;
  for (std::size_t i = 0; i < std::min<std::size_t>(3, near.size()); ++i)
    found.push_back(near[i].second);
  return found;
}

}  // namespace amity::cli
