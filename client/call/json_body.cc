#include "client/call/json_body.h"

#include "protocol/shape/decode.h"

namespace amity::client {

bool decode_body(std::string_view json, const shape::Type& type, void* out) {
  try {
    shape::decode_trusted(type, json, out);
    return true;
  } catch (const shape::SerializationError&) {
    return false;
  }
}

}  // namespace amity::client
