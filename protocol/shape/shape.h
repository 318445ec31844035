#pragma once

#include "protocol/shape/open.h"
#include "protocol/shape/text.h"
#include "protocol/shape/timestamp.h"

#include <array>
#include <atomic>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

// The member table: a structure of the model is an ordinary C++ struct that lists its members once,
//
//   struct GetConnectionRequest {
//     Catalog catalog;
//     ConnectionId identifier;
//
//     static constexpr auto members() {
//       using Self = GetConnectionRequest;
//       return shape::fields(
//           shape::field<&Self::catalog>("Catalog", "Where the connection lives."),
//           shape::field<&Self::identifier>("Identifier", "The connection to show."));
//     }
//   };
//
// and everything else — decoding, validation, encoding, the command line, the reference pages, the
// comparison with the public model — is a loop over that table. The type's name is the shape's
// name.
//
// A plain member is required, a std::optional one is not. A C++ type that may be absent although
// the model calls it required is `field<…>(…).required()`. A union is a struct of optional members
// whose table is made by `one_of(…)` instead of `fields(…)`.
//
// An enum is described by a function found by argument-dependent lookup, wire names in order:
//
//   enum class InvitationStatus : std::uint8_t { PENDING, ACCEPTED };
//   constexpr auto wire_names(InvitationStatus) { return shape::names("PENDING", "ACCEPTED"); }
//
// A member of type InvitationStatus takes these and no others; one of shape::Open<InvitationStatus>
// (open.h) keeps what a newer service may say.
namespace amity::shape {

enum class Kind : std::uint8_t {
  boolean,
  text,
  enumeration,
  integer,       // 32 bits
  long_integer,  // 64 bits
  timestamp,
  list,
  map,
  structure,
  union_,
};

struct Type;

// One row of a member table, with the C++ type erased.
struct Field {
  std::string_view name;  // as on the wire
  std::string_view doc;   // one sentence of ours
  bool required = false;
  bool optional = false;           // a std::optional, whether or not the model requires it
  bool idempotency_token = false;  // an SDK fills it in when the caller does not

  const Type& (*type)() = nullptr;
  const void* (*get)(const void* owner) = nullptr;  // null when an optional member is absent
  void* (*make)(void* owner) = nullptr;             // the member, made present
};

struct CompiledPattern;

// The regular expression of a text, and where whoever validates keeps what it compiled, when the
// first text is checked (protocol/validation): a client never does. Any thread.
struct Pattern {
  std::string_view expression;
  mutable std::atomic<const CompiledPattern*> compiled{nullptr};
};

// What the interpreter knows of a type. Which members are set depends on the kind.
struct Type {
  Kind kind;
  std::string_view name;

  // text
  TextLimits text{};
  std::string_view (*text_get)(const void*) = nullptr;
  void (*text_set)(void*, std::string_view) = nullptr;
  const Pattern* pattern = nullptr;  // of text.pattern; null when there is none
  // enumeration: the position of a wire name is the enumerator's value
  std::span<const std::string_view> names{};
  std::uint8_t (*enum_get)(const void*) = nullptr;  // names.size() where the text is another
  void (*enum_set)(void*, std::uint8_t) = nullptr;
  // the text that is another; null where the enum is not open
  std::string_view (*other_get)(const void*) = nullptr;
  void (*other_set)(void*, std::string_view) = nullptr;
  // integer, long_integer
  NumberLimits number{};
  std::int64_t (*number_get)(const void*) = nullptr;
  void (*number_set)(void*, std::int64_t) = nullptr;
  // list
  ListLimits list{};
  const Type& (*element)() = nullptr;
  std::size_t (*list_size)(const void*) = nullptr;
  const void* (*list_at)(const void*, std::size_t) = nullptr;
  void* (*list_append)(void*) = nullptr;
  // map, whose keys are an open enumeration
  const Type& (*map_key)() = nullptr;
  const Type& (*map_value)() = nullptr;
  std::size_t (*map_size)(const void*) = nullptr;
  std::pair<const void*, const void*> (*map_at)(const void*, std::size_t) = nullptr;
  void* (*map_insert)(void*, std::string_view key) = nullptr;  // the value, made when absent
  // structure, union_
  std::span<const Field> fields{};
};

// A row being written: `field<&Self::member>("Name", "Sentence.")`, perhaps `.required()`.
struct FieldRow : Field {
  constexpr FieldRow required() const {
    FieldRow row = *this;
    row.Field::required = true;
    return row;
  }
  constexpr FieldRow token() const {
    FieldRow row = *this;
    row.idempotency_token = true;
    return row;
  }
};

template <std::size_t N>
struct FieldTable {
  std::array<Field, N> rows;
  bool is_union;
};

template <class... Names>
constexpr std::array<std::string_view, sizeof...(Names)> names(Names... wire_names) {
  return {std::string_view(wire_names)...};
}

template <class T>
const Type& type_of();

namespace detail {

template <class>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <class T>
struct ValueOf {
  using type = T;
};
template <class T>
struct ValueOf<std::optional<T>> {
  using type = T;
};

template <auto Member>
struct MemberOf;
template <class Owner_, class Value_, Value_ Owner_::*Member>
struct MemberOf<Member> {
  using Owner = Owner_;
  using Value = Value_;
  using Shape = typename ValueOf<Value_>::type;

