#pragma once

#include "protocol/awsjson/audit.h"
#include "protocol/awsjson/authenticate.h"
#include "protocol/awsjson/clock.h"
#include "protocol/awsjson/request_id.h"
#include "protocol/http/listener.h"
#include "protocol/shape/api_error.h"
#include "protocol/shape/operation.h"

#include <simdjson.h>

#include <exception>
#include <memory>
#include <string>
#include <string_view>

// AWS JSON 1.0: from an HTTP request to an operation of a service, and back. behaviour.md §5.
namespace amity::awsjson {

// How the errors of the model travel: with the status that the model gives each, or all client
// errors with 400 as the reference pages say. No SDK looks at it (behaviour.md §5.1).
enum class ErrorStatus { modeled, always_400 };

class Service;

// The answer to one request, to be given once, from any thread: a handle, cheap to copy.
class Reply {
 public:
  Reply(http::Exchange& exchange, const RequestId& id, const Service& service,
        const shape::Operation* operation, ErrorStatus error_status,
        std::shared_ptr<const CallNote> note = nullptr)
      : exchange_(&exchange),
        id_(id),
        service_(&service),
        operation_(operation),
        error_status_(error_status),
        note_(std::move(note)) {}

  // The body to be sent, empty at first.
  std::string& body() { return exchange_->response.body; }
  std::string_view request_id() const { return id_.text(); }
  // What is answered; as long as it is not.
  const http::Request& request() const { return exchange_->request; }

  // The record of this call's success, where that is to be kept in the call's own transaction; the
  // caller then keeps it. In body() stands what will be answered.
  std::optional<WrittenRecord> write_record();

  // Sends 200 with what is in body(); without a body when the operation's response has no members,
  // as AWS's services do (behaviour.md §5.2).
  void succeed();
  // Sends an error; 503 for what is Unavailable. What is neither that nor an ApiError that the
  // operation lists is logged and sent as the service's internal error.
  void fail(std::exception_ptr why) noexcept;

 private:
  class Recorded;

  void send(const shape::ApiError& error);
  void write(const shape::ApiError& error);
  void end(std::string_view error);
  bool may_send(const shape::ApiError& error) const;

  http::Exchange* exchange_;
  RequestId id_;
  const Service* service_;
  const shape::Operation* operation_;  // null until it is known
  ErrorStatus error_status_;
  // Null without audit. Shared among the copies of this handle; the last of them may be the one
  // that waits for the record.
  std::shared_ptr<const CallNote> note_;
  bool on_record_ = false;  // the success is, by whoever made the change
};

// An API, as one I/O thread serves it.
class Service {
 public:
  virtual ~Service() = default;

  // "PartnerCentralAccount": what stands before the dot in X-Amz-Target.
  virtual std::string_view target_prefix() const = 0;
  // The operation of that name, or null.
  virtual const shape::Operation* find(std::string_view name) const = 0;
  // Serves a call; `reply` is answered now or later. May throw instead: what it throws is the
  // answer. `caller` and `body` are valid until it returns.
  virtual void serve(const shape::Operation& operation, const sigv4::AccessKey& caller,
                     simdjson::dom::element body, const Reply& reply) = 0;
  // What callers are told when something of ours broke.
  virtual shape::ApiError internal_error() const = 0;
  // Whether the error is of the kinds that the operation's row lists.
  virtual bool lists(const shape::Operation& operation, const shape::ErrorKind& kind) const = 0;
  // Called several times a second, for housekeeping.
  virtual void tick() noexcept {}
};

// Serves POST / for one service, on one I/O thread, in the order of behaviour.md §5.4: method and
// path, content type, JSON, target, signature; the rest is the service's.
class Dispatcher final : public http::Handler {
 public:
  // `clock` and the auditor outlive it.
  Dispatcher(std::unique_ptr<Service> service, std::unique_ptr<Authenticator> authenticator,
             const Clock& clock, ErrorStatus error_status, Audit audit = {})
      : service_(std::move(service)),
        authenticator_(std::move(authenticator)),
        clock_(clock),
        error_status_(error_status),
        audit_(audit) {}

  void handle(http::Exchange& exchange) noexcept override;
  void tick() noexcept override { service_->tick(); }

 private:
  // A call on its way, as far as it is understood.
  struct Coming {
    RequestId id;
    Timestamp now;
    const shape::Operation* operation = nullptr;
    std::shared_ptr<CallNote> note{};  // null without audit
  };

  void dispatch(http::Exchange& exchange, Coming& call);
  Reply reply(http::Exchange& exchange, const Coming& call) const;
  simdjson::dom::element parse(std::string_view body);

  std::unique_ptr<Service> service_;
  std::unique_ptr<Authenticator> authenticator_;
  const Clock& clock_;
  ErrorStatus error_status_;
  Audit audit_;
  RequestIds ids_;
  simdjson::dom::parser parser_;
};

// Fills the answer to a message that was no proper HTTP request, for http::Options, and tells the
// auditor.
void refuse_message(int status, const http::Request& sender, http::Response& response,
                    const Audit& audit, Timestamp now);

}  // namespace amity::awsjson
