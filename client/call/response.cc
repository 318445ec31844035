#include "client/call/response.h"

#include "client/call/json_parser.h"

#include <initializer_list>

namespace amity::client {
namespace {

using simdjson::dom::element;

// The text of a member, by the first of these names that it has; empty when it has none.
std::string text_in(const element& json, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    std::string_view text;
    if (json[name].get(text) == simdjson::SUCCESS) return std::string(text);
  }
  return {};
}

// "com.amazonaws.account#ConflictException:http://internal/" -> "ConflictException"
std::string without_namespace(std::string_view type) {
  type = type.substr(0, type.find(':'));
  return std::string(type.substr(type.rfind('#') + 1));
}

// A list of unions, each of one structure: FieldValidationError, BusinessValidationError.
std::vector<ErrorDetail> details_in(const element& json) {
  std::vector<ErrorDetail> details;
  simdjson::dom::array list;
  if (json["ErrorDetails"].get(list) != simdjson::SUCCESS) return details;
  for (element item : list) {
    simdjson::dom::object one;
    if (item.get(one) != simdjson::SUCCESS) continue;
    for (auto [kind, value] : one)
      if (value.is_object())
        details.push_back({text_in(value, {"Name"}), text_in(value, {"Code"}),
                           text_in(value, {"Message", "message"})});
  }
  return details;
}

// What a response without an error of ours comes to: a proxy's page, a redirect.
void name_by_status(const HttpResponse& response, Error& error) {
  error.code = "HTTP" + std::to_string(response.status);
  std::string_view place = header(response.headers, "Location");
  if (response.status >= 300 && response.status < 400 && !place.empty()) {
    error.message = "The endpoint redirects to " + std::string(place) +
                    ", and redirects are not followed: a signature is for one host.";
  } else if (error.message.empty()) {
    error.message = "The response has status " + std::to_string(response.status) +
                    " and says nothing that could be understood; it may come from a proxy.";
  }
}

}  // namespace

std::string_view request_id(const HttpResponse& response) {
  return header(response.headers, "x-amzn-RequestId");
}

std::variant<std::string, Error> read_response(std::string_view operation, HttpResponse& response) {
  JsonParser parser;
  element json;
  bool is_object = parser.parse(response.body).get(json) == simdjson::SUCCESS && json.is_object();
  if (response.status == 200) {
    if (response.body.empty()) return std::string("{}");
    if (is_object) return std::move(response.body);
  }

  Error error{.kind = Error::Kind::service,
              .operation = std::string(operation),
              .request_id = std::string(request_id(response)),
              .status = response.status};
  if (response.status >= 200 && response.status < 300) {
    error.kind = Error::Kind::response;
    error.code = "UnreadableResponse";
    error.message = "The response has status " + std::to_string(response.status) +
                    ", but its body is no JSON object.";
  } else {
    error.code = without_namespace(header(response.headers, "X-Amzn-Errortype"));
    if (is_object) {
      if (error.code.empty()) error.code = without_namespace(text_in(json, {"__type", "code"}));
      error.message = text_in(json, {"Message", "message"});
      error.reason = text_in(json, {"Reason"});
      error.details = details_in(json);
    }
    if (error.code.empty()) name_by_status(response, error);
  }
  error.body = std::move(response.body);
  return error;
}

}  // namespace amity::client
