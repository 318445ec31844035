#pragma once

#include "protocol/shape/shape.h"

#include <simdjson.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace amity::shape {

// A JSON value of another type than the member's. The message is the one a Coral service gives,
// for example "NUMBER_VALUE cannot be converted to String".
class SerializationError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

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
// their texts. With violations the structure is only partly filled.
std::vector<Violation> decode(const Type& type, const simdjson::dom::element& json, void* out,
                              UnknownMembers unknown = UnknownMembers::ignored);

// The same without rules: what a store or a client reads back. Unknown enum values throw
// SerializationError; a missing required member stays as it was constructed.
void decode_trusted(const Type& type, const simdjson::dom::element& json, void* out);

template <class T>
T decode_trusted(std::string_view json) {
  thread_local simdjson::dom::parser parser;
  T value;
  decode_trusted(type_of<T>(), parser.parse(json.data(), json.size()).value(), &value);
  return value;
}

}  // namespace amity::shape
