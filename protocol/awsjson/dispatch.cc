#include "protocol/awsjson/dispatch.h"

#include "protocol/awsjson/front_door.h"
#include "protocol/http/message_rules.h"
#include "protocol/shape/decode.h"
#include "protocol/shape/unavailable.h"

#include <spdlog/spdlog.h>

namespace amity::awsjson {
namespace {

using shape::ApiError;

constexpr std::string_view kContentType = "application/x-amz-json-1.0";
constexpr std::string_view kHealthy = "healthy: amity\n";
constexpr int kServerFault = 500;
constexpr int kTooManyRequests = 429;

std::string_view path_of(std::string_view target) { return target.substr(0, target.find('?')); }

// The media type without its parameters.
std::string_view media_type(std::string_view content_type) {
  content_type = content_type.substr(0, content_type.find(';'));
  while (content_type.ends_with(' ') || content_type.ends_with('\t')) content_type.remove_suffix(1);
  return content_type;
}

// `{"__type":"namespace#Name",…members…}`
void write_error(const ApiError& error, std::string& body) {
  body.clear();
  body += R"({"__type":")";
  body += error.kind().shape_namespace;
  body += '#';
  body += error.kind().name;
  body += '"';
  std::size_t before = body.size();
  body += ',';
  error.append_members(body);
  if (body.size() == before + 1) body.pop_back();
  body += '}';
}

void add_request_id(http::Response& response, const RequestId& id) {
  response.add_field("x-amzn-RequestId", id.text());
}

}  // namespace

void Reply::succeed() {
  http::Response& response = exchange_->response;
  response.status = 200;
  response.content_type = kContentType;
  if (operation_->response().fields.empty()) response.body.clear();
  add_request_id(response, id_);
  end({});
}

std::optional<WrittenRecord> Reply::write_record() {
  if (note_ == nullptr) return std::nullopt;
  auto record = note_->write_down(*exchange_, id_.text(), *operation_);
  on_record_ = record.has_value();
  return record;
}

// A change that is not on record is not acknowledged.
class Reply::Recorded final : public RecordWaiter {
 public:
  explicit Recorded(const Reply& reply) : reply_(reply) {}
  void recorded(bool kept) noexcept override {
    if (!kept) reply_.write(unavailable());
    reply_.exchange_->answer();
  }

 private:
  Reply reply_;
};

// Answers, once the call is on record where that is wanted.
void Reply::end(std::string_view error) {
  bool told = on_record_ && error.empty();
  if (note_ == nullptr || told || !note_->wants(operation_, error)) return exchange_->answer();
  bool changed = error.empty() && operation_->access == shape::Access::write;
  auto waiter = changed ? std::make_shared<Recorded>(*this) : nullptr;
  note_->tell(*exchange_, id_.text(), operation_, error, waiter);
  if (!changed) exchange_->answer();
}

void Reply::fail(std::exception_ptr why) noexcept {
  try {
    std::rethrow_exception(why);
  } catch (const ApiError& error) {
    if (may_send(error)) return send(error);
    spdlog::error("request {}: {} is no error of {}", id_.text(), error.kind().name,
                  operation_->name);
  } catch (const shape::SerializationError& error) {
    return send(serialization_failed(error.what()));
  } catch (const shape::Unavailable&) {
    return send(unavailable());
  } catch (const std::exception& error) {
    spdlog::error("request {}: {}", id_.text(), error.what());
  } catch (...) {
    spdlog::error("request {}: something unknown was thrown", id_.text());
  }
  send(service_->internal_error());
}

bool Reply::may_send(const ApiError& error) const {
  bool of_the_front_door = error.kind().shape_namespace == kFrontDoorNamespace;
  return operation_ == nullptr || of_the_front_door || service_->lists(*operation_, error.kind());
}

void Reply::send(const ApiError& error) {
  add_request_id(exchange_->response, id_);
  write(error);
  end(error.kind().name);
}

