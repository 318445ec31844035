#include "server/management.h"

namespace amity::server {
namespace {

using account::ReadTx;

// Reads something small.
class Probe final : public account::Work<ReadTx> {
 public:
  void run(ReadTx& tx) override { tx.accounts().find(account::domain::AccountId{0}); }
  void done(std::exception_ptr failure) noexcept override { answered = !failure; }
  bool answered = false;
};

void answer(http::Exchange& exchange, int status, std::string_view body) {
  exchange.response.status = status;
  exchange.response.content_type = "application/json";
  exchange.response.body = body;
  exchange.answer();
}

}  // namespace

void ManagementHandler::handle(http::Exchange& exchange) noexcept {
  std::string_view target = exchange.request.target;
  if (account::VerificationPages::owns(target)) return pages_->handle(exchange);
  if (target == "/" && exchange.request.method == "POST") return admin_->handle(exchange);
  tell_health(exchange);
}

void ManagementHandler::tick() noexcept {
  reader_->rest();
  pages_->tick();
  admin_->tick();
}

void ManagementHandler::tell_health(http::Exchange& exchange) noexcept {
  const http::Request& request = exchange.request;
  if (request.target != "/health/live" && request.target != "/health/ready")
    return answer(exchange, 404, R"({"status":"not found"})");
  if (request.method != "GET" && request.method != "HEAD") {
    exchange.response.add_field("Allow", "GET, HEAD");
    return answer(exchange, 405, R"({"status":"method not allowed"})");
  }
  if (request.target == "/health/ready" && !store_answers())
    return answer(exchange, 503, R"({"status":"the store does not answer"})");
  answer(exchange, 200, R"({"status":"ok"})");
}

bool ManagementHandler::store_answers() noexcept {
  Probe probe;
  reader_->read(probe);
  return probe.answered;
}

}  // namespace amity::server
