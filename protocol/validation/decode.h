#pragma once

#include "protocol/shape/decode.h"
#include "protocol/shape/shape.h"

#include <simdjson.h>

#include <cstdint>
#include <string>
#include <vector>

namespace amity::shape {

// Which rule of the model a value breaks; the names are those of the API's FieldValidationCode.
enum class Constraint : std::uint8_t {
  required,  // REQUIRED_FIELD_MISSING
  enum_set,  // INVALID_ENUM_VALUE
  pattern,   // INVALID_STRING_FORMAT
  length,    // INVALID_VALUE
  range,     // INVALID_VALUE
  too_many,  // TOO_MANY_VALUES
  too_few,   // INVALID_VALUE
  unique,    // DUPLICATE_VALUE
  one_of,    // INVALID_VALUE
  excluded,  // ACTION_NOT_PERMITTED: not beside what another member says
  unknown,   // a member that the type does not have, where that is refused
};

// What to do with members that a type does not have.
enum class UnknownMembers : std::uint8_t {
  ignored,  // of requests: clients may know more than we do
  refused,  // of files that people write: a misspelt name must not pass
};

// One broken rule. The texts follow Coral services: behaviour.md §5.3.
struct Violation {
  Constraint constraint;
  std::string name;     // "AllianceLeadContact.Email", "TaskDetails.IndustrySegments[2]"
  std::string message;  // "Value 'x' at 'catalog' failed to satisfy constraint: Member must …"
};

// All that is wrong in one sentence, as a Coral service begins it: "2 validation errors detected:
// this; that".
std::string sentence_of(const std::vector<Violation>& violations);

// Fills the structure at `out` from a JSON object. Null counts as absent, the last of two equal
// keys wins. A value of the wrong JSON type throws SerializationError at once; broken rules are
// collected in the order of the model's members, and values of sensitive members are left out of
// their texts. An enum's value that is not known is a broken rule, also where the enum is open.
// With violations the structure is only partly filled.
std::vector<Violation> decode(const Type& type, const simdjson::dom::element& json, void* out,
                              UnknownMembers unknown = UnknownMembers::ignored);

}  // namespace amity::shape