void Reply::write(const ApiError& error) {
  http::Response& response = exchange_->response;
  const shape::ErrorKind& kind = error.kind();
  bool flatten = error_status_ == ErrorStatus::always_400 && kind.status < kServerFault &&
                 kind.shape_namespace != kFrontDoorNamespace;
  response.status = flatten ? 400 : kind.status;
  response.content_type = kContentType;
  response.add_field("x-amzn-ErrorType", kind.name);
  // Of the front door alone: how fast an account may be is told by the model's own error.
  if (kind.status == kTooManyRequests && kind.shape_namespace == kFrontDoorNamespace)
    response.add_field("Retry-After", "1");
  write_error(error, response.body);
}

void Dispatcher::handle(http::Exchange& exchange) noexcept {
  Coming call{ids_.next(), clock_.now()};
  if (audit_.auditor != nullptr) call.note = std::make_shared<CallNote>(audit_, call.now);
  try {
    dispatch(exchange, call);
  } catch (...) {
    reply(exchange, call).fail(std::current_exception());
  }
}

Reply Dispatcher::reply(http::Exchange& exchange, const Coming& call) const {
  return {exchange, call.id, *service_, call.operation, error_status_, call.note};
}

void Dispatcher::dispatch(http::Exchange& exchange, Coming& call) {
  const http::Request& request = exchange.request;
  if (request.method == "GET" && path_of(request.target) == "/") {
    exchange.response.content_type = "text/plain";
    exchange.response.body = kHealthy;
    add_request_id(exchange.response, call.id);
    return exchange.answer();
  }
  if (request.method != "POST" || path_of(request.target) != "/") throw unknown_operation();
  if (!http::equal_without_case(media_type(request.field("Content-Type")), kContentType))
    throw unknown_operation();
  std::string_view coding = request.field("Content-Encoding");
  if (!coding.empty() && !http::equal_without_case(coding, "identity"))
    throw malformed_request("The service takes no compressed requests.");

  simdjson::dom::element body = parse(request.body);

  std::string_view target = request.field("X-Amz-Target");
  std::string_view prefix = service_->target_prefix();
  if (!target.starts_with(prefix) || target.substr(prefix.size()).substr(0, 1) != ".")
    throw unknown_operation();
  call.operation = service_->find(target.substr(prefix.size() + 1));
  if (call.operation == nullptr) throw unknown_operation();

  const sigv4::AccessKey& caller = authenticator_->authenticate(request, call.now);
  if (call.note != nullptr) {
    call.note->set_caller(caller);
    if (call.operation->access == shape::Access::write && !call.note->admits_changes())
      throw unavailable();
  }
  service_->serve(*call.operation, caller, body, reply(exchange, call));
}

// An empty body counts as an empty object: clients send it for an operation without members.
simdjson::dom::element Dispatcher::parse(std::string_view body) {
  if (body.empty()) body = "{}";
  simdjson::dom::element json;
  if (parser_.parse(body.data(), body.size()).get(json) != simdjson::SUCCESS || !json.is_object())
    throw serialization_failed({});
  return json;
}

void refuse_message(int status, const http::Request& sender, http::Response& response,
                    const Audit& audit, Timestamp now) {
  thread_local RequestIds ids;
  RequestId id = ids.next();
  ApiError error = refused_message(status);
  response.content_type = kContentType;
  add_request_id(response, id);
  response.add_field("x-amzn-ErrorType", error.kind().name);
  write_error(error, response.body);
  if (audit.auditor == nullptr) return;
  audit.auditor->record({.request_id = id.text(),
                         .time = now,
                         .source = audit.source,
                         .peer = sender.peer,
                         .tls = sender.tls != nullptr ? *sender.tls : http::TlsDetails(),
                         .error = error.kind().name,
                         .response = response.body},
                        nullptr);
}

}  // namespace amity::awsjson
