#pragma once

#include "protocol/shape/shape.h"

#include <string>
#include <string_view>

namespace amity::cli {

// The JSON of a structure from the AWS CLI's shorthand: `Key=team,Value=alliances`. A value is a
// bare or quoted text, `[a,b]`, `{Member=value}`; several values of a list may follow each other
// without brackets: `IndustrySegments=AEROSPACE,AGRICULTURE`. A comma of a bare text is `\,`.
// Throws Failure (usage) that names `option` when the text cannot be read so, or names a member
// that the structure does not have.
std::string json_of_shorthand(std::string_view option, const shape::Type& structure,
                              std::string_view text);

}  // namespace amity::cli
