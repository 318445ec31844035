#pragma once

#include "protocol/awsjson/dispatch.h"
#include "protocol/http/listener.h"

#include <memory>
#include <string_view>

namespace amity::query {

// What the query protocol says of an API beside its operations. All of static duration.
struct Api {
  std::string_view version;        // "2011-06-15": the Version of every request
  std::string_view xml_namespace;  // of every answer
};

// Serves an API on AWS's query protocol: POST / with a form that has Action, Version and the
// operation's parameters; answers and errors are XML. The service behind is one of AWS JSON: a
// request is translated on its way to an awsjson::Dispatcher, which does all that is done for every
// call, and the answer on its way back. So an auditor sees JSON. The signature is that of the
// request as it came.
//
// Errors of the front door have the names that query services give them (InvalidAction,
// SignatureDoesNotMatch, InvalidClientTokenId, …); those of the service have the names of its
// kinds. One belongs to one I/O thread.
class Handler final : public http::Handler {
 public:
  // `clock` and the auditor outlive it.
  Handler(const Api& api, std::unique_ptr<awsjson::Service> service,
          std::unique_ptr<awsjson::Authenticator> authenticator, const Clock& clock,
          const awsjson::Audit& audit);
  ~Handler() override;

  void handle(http::Exchange& exchange) noexcept override;
  void tick() noexcept override { dispatcher_->tick(); }

 private:
  class OriginalSigner;
  class Translation;

  void translate(http::Exchange& exchange);

  Api api_;
  awsjson::Service* service_;  // the dispatcher's
  OriginalSigner* signer_;     // likewise
  std::unique_ptr<awsjson::Dispatcher> dispatcher_;
};

// One listener for both protocols: what comes as a form goes to `query`, all else to `json`.
class ByContentType final : public http::Handler {
 public:
  ByContentType(std::unique_ptr<http::Handler> json, std::unique_ptr<http::Handler> query)
      : json_(std::move(json)), query_(std::move(query)) {}

  void handle(http::Exchange& exchange) noexcept override;
  void tick() noexcept override;

 private:
  std::unique_ptr<http::Handler> json_;
  std::unique_ptr<http::Handler> query_;
};

}  // namespace amity::query
