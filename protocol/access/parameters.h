#pragma once

#include "protocol/shape/shape.h"

#include <string_view>

namespace amity::access {

// What policies ask of a request's members, whatever its operation: by their names.

// The member of that name; null when it is absent or there is none.
inline const void* parameter(const shape::Type& type, const void* request, std::string_view name) {
  for (const shape::Field& field : type.fields)
    if (field.name == name) return field.get(request);
  return nullptr;
}

// The text that the member of that name has; empty when it is absent or there is none.
inline std::string_view text_parameter(const shape::Type& type, const void* request,
                                       std::string_view name) {
  for (const shape::Field& field : type.fields) {
    if (field.name != name) continue;
    const void* text = field.get(request);
    return text != nullptr ? field.type().text_get(text) : std::string_view();
  }
  return {};
}

// The first member of that C++ type, whatever its name; null when it is absent or there is none.
template <class T>
const T* parameter(const shape::Type& type, const void* request) {
  for (const shape::Field& field : type.fields)
    if (&field.type() == &shape::type_of<T>()) return static_cast<const T*>(field.get(request));
  return nullptr;
}

}  // namespace amity::access
