#pragma once

#include "protocol/shape/api_error.h"
#include "protocol/sigv4/verify.h"

#include <string>
#include <string_view>

// The errors that a request meets before its operation is known, which no model lists. Names, texts
// and statuses follow AWS's own front door: behaviour.md §5.5.
namespace amity::awsjson {

inline constexpr std::string_view kFrontDoorNamespace = "com.amazon.coral.service";

shape::ApiError unknown_operation();                        // 404
shape::ApiError serialization_failed(std::string message);  // 400; the message may be empty
shape::ApiError malformed_request(std::string message);     // 400
shape::ApiError refused(const sigv4::Refusal& refusal);     // 403
// 429: the address has sent too much, or failed too often; a second later it may try again.
shape::ApiError address_throttled();
shape::ApiError unavailable();  // 503: too busy, or the store is gone

// The front door's answer to a message that is no proper HTTP request: 400, 408, 413, 431 and so
// on.
shape::ApiError refused_message(int status);

}  // namespace amity::awsjson
