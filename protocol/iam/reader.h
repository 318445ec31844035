#pragma once

#include "protocol/iam/policy.h"
#include "protocol/iam/program.h"

#include <string_view>

namespace amity::iam {

// Reads JSON text by the grammar of the IAM policy language and compiles it. Throws PolicyError.
Program read_policy(std::string_view json, PolicyKind kind);

}  // namespace amity::iam
