#pragma once

#include "client/call/outcome.h"
#include "client/transport/transport.h"

#include <string>
#include <string_view>
#include <variant>

namespace amity::client {

// The request's id, of x-amzn-RequestId; empty when the response has none.
std::string_view request_id(const HttpResponse& response);

// What a response says: the answer as a JSON object ("{}" for an empty body), or the error. Takes
// the body; the rest of the response stays. Whether the error is worth a repeat, and how many
// attempts there were, is for others to fill in.
std::variant<std::string, Error> read_response(std::string_view operation, HttpResponse& response);

}  // namespace amity::client
