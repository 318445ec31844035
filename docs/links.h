#pragma once

#include "protocol/shape/operation.h"
#include "protocol/shape/shape.h"

#include <string>
#include <string_view>

// Links from one page of docs/reference/ to another, as Markdown.
namespace amity::docs {

// Where the heading of that name is on its page: "#" and this.
std::string anchor(std::string_view name);

// To a type of the account model; nothing to tell of times and booleans but their name.
std::string link(const shape::Type& type);

// To the errors of one of its operations, "A, B".
std::string errors_of(const shape::Operation& row);

}  // namespace amity::docs
