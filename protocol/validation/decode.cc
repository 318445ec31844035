#include "protocol/validation/decode.h"

#include "protocol/shape/decoder.h"
#include "protocol/validation/validator.h"

namespace amity::shape {

std::string sentence_of(const std::vector<Violation>& violations) {
  std::string text = std::to_string(violations.size()) + " validation error";
  text += violations.size() == 1 ? " detected: " : "s detected: ";
  for (const Violation& violation : violations) {
    if (&violation != &violations.front()) text += "; ";
    text += violation.message;
  }
  return text;
}

std::vector<Violation> decode(const Type& type, const simdjson::dom::element& json, void* out,
                              UnknownMembers unknown) {
  Validator validator(unknown);
  Decoder<Validator>(validator).decode(type, json, out, nullptr);
  return validator.take();
}

}  // namespace amity::shape
