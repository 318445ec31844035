#include "cli/request.h"

#include "cli/failure.h"
#include "cli/options.h"
#include "protocol/shape/encode.h"

#include <simdjson.h>

#include <algorithm>

namespace amity::cli {
namespace {

using shape::Field;
using shape::Kind;
using shape::Operation;
using shape::Type;

// Members with their values as JSON.
using Members = std::map<std::string, std::string, std::less<>>;

std::string option_of(const Field& field) { return "--" + kebab_case(field.name); }

Members members_in(std::string_view option, const std::string& object) {
  simdjson::dom::parser parser;
  simdjson::dom::object json;
  if (auto error = parser.parse(object).get(json))
    throw Failure(Exit::usage, "Error parsing parameter '" + std::string(option) +
                                   "': Invalid JSON received: " + simdjson::error_message(error));
  Members members;
  for (auto [name, value] : json)
    members.insert_or_assign(std::string(name), simdjson::minify(value));
  return members;
}

std::string object_of(const Members& members) {
  std::string json;
  for (const auto& [name, value] : members) {
    json += json.empty() ? '{' : ',';
    shape::append_json_string(name, json);
    json += ':';
    json += value;
  }
  return json.empty() ? "{}" : json + '}';
}

void require_known(const Operation& operation, const Members& members) {
  auto fields = operation.request().fields;
  for (const auto& [name, value] : members) {
    auto is_it = [&name = name](const Field& field) { return field.name == name; };
    if (std::any_of(fields.begin(), fields.end(), is_it)) continue;
    std::string known;
    for (const Field& field : fields)
      known += (known.empty() ? "" : ", ") + std::string(field.name);
    throw Failure(Exit::usage, "Parameter validation failed:\nUnknown parameter in input: \"" +
                                   name + "\", must be one of: " + known);
  }
}

void require_complete(const Operation& operation, const Members& members) {
  std::string missing;
  for (const Field& field : operation.request().fields) {
    if (!field.required || field.idempotency_token || members.contains(field.name)) continue;
    if (!missing.empty()) missing += ", ";
    missing += option_of(field);
  }
  if (!missing.empty())
    throw Failure(Exit::usage, "the following arguments are required: " + missing);
}

}  // namespace

std::string request_of(const Operation& operation, const Given& given,
                       const std::string& input_json) {
  Members members;
  if (!input_json.empty()) members = members_in("--cli-input-json", input_json);
  require_known(operation, members);
  for (const Field& field : operation.request().fields) {
    auto found = given.find(field.name);
    if (found == given.end()) continue;
    members.insert_or_assign(std::string(field.name),
                             json_of(option_of(field), field.type(), found->second));
  }
  require_complete(operation, members);
  return object_of(members);
}

std::string with_member(const std::string& request, std::string_view member,
                        std::string_view json) {
  Members members = members_in(member, request);
  members.insert_or_assign(std::string(member), std::string(json));
  return object_of(members);
}

std::string skeleton_of(const Type& type) {
  switch (type.kind) {
    case Kind::boolean:
      return "true";
    case Kind::text:
      return "\"\"";
    case Kind::enumeration:
      return '"' + std::string(type.names.front()) + '"';
    case Kind::integer:
    case Kind::long_integer:
      return "0";
    case Kind::timestamp:
      return "\"1970-01-01T00:00:00Z\"";
    case Kind::list:
      return '[' + skeleton_of(type.element()) + ']';
    case Kind::map:
      return "{\"" + std::string(type.map_key().names.front()) +
             "\":" + skeleton_of(type.map_value()) + '}';
    case Kind::structure:
    case Kind::union_: {
      std::string json;
      for (const Field& field : type.fields) {
        json += json.empty() ? '{' : ',';
        json += '"' + std::string(field.name) + "\":" + skeleton_of(field.type());
      }
      return json.empty() ? "{}" : json + '}';
    }
  }
  return {};
}

}  // namespace amity::cli
