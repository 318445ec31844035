#pragma once

#include "protocol/shape/operation.h"

#include <string>
#include <string_view>

namespace amity::client {

// The name of the member that an SDK fills in when the caller does not; empty when the operation
// has none.
std::string_view token_member(const shape::Operation& operation);

// Gives the request, a JSON object, a random client token where its operation has one and the
// request does not. What is no JSON object stays as it is, for the service to refuse.
void fill_in_token(const shape::Operation& operation, std::string& body);

// A random UUID (version 4), lower case.
std::string new_uuid();

}  // namespace amity::client