  static const void* get(const void* owner) {
    const Value& value = static_cast<const Owner*>(owner)->*Member;
    if constexpr (is_optional<Value>) {
      return value ? &*value : nullptr;
    } else {
      return &value;
    }
  }
  static void* make(void* owner) {
    Value& value = static_cast<Owner*>(owner)->*Member;
    if constexpr (is_optional<Value>) {
      if (!value) value.emplace();
      return &*value;
    } else {
      return &value;
    }
  }
};

// "amity::account::Catalog" -> "Catalog", from the compiler's own spelling of the type.
template <class T>
constexpr std::string_view spelled_name() {
  std::string_view text = __PRETTY_FUNCTION__;
  std::size_t begin = text.find("T = ") + 4;
  std::size_t end = text.find_first_of(";]", begin);
  text = text.substr(begin, end - begin);
  std::size_t colon = text.rfind("::");
  return colon == std::string_view::npos ? text : text.substr(colon + 2);
}

template <class T>
concept Structure = requires {
  T::members();
};
template <class T>
concept Enumeration = std::is_enum_v<T> && requires(T value) {
  wire_names(value);
};
template <class T>
concept OpenEnumeration = requires {
  typename T::Enum;
};
template <class T>
concept TextShape = requires(T& value) {
  { value.str() } -> std::same_as<std::string&>;
};
template <class T>
concept NumberShape = requires {
  typename T::Representation;
};
template <class T>
concept ListShape = requires {
  typename T::Element;
};
template <class T>
concept MapShape = requires {
  typename T::Key;
};

template <class T>
inline constexpr bool undescribed = false;

template <Enumeration E>
inline constexpr auto enum_names = wire_names(E{});

template <TextShape T>
inline constinit const Pattern pattern_of{T::limits.pattern};

// The table lives here, once per structure, so that a span of it can be handed around.
template <Structure S>
inline constexpr auto table = S::members();

template <class T>
Type describe() {
  Type type{};
  type.name = spelled_name<T>();
  if constexpr (Structure<T>) {
    type.kind = table<T>.is_union ? Kind::union_ : Kind::structure;
    type.fields = table<T>.rows;
  } else if constexpr (Enumeration<T>) {
    type.kind = Kind::enumeration;
    type.names = enum_names<T>;
    type.enum_get = [](const void* p) {
      return static_cast<std::uint8_t>(*static_cast<const T*>(p));
    };
    type.enum_set = [](void* p, std::uint8_t value) {
      *static_cast<T*>(p) = static_cast<T>(value);
    };
  } else if constexpr (OpenEnumeration<T>) {
    using E = typename T::Enum;
    type.kind = Kind::enumeration;
    type.name = spelled_name<E>();
    type.names = enum_names<E>;
    type.enum_get = [](const void* p) {
      auto known = static_cast<const T*>(p)->known();
      return static_cast<std::uint8_t>(known ? static_cast<std::size_t>(*known)
                                             : enum_names<E>.size());
    };
    type.enum_set = [](void* p, std::uint8_t value) {
      *static_cast<T*>(p) = static_cast<E>(value);
    };
    type.other_get = [](const void* p) { return static_cast<const T*>(p)->text(); };
    type.other_set = [](void* p, std::string_view text) { *static_cast<T*>(p) = T(text); };
  } else if constexpr (TextShape<T>) {
    type.kind = Kind::text;
    type.text = T::limits;
    type.text_get = [](const void* p) { return static_cast<const T*>(p)->view(); };
    type.text_set = [](void* p, std::string_view value) { static_cast<T*>(p)->str() = value; };
    if (!type.text.pattern.empty()) type.pattern = &pattern_of<T>;
  } else if constexpr (NumberShape<T>) {
    using Rep = typename T::Representation;
    type.kind = sizeof(Rep) == 4 ? Kind::integer : Kind::long_integer;
    type.number = T::limits;
    type.number_get = [](const void* p) {
      return static_cast<std::int64_t>(static_cast<const T*>(p)->value);
    };
    type.number_set = [](void* p, std::int64_t value) {
      static_cast<T*>(p)->value = static_cast<Rep>(value);
    };
  } else if constexpr (std::same_as<T, Timestamp>) {
    type.kind = Kind::timestamp;
    type.name = "DateTime";
  } else if constexpr (std::same_as<T, bool>) {
    type.kind = Kind::boolean;
    type.name = "Boolean";
  } else if constexpr (ListShape<T>) {
    using Element = typename T::Element;
    type.kind = Kind::list;
    type.list = T::limits;
    type.element = &type_of<Element>;
    type.list_size = [](const void* p) { return static_cast<const T*>(p)->items.size(); };
    type.list_at = [](const void* p, std::size_t i) -> const void* {
      return &static_cast<const T*>(p)->items[i];
    };
    type.list_append = [](void* p) -> void* { return &static_cast<T*>(p)->items.emplace_back(); };
  } else if constexpr (MapShape<T>) {
    type.kind = Kind::map;
    type.map_key = &type_of<typename T::Key>;
    type.map_value = &type_of<typename T::Value>;
    type.map_size = [](const void* p) { return static_cast<const T*>(p)->entries.size(); };
    type.map_at = [](const void* p, std::size_t i) -> std::pair<const void*, const void*> {
      const auto& [key, value] = static_cast<const T*>(p)->entries[i];
      return {&key, &value};
    };
    type.map_insert = [](void* p, std::string_view key) -> void* {
      return &(*static_cast<T*>(p))[typename T::Key(key)];
    };
  } else {
    static_assert(undescribed<T>,
                  "this type is no shape: give it members(), wire_names(), or a base of text.h");
  }
  return type;
}

}  // namespace detail

// The description of a shape. The reference is valid for the program's life.
template <class T>
const Type& type_of() {
  static const Type type = detail::describe<T>();
  return type;
}

template <auto Member>
constexpr FieldRow field(std::string_view name, std::string_view doc) {
  using Of = detail::MemberOf<Member>;
  FieldRow row;
  row.name = name;
  row.doc = doc;
  row.optional = detail::is_optional<typename Of::Value>;
  row.Field::required = !row.optional;
  row.type = &type_of<typename Of::Shape>;
  row.get = &Of::get;
  row.make = &Of::make;
  return row;
}

template <class... Rows>
constexpr FieldTable<sizeof...(Rows)> fields(Rows... rows) {
  return {{static_cast<Field>(rows)...}, false};
}

// A union: exactly one of the members is present.
template <class... Rows>
constexpr FieldTable<sizeof...(Rows)> one_of(Rows... rows) {
  return {{static_cast<Field>(rows)...}, true};
}

}  // namespace amity::shape
