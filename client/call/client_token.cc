#include "client/call/client_token.h"

#include "client/call/json_parser.h"
#include "protocol/shape/encode.h"
#include "protocol/shape/uuid.h"

#include <openssl/rand.h>

#include <array>
#include <cstdint>
#include <stdexcept>

namespace amity::client {

std::string new_uuid() {
  std::array<std::uint64_t, 2> bits{};
  // Two that are equal would make one call of two: better none than a guess.
  if (RAND_bytes(reinterpret_cast<unsigned char*>(bits.data()), sizeof bits) != 1)
    throw std::runtime_error("the system gives no random numbers");
  return std::string(shape::Uuid(bits[0], bits[1]).text());
}

std::string_view token_member(const shape::Operation& operation) {
  for (const shape::Field& field : operation.request().fields)
    if (field.idempotency_token) return field.name;
  return {};
}

namespace {

// Puts a new token where the member of an object is null.
void replace_null(std::string_view member, std::string& body) {
  constexpr std::string_view null = "null";
  simdjson::padded_string padded(body);
  simdjson::ondemand::parser parser;
  simdjson::ondemand::document document = parser.iterate(padded);
  for (auto field : document.get_object()) {
    if (std::string_view(field.unescaped_key()) != member) continue;
    std::string_view token = simdjson::ondemand::value(field.value()).raw_json_token();
    body.replace(static_cast<std::size_t>(token.data() - padded.data()), null.size(),
                 '"' + new_uuid() + '"');
    return;
  }
}

}  // namespace

void fill_in_token(const shape::Operation& operation, std::string& body) {
  std::string_view member = token_member(operation);
  if (member.empty()) return;

  JsonParser parser;
  simdjson::dom::object object;
  if (parser.parse(body).get(object) != simdjson::SUCCESS) return;
  simdjson::dom::element value;
  if (object[member].get(value) == simdjson::SUCCESS) {
    if (value.is_null()) replace_null(member, body);
    return;
  }

  bool first = object.size() == 0;
  body.erase(body.rfind('}'));
  if (!first) body += ',';
  shape::append_json_string(member, body);
  body += ":\"" + new_uuid() + "\"}";
}

}  // namespace amity::client
