#include "protocol/awsjson/audit.h"

#include <utility>

namespace amity::awsjson {

bool CallNote::wants(const shape::Operation* operation, std::string_view error) const {
  bool read = operation != nullptr && operation->access == shape::Access::read;
  return audit_.reads || !read || !error.empty();
}

void CallNote::tell(const http::Exchange& exchange, std::string_view request_id,
                    const shape::Operation* operation, std::string_view error,
                    std::shared_ptr<RecordWaiter> waiter) const noexcept {
  audit_.auditor->record(call(exchange, request_id, operation, error), std::move(waiter));
}

std::optional<WrittenRecord> CallNote::write_down(const http::Exchange& exchange,
                                                  std::string_view request_id,
                                                  const shape::Operation& operation) const {
  return audit_.auditor->write_down(call(exchange, request_id, &operation, {}));
}

AuditedCall CallNote::call(const http::Exchange& exchange, std::string_view request_id,
                           const shape::Operation* operation, std::string_view error) const {
  const http::Request& request = exchange.request;
  bool tells_more = !error.empty() || operation->access == shape::Access::write;
  return {.request_id = request_id,
          .time = time_,
          .source = audit_.source,
          .operation = operation,
          .identity = identity_,
          .claimed_key = identity_.empty() ? claimed_key(request) : std::string_view(),
          .peer = request.peer,
          .host = request.field("Host"),
          .user_agent = request.field("User-Agent"),
          .tls = request.tls != nullptr ? *request.tls : http::TlsDetails(),
          .error = error,
          .request = operation != nullptr ? request.body : std::string_view(),
          .response = tells_more ? std::string_view(exchange.response.body) : std::string_view()};
}

}  // namespace amity::awsjson
