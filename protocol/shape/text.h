#pragma once

#include "protocol/shape/open.h"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace amity::shape {

// What the model says about a string: its length in characters (code points, not bytes), the
// regular expression that the whole of it must match (RE2 syntax), and whether it may be shown.
struct TextLimits {
  std::size_t min = 0;
  std::size_t max = std::numeric_limits<std::size_t>::max();
  std::string_view pattern{};
  bool sensitive = false;  // never logged, never repeated in an error
};

// The base of every named string of the model:
//
//   struct ConnectionId : Text<ConnectionId> {
//     using Text::Text;
//     static constexpr TextLimits limits{.pattern = "pac-[A-Za-z0-9]{13}"};
//   };
//
// Holds any bytes: limits are checked where a request is decoded, not here.
template <class Self>
class Text {
 public:
  Text() = default;
  explicit Text(std::string value) : value_(std::move(value)) {}
  explicit Text(std::string_view value) : value_(value) {}
  explicit Text(const char* value) : value_(value) {}

  const std::string& str() const { return value_; }
  std::string& str() { return value_; }
  std::string_view view() const { return value_; }
  bool empty() const { return value_.empty(); }

  friend bool operator==(const Text& a, const Text& b) { return a.value_ == b.value_; }
  friend auto operator<=>(const Text& a, const Text& b) { return a.value_ <=> b.value_; }

 private:
  std::string value_;
};

// What the model says about a number.
struct NumberLimits {
  std::int64_t min = std::numeric_limits<std::int64_t>::min();
  std::int64_t max = std::numeric_limits<std::int64_t>::max();
};

// The base of every named integer of the model; Rep is std::int32_t (integer) or std::int64_t
// (long).
template <class Self, class Rep>
struct Number {
  using Representation = Rep;
  Rep value = 0;

  Number() = default;
  explicit Number(Rep n) : value(n) {}
  auto operator<=>(const Number&) const = default;
};

// What the model says about a list.
struct ListLimits {
  std::size_t min = 0;
  std::size_t max = std::numeric_limits<std::size_t>::max();
  bool unique = false;  // the same item twice is an error
  // Of a list of structures: the member whose value no two items may share; empty when they may.
  std::string_view unique_by{};
};

// The base of every named list of the model.
template <class Self, class Item>
struct List {
  using Element = Item;
  static constexpr ListLimits limits{};
  std::vector<Item> items;

  bool empty() const { return items.empty(); }
  std::size_t size() const { return items.size(); }
  auto begin() const { return items.begin(); }
  auto end() const { return items.end(); }
  friend bool operator==(const List&, const List&) = default;
};

// The base of every named map of the model whose keys are an enum. Kept sorted by key; the maps of
// the model have two entries at most, so a lookup walks.
template <class Self, class KeyEnum, class Item>
struct Map {
  using Key = Open<KeyEnum>;
  using Value = Item;
  std::vector<std::pair<Key, Item>> entries;

  Item* find(const Key& key) {
    for (auto& [k, v] : entries)
      if (k == key) return &v;
    return nullptr;
  }
  const Item* find(const Key& key) const { return const_cast<Map*>(this)->find(key); }
  // The value of that key, made when absent.
  Item& operator[](const Key& key) {
    auto at = entries.begin();
    while (at != entries.end() && at->first < key) ++at;
    if (at == entries.end() || at->first != key) at = entries.emplace(at, key, Item{});
    return at->second;
  }
  friend bool operator==(const Map&, const Map&) = default;
};

}  // namespace amity::shape
