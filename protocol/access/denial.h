#pragma once

#include "protocol/iam/evaluate.h"

#include <string>

namespace amity::access {

// What AWS says to whom it denies a call: who, which action, on what, and why (the IAM User Guide,
// "Troubleshoot access denied error messages").
std::string denial(const iam::Principal& principal, const iam::Request& request,
                   const iam::Decision& decision);

}  // namespace amity::access
