#pragma once

#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace amity::shape {

// The wire name of an enumerator.
template <class E>
constexpr std::string_view name_of(E value) {
  return wire_names(E{})[static_cast<std::size_t>(value)];
}

// The enumerator of a wire name.
template <class E>
constexpr std::optional<E> enumerator(std::string_view name) {
  constexpr auto all = wire_names(E{});
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i] == name) return static_cast<E>(i);
  return std::nullopt;
}

// A value of an enum to which the service may add: an enumerator, or the text of one that this
// version of the model does not know. A text is kept as it came, so that nothing is lost when it is
// sent on. Where requests are validated an unknown text is refused: a server that has one of them
// may ask for `value()`.
template <class E>
class Open {
 public:
  using Enum = E;

  Open() = default;                 // the first enumerator
  Open(E value) : value_(value) {}  // NOLINT(google-explicit-constructor): stands where an E stood
  // A wire name, or another text.
  explicit Open(std::string_view text) {
    if (auto known = enumerator<E>(text))
      value_ = *known;
    else
      value_ = std::string(text);
  }

  // The enumerator; nothing when this model does not know the text.
  std::optional<E> known() const {
    const E* value = std::get_if<E>(&value_);
    return value != nullptr ? std::optional<E>(*value) : std::nullopt;
  }
  // The same where it must be known; throws std::bad_variant_access.
  E value() const { return std::get<E>(value_); }
  // As on the wire, known or not.
  std::string_view text() const {
    const E* value = std::get_if<E>(&value_);
    return value != nullptr ? name_of(*value) : std::string_view(std::get<std::string>(value_));
  }

  friend bool operator==(const Open&, const Open&) = default;
  // Known ones first, in the order of the model.
  friend std::strong_ordering operator<=>(const Open&, const Open&) = default;
  friend bool operator==(const Open& open, E value) { return open.known() == value; }

 private:
  std::variant<E, std::string> value_;
};

}  // namespace amity::shape
