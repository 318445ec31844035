#pragma once

#include "protocol/shape/shape.h"

#include <string_view>

namespace amity::client {

// Fills a structure from JSON, without checks of the model's rules. False, with the structure
// partly filled, when the text is no JSON or no such structure.
bool decode_body(std::string_view json, const shape::Type& type, void* out);

}  // namespace amity::client
