#pragma once

#include "account/model/errors.h"
#include "account/model/tag.h"

#include <cstdint>
#include <vector>

// What may be put on a partner as a tag, beyond the limits of the shapes (behaviour.md §9).
namespace amity::account::domain {

// All that stands against adding those tags to a partner that has `present`: reserved keys, a key
// twice, more than `at_most` in the end. Places are given as of a request's member `Tags`.
std::vector<FieldValidationError> refusals(const TagList& added, const TagList& present,
                                           std::int64_t at_most);

// All that stands against taking those keys off: reserved ones. Places are given as of a request's
// member `TagKeys`.
std::vector<FieldValidationError> refusals(const TagKeyList& removed);

}  // namespace amity::account::domain
