#pragma once

#include "protocol/shape/shape.h"

#include <string>
#include <string_view>

namespace amity::shape {

// Appends the value as JSON. Absent members are left out. `value` points at an object of that type.
void encode(const Type& type, const void* value, std::string& out);

// Appends the members of a structure without the surrounding braces; returns whether there were
// any.
bool encode_members(const Type& type, const void* value, std::string& out);

// Appends the structure as JSON with the member of that name left out: what a request means,
// whatever token it came with.
void encode_without(const Type& type, const void* value, std::string_view member, std::string& out);

// Appends text as a JSON string with its quotes. The text is UTF-8.
void append_json_string(std::string_view text, std::string& out);

template <class T>
void encode(const T& value, std::string& out) {
  encode(type_of<T>(), &value, out);
}

}  // namespace amity::shape
