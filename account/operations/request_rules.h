#pragma once

#include "account/model/preferences.h"
#include "protocol/validation/decode.h"

#include <vector>

// Rules among the members of one request, which no member's own limits can say. They are checked
// with those limits, before anything is looked up, so that one answer tells all that is wrong. A
// request with such rules has an overload here; service/frame.h finds it.
namespace amity::account {

// ALLOW_BY_DEFAULT_DENY_SOME needs somebody to deny, the others refuse a list (behaviour.md §1.7).
// `violations` are those that the limits have found; what is broken is added.
void check_rules(const UpdateConnectionPreferencesRequest& request,
                 std::vector<shape::Violation>& violations);

}  // namespace amity::account
