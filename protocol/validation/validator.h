#pragma once

#include "protocol/shape/decoder.h"
#include "protocol/shape/shape.h"
#include "protocol/validation/decode.h"

#include <simdjson.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace amity::shape {

// The rules of a decoder that checks: holds values against the limits of their types and collects
// what is broken, in the words of a Coral service.
class Validator {
 public:
  static constexpr bool checks = true;

  explicit Validator(UnknownMembers unknown = UnknownMembers::ignored) : unknown_(unknown) {}

  [[noreturn]] static void fail(const Path* at, const std::string& message);

  void check_text(const Type& type, std::string_view text, const Path* at);
  void check_number(const Type& type, std::int64_t number, const Path* at);
  // Of a JSON array how many items it has, and what they must differ in.
  void check_list(const Type& type, simdjson::dom::element json, const Path* at);

  void refuse_missing(const Path* at);
  void refuse_union(const Type& type, const Path* at);
  void unknown_member(const Path* at);
  void unknown_name(const Type& type, std::string_view text, void* out, const Path* at);

  std::vector<Violation> take() { return std::move(violations_); }

 private:
  // `shown` is the offending value as text, or null when it must not or cannot be shown.
  void refuse(Constraint constraint, const std::string* shown, std::string_view must,
              const Path* at);

  UnknownMembers unknown_;
  std::vector<Violation> violations_;
};

}  // namespace amity::shape
