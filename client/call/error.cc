#include "client/call/json_body.h"
#include "client/call/outcome.h"

namespace amity::client {

std::string Error::sentence() const {
  if (kind != Kind::service) return message;
  std::string said =
      "An error occurred (" + code + ") when calling the " + operation + " operation";
  if (out_of_attempts) said += " (reached max retries: " + std::to_string(attempts - 1) + ")";
  return said + ": " + message;
}

bool Error::fill(const shape::Type& type, void* out) const {
  return kind == Kind::service && code == type.name && decode_body(body, type, out);
}

}  // namespace amity::client
