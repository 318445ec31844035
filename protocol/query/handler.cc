#include "protocol/query/handler.h"

#include "protocol/http/form.h"
#include "protocol/query/translate.h"

#include <simdjson.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace amity::query {
namespace {

constexpr std::string_view kForm = "application/x-www-form-urlencoded";
constexpr std::string_view kJson = "application/x-amz-json-1.0";
constexpr std::string_view kRequestId = "x-amzn-RequestId";
constexpr int kServerFault = 500;

// An error as the JSON front door names it, and as query services do.
struct FrontDoorError {
  std::string_view json;
  std::string_view query;
  int status;
  std::string_view message;  // where the JSON side says nothing
};

constexpr FrontDoorError kFrontDoor[] = {
    {"ExpiredTokenException", "ExpiredToken", 403, {}},
    {"IncompleteSignatureException", "IncompleteSignature", 400, {}},
    {"InvalidSignatureException", "SignatureDoesNotMatch", 403, {}},
    {"MalformedHttpRequestException", "MalformedInput", 400, {}},
    {"MissingAuthenticationTokenException", "MissingAuthenticationToken", 403, {}},
    {"SerializationException", "MalformedInput", 400,
     "The form or one of its values is malformed."},
    {"UnknownOperationException", "InvalidAction", 400,
     "There is no such Action in that Version of the API."},
    {"UnrecognizedClientException", "InvalidClientTokenId", 403, {}},
};

std::string_view text_or(std::string_view fallback,
                         simdjson::simdjson_result<simdjson::dom::element> json) {
  std::string_view text;
  return json.get(text) == simdjson::SUCCESS ? text : fallback;
}

// The value of a header line that the answer has.
std::string_view line_of(const http::Response& response, std::string_view name) {
  std::string_view fields = response.fields;
  std::size_t at = fields.find(std::string(name) + ": ");
  if (at == std::string_view::npos) return {};
  fields.remove_prefix(at + name.size() + 2);
  return fields.substr(0, fields.find('\r'));
}

// The fields that say what a JSON request is: a form's own are not its business.
bool is_replaced(std::string_view name) {
  auto same = [&](std::string_view other) {
    return std::equal(name.begin(), name.end(), other.begin(), other.end(),
                      [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a | 0x20 : a) == b; });
  };
  return same("content-type") || same("x-amz-target");
}

}  // namespace

// Authenticates the request that came, whatever it was made into.
class Handler::OriginalSigner final : public awsjson::Authenticator {
 public:
  explicit OriginalSigner(std::unique_ptr<awsjson::Authenticator> authenticator)
      : authenticator_(std::move(authenticator)) {}

  void set(const http::Request& original) { original_ = &original; }

  const sigv4::AccessKey& authenticate(const http::Request& /*translated*/,
                                       Timestamp now) override {
    return authenticator_->authenticate(*original_, now);
  }

 private:
  std::unique_ptr<awsjson::Authenticator> authenticator_;
  const http::Request* original_ = nullptr;
};

// One call in its JSON form; answers the call that came, and is gone then.
class Handler::Translation final : public http::Exchange {
 public:
  Translation(const Api& api, http::Exchange& original) : api_(api), original_(original) {}

  // What the call is in JSON: `action` stands in the answer.
  void set(std::string action, std::string target, std::string body) {
    action_ = std::move(action);
    target_ = std::move(target);
    body_ = std::move(body);
    for (const http::Field& field : original_.request.fields)
      if (!is_replaced(field.first)) fields_.push_back(field);
    fields_.emplace_back("Content-Type", kJson);
    fields_.emplace_back("X-Amz-Target", target_);
    request = original_.request;
    request.fields = fields_;
    request.body = body_;
  }

  void answer() override {
    write_answer();
    http::Exchange& original = original_;
    delete this;
    original.answer();
  }

