#include "docs/links.h"

#include "account/model/errors.h"

#include <fmt/format.h>

#include <cctype>

namespace amity::docs {

std::string anchor(std::string_view name) {
  std::string lower;
  for (char c : name) lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lower;
}

std::string link(const shape::Type& type) {
  if (type.kind == shape::Kind::timestamp || type.kind == shape::Kind::boolean)
    return std::string(type.name);
  return fmt::format("[{}](types.md#{})", type.name, anchor(type.name));
}

std::string errors_of(const shape::Operation& row) {
  using namespace account;
  std::string names;
  for (std::size_t i = 0; i < std::size(error_kinds); ++i)
    if (contains(row.errors, static_cast<ErrorCode>(i)))
      names += fmt::format("{}[{}](errors.md#{})", names.empty() ? "" : ", ", error_kinds[i].name,
                           anchor(error_kinds[i].name));
  return names;
}

}  // namespace amity::docs
