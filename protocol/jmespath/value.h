#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace amity::jmespath {

class Value;
using Array = std::vector<Value>;
using Object = std::vector<std::pair<std::string, Value>>;  // in the order of the text

// A JSON value. Never changes: arrays and objects are shared by all copies, since most of an answer
// is what was asked about.
class Value {
 public:
  Value() = default;  // null
  explicit Value(bool value) : content_(value) {}
  explicit Value(std::int64_t value) : content_(value) {}
  explicit Value(double value) : content_(value) {}
  explicit Value(std::string value) : content_(std::move(value)) {}
  explicit Value(Array value) : content_(std::make_shared<const Array>(std::move(value))) {}
  explicit Value(Object value) : content_(std::make_shared<const Object>(std::move(value))) {}

  // Of a JSON text. Throws std::invalid_argument when it is none.
  static Value parse(std::string_view json);

  bool is_null() const { return content_.index() == 0; }
  bool is_number() const { return whole() != nullptr || fraction() != nullptr; }

  // What it holds; null when it is something else.
  const bool* boolean() const { return std::get_if<bool>(&content_); }
  const std::int64_t* whole() const { return std::get_if<std::int64_t>(&content_); }
  const double* fraction() const { return std::get_if<double>(&content_); }
  const std::string* text() const { return std::get_if<std::string>(&content_); }
  const Array* array() const {
    auto* found = std::get_if<std::shared_ptr<const Array>>(&content_);
    return found != nullptr ? found->get() : nullptr;
  }
  const Object* object() const {
    auto* found = std::get_if<std::shared_ptr<const Object>>(&content_);
    return found != nullptr ? found->get() : nullptr;
  }

  // Only of a number.
  double number() const;

  // The member of that name; null when there is none.
  Value member(std::string_view name) const;

  // "number", "string", "boolean", "array", "object" or "null".
  std::string_view type() const;

  // Whether it counts as false: null, false, and what is empty. Zero is not.
  bool is_false() const;

  void append_json(std::string& out) const;

  // Numbers are equal by their value; members of objects in whatever order.
  friend bool operator==(const Value& a, const Value& b);

 private:
  std::variant<std::monostate, bool, std::int64_t, double, std::string,
               std::shared_ptr<const Array>, std::shared_ptr<const Object>>
      content_;
};

}  // namespace amity::jmespath
