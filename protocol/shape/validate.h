#pragma once

#include "protocol/shape/decode.h"
#include "protocol/shape/shape.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace amity::shape {

// Checks values against the limits of their types and collects what is broken, in the words of a
// Coral service. Knows where in the request it is: the decoder enters and leaves members and items.
class Validator {
 public:
  void enter(std::string_view member) { path_.emplace_back(member); }
  void enter(std::size_t index) { path_.emplace_back(index); }
  void leave() { path_.pop_back(); }

  void check_text(const Type& type, std::string_view text);
  void check_number(const Type& type, std::int64_t number);
  // `count` is how many items were sent; `identities` are what those within the limit must differ
  // in.
  void check_list(const Type& type, std::size_t count, std::vector<std::string> identities);

  void refuse_missing();
  void refuse_unknown();
  void refuse_enum(const Type& type, std::string_view text);
  void refuse_union(const Type& type);

  std::vector<Violation> take() { return std::move(violations_); }

 private:
  // `shown` is the offending value as text, or null when it must not or cannot be shown.
  void refuse(Constraint constraint, const std::string* shown, std::string_view must);
  std::string field_name() const;  // AllianceLeadContact.Email, IndustrySegments[2]
  std::string coral_path() const;  // allianceLeadContact.email, industrySegments.3.member

  std::vector<std::variant<std::string_view, std::size_t>> path_;
  std::vector<Violation> violations_;
};

}  // namespace amity::shape
