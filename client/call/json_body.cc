#include "client/call/json_body.h"

#include "protocol/shape/decode.h"

namespace amity::client {

bool decode_body(std::string_view json, const shape::Type& type, void* out) {
  thread_local simdjson::dom::parser parser;
  simdjson::dom::element element;
  if (parser.parse(json.data(), json.size()).get(element) != simdjson::SUCCESS) return false;
  if (!element.is_object()) return false;
  try {
    shape::decode_trusted(type, element, out);
    return true;
  } catch (const shape::SerializationError&) {
    return false;
  }
}

}  // namespace amity::client
