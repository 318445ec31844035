#pragma once

#include "protocol/shape/api_error.h"
#include "protocol/shape/operation.h"
#include "protocol/shape/text.h"

#include <cstdint>
#include <string>
#include <string_view>

// The refusals of the admin API: a kind and a sentence.
namespace amity::admin {

inline constexpr std::string_view error_namespace = "io.amity.admin";

enum class ErrorCode : std::uint8_t {
  AccessDeniedException,      // from elsewhere, or not in this mode
  ConflictException,          // does not fit what is there now
  InternalServerException,    // something of ours broke
  ResourceNotFoundException,  // not there
  ValidationException,        // the request is wrong
};

// One row a kind, in the order of ErrorCode.
inline constexpr shape::ErrorKind error_kinds[] = {
    {.name = "AccessDeniedException", .shape_namespace = error_namespace, .status = 403},
    {.name = "ConflictException", .shape_namespace = error_namespace, .status = 409},
    {.name = "InternalServerException",
     .shape_namespace = error_namespace,
     .status = 500,
     .server_fault = true,
     .retryable = true},
    {.name = "ResourceNotFoundException", .shape_namespace = error_namespace, .status = 404},
    {.name = "ValidationException", .shape_namespace = error_namespace, .status = 400},
};

constexpr std::uint32_t bit_of(ErrorCode code) { return 1U << static_cast<unsigned>(code); }

// An error to be thrown.
shape::ApiError error(ErrorCode code, std::string message);

}  // namespace amity::admin