 private:
  void write_answer() {
    http::Response& out = original_.response;
    out.content_type = "text/xml";
    out.status = response.status;
    std::string id(line_of(response, kRequestId));
    if (!id.empty()) out.add_field(kRequestId, id);
    simdjson::dom::parser parser;
    simdjson::dom::element json;
    bool parsed =
        parser.parse(response.body.data(), response.body.size()).get(json) == simdjson::SUCCESS;
    if (response.status == 200 && parsed)
      write_result(json, id);
    else
      write_error(
          parsed ? text_or({}, json["__type"]) : std::string_view(),
          parsed ? text_or(text_or({}, json["Message"]), json["message"]) : std::string_view(), id);
  }

  void write_result(simdjson::dom::element json, const std::string& id) {
    std::string& out = original_.response.body;
    out = "<" + action_ + "Response xmlns=\"" + std::string(api_.xml_namespace) + "\"><" + action_ +
          "Result>";
    append_xml(json, out);
    out += "</" + action_ + "Result><ResponseMetadata>";
    append_xml_element("RequestId", id, out);
    out += "</ResponseMetadata></" + action_ + "Response>\n";
  }

  void write_error(std::string_view type, std::string_view message, const std::string& id) {
    std::string_view code = type.substr(type.find('#') + 1);
    const auto* known = std::find_if(std::begin(kFrontDoor), std::end(kFrontDoor),
                                     [&](const auto& error) { return error.json == code; });
    if (known != std::end(kFrontDoor)) {
      code = known->query;
      original_.response.status = known->status;
      if (message.empty()) message = known->message;
    }
    std::string& out = original_.response.body;
    out = "<ErrorResponse xmlns=\"" + std::string(api_.xml_namespace) + "\"><Error>";
    append_xml_element("Type", original_.response.status < kServerFault ? "Sender" : "Receiver",
                       out);
    append_xml_element("Code", code, out);
    append_xml_element("Message", message, out);
    out += "</Error>";
    append_xml_element("RequestId", id, out);
    out += "</ErrorResponse>\n";
  }

  const Api& api_;
  http::Exchange& original_;
  std::string action_;
  std::string target_;
  std::string body_;
  std::vector<http::Field> fields_;
};

Handler::Handler(const Api& api, std::unique_ptr<awsjson::Service> service,
                 std::unique_ptr<awsjson::Authenticator> authenticator, const Clock& clock,
                 const awsjson::Audit& audit)
    : api_(api), service_(service.get()) {
  auto signer = std::make_unique<OriginalSigner>(std::move(authenticator));
  signer_ = signer.get();
  dispatcher_ = std::make_unique<awsjson::Dispatcher>(std::move(service), std::move(signer), clock,
                                                      awsjson::ErrorStatus::modeled, audit);
}

Handler::~Handler() = default;

void Handler::handle(http::Exchange& exchange) noexcept {
  // What runs out of memory here has nobody to tell: as everywhere, it ends the program.
  translate(exchange);
}

void Handler::translate(http::Exchange& exchange) {
  auto call = std::make_unique<Translation>(api_, exchange);
  std::optional<http::Form> form = http::parse_form(exchange.request.body);
  std::string action;
  // A form that is none becomes JSON that is none, a request of another version one for an
  // operation that nobody has: what to say of both the dispatcher knows.
  std::string body = "no form";
  if (form) {
    body = "{}";
    auto version = form->find("Version");
    auto named = form->find("Action");
    if (named != form->end() && version != form->end() && version->second == api_.version)
      action = named->second;
    if (const shape::Operation* operation = service_->find(action)) {
      body.clear();
      append_json(operation->request(), *form, body);
    }
  }
  std::string target = std::string(service_->target_prefix()) + '.' + action;
  call->set(std::move(action), std::move(target), std::move(body));
  signer_->set(exchange.request);
  dispatcher_->handle(*call.release());
}

void ByContentType::handle(http::Exchange& exchange) noexcept {
  bool form = exchange.request.method == "POST" &&
              exchange.request.field("Content-Type").starts_with(kForm);
  (form ? query_ : json_)->handle(exchange);
}

void ByContentType::tick() noexcept {
  json_->tick();
  query_->tick();
}

}  // namespace amity::query
