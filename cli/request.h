#pragma once

#include "protocol/shape/operation.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace amity::cli {

// What the members of a request were given: the words of each option, by the member's wire name.
using Given = std::map<std::string_view, std::vector<std::string>>;

// A request as JSON: the members of `input_json` (the text of a JSON object; empty: none), each
// replaced by what its option was given. Throws Failure (usage) for a value that is none of its
// type, a member that the request does not have, and all required members that are missing. A
// client token may be missing: it is made when the request is sent.
std::string request_of(const shape::Operation& operation, const Given& given,
                       const std::string& input_json);

// Sets a member of a request, in place of what it has. `json` is the member's new value.
std::string with_member(const std::string& request, std::string_view member, std::string_view json);

// A value of that type to be filled in, as JSON: every member, texts empty, the first of an enum's
// values. Of a union it has all members, of which one is to be kept.
std::string skeleton_of(const shape::Type& type);

}  // namespace amity::cli
