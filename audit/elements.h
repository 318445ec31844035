#pragma once

#include "protocol/shape/shape.h"

#include <simdjson.h>

#include <string>
#include <vector>

namespace amity::audit {

// Appends what a request or a response said, as CloudTrail shows it: members begin with a small
// letter. Only what the member table describes is shown, and of that no sensitive text: "***" is
// in its place. A member that is not of its kind is left out, as is one that nobody knows: nobody
// can say what is in it. The value may be anything; one that is no object is shown as nothing.
//
// Adds to `arns` what members named "Identifier" or "…Arn" hold, where that is an ARN.
void append_elements(const shape::Type& type, simdjson::dom::element value, std::string& out,
                     std::vector<std::string>& arns);

}  // namespace amity::audit
