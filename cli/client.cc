#include "cli/client.h"

#include "cli/failure.h"
#include "client/call/client_token.h"

#include <simdjson.h>

#include <chrono>

namespace amity::cli {
namespace {

Timestamp now() {
  auto since = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}

// The text of a member, by the first of these names that it has.
std::string text_in(simdjson::dom::element json, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    std::string_view text;
    if (json[name].get(text) == simdjson::SUCCESS) return std::string(text);
  }
  return {};
}

Failure refusal(std::string_view operation, const HttpAnswer& answer, bool is_signed) {
  simdjson::dom::parser parser;
  simdjson::dom::element json;
  std::string code;
  std::string message;
  if (parser.parse(answer.body).get(json) == simdjson::SUCCESS) {
    code = text_in(json, {"__type"});
    code.erase(0, code.rfind('#') + 1);
    message = text_in(json, {"Message", "message"});
  }
  if (code.empty()) code = std::to_string(answer.status);
  std::string sentence = "An error occurred (" + code + ") when calling the " +
                         std::string(operation) + " operation: " + message;
  if (!is_signed && code == "MissingAuthenticationTokenException")
    sentence +=
        " (no credentials were found: set AMITY_ACCESS_KEY_ID and AMITY_SECRET_ACCESS_KEY, "
        "or name a profile with --profile)";
  return {Exit::service, sentence};
}

}  // namespace

Client::Client(const Api& api, Endpoint endpoint, std::optional<sigv4::Credentials> credentials,
               std::string region, std::ostream* debug)
    : api_(api), transport_(std::move(endpoint)), debug_(debug) {
  if (!credentials) return;
  access_key_id_ = credentials->access_key_id;
  signer_.emplace(
      std::move(*credentials),
      sigv4::SigningOptions{.region = std::move(region), .service = std::string(api.signing_name)});
}

std::string Client::call(const shape::Operation& operation, const std::string& given) {
  std::string request = given;
  client::fill_in_token(operation, request);
  Headers headers{
      {"Host", transport_.host()},
      {"Content-Type", "application/x-amz-json-1.0"},
      {"X-Amz-Target", std::string(api_.target_prefix) + '.' + std::string(operation.name)}};
  if (signer_) {
    std::vector<sigv4::Field> fields(headers.begin(), headers.end());
    auto added = signer_->sign(
        {.method = "POST", .target = transport_.path(), .fields = fields, .body = request}, now());
    headers.insert(headers.end(), added.begin(), added.end());
  }
  headers.emplace_back("User-Agent", "amity");

  if (debug_ != nullptr)
    *debug_ << "amity: " << headers[2].second << " to " << transport_.host() << transport_.path()
            << ", " << request.size() << " bytes, "
            << (signer_ ? "signed with " + access_key_id_ : "unsigned") << std::endl;
  HttpAnswer answer = transport_.post(headers, request);
  if (debug_ != nullptr)
    *debug_ << "amity: status " << answer.status << ", " << answer.body.size()
            << " bytes, request id " << answer.request_id << std::endl;

  if (answer.status != 200) throw refusal(operation.name, answer, signer_.has_value());
  return answer.body.empty() ? "{}" : std::move(answer.body);
}

}  // namespace amity::cli
