#include "protocol/shape/decode.h"

#include "protocol/shape/decoder.h"

namespace amity::shape {
namespace {

// The rules of a decoder that has none.
struct Trust {
  static constexpr bool checks = false;

  [[noreturn]] static void fail(const Path* at, const std::string& message) {
    std::string name = name_of(at);
    throw SerializationError(name.empty() ? message : name + ": " + message);
  }

  static void unknown_name(const Type& type, std::string_view text, void* out, const Path* at) {
    if (type.other_set == nullptr) fail(at, std::string(text) + " is no " + std::string(type.name));
    type.other_set(out, text);
  }
};

}  // namespace

std::string name_of(const Path* at) {
  if (at == nullptr) return {};
  std::string name = name_of(at->outer);
  if (const auto* index = std::get_if<std::size_t>(&at->step)) {
    name += '[' + std::to_string(*index) + ']';
  } else {
    if (!name.empty()) name += '.';
    name += std::get<std::string_view>(at->step);
  }
  return name;
}

void decode_trusted(const Type& type, std::string_view json, void* out) {
  thread_local simdjson::dom::parser parser;
  simdjson::dom::element root;
  if (auto error = parser.parse(json.data(), json.size()).get(root))
    throw SerializationError(simdjson::error_message(error));
  Trust trust;
  Decoder<Trust>(trust).decode(type, root, out, nullptr);
}

}  // namespace amity::shape
