#include "client/call/typed.h"

#include "protocol/shape/encode.h"

namespace amity::client {

std::string request_body(const shape::Operation& operation, const void* request) {
  const shape::Type& type = operation.request();
  std::string body;
  for (const shape::Field& field : type.fields) {
    if (!field.idempotency_token) continue;
    const void* token = field.get(request);
    if (token != nullptr && field.type().text_get(token).empty()) {
      shape::encode_without(type, request, field.name, body);
      return body;
    }
  }
  shape::encode(type, request, body);
  return body;
}

Error unreadable(const shape::Operation& operation, CallRecord record) {
  return {.kind = Error::Kind::response,
          .operation = std::string(operation.name),
          .code = "UnreadableResponse",
          .message = "The response is no " + std::string(operation.response().name) + ".",
          .request_id = std::move(record.request_id),
          .status = record.status,
          .attempts = record.attempts,
          .body = std::move(record.body)};
}

Call<std::monostate> pause(const Caller& caller, std::chrono::milliseconds time,
                           const std::stop_token& stop) {
  using State = Call<std::monostate>::State;
  auto state = std::make_shared<State>(caller.config().executor, caller.waiting_check(), stop);
  caller.pause(time, state->stop_token(), [state](bool passed) {
    if (passed) return state->finish({std::monostate(), CallRecord()});
    Error canceled;
    canceled.kind = Error::Kind::canceled;
    canceled.code = "Canceled";
    canceled.message = "The pause was canceled.";
    state->finish(std::move(canceled));
  });
  return Call<std::monostate>(std::move(state));
}

}  // namespace amity::client
