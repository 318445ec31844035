#pragma once

#include "client/account/client.h"
#include "client/call/json_body.h"
#include "client/transport/fake_transport.h"
#include "protocol/shape/api_error.h"
#include "protocol/shape/encode.h"

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace amity::account {

// The service as a test wants it: no socket, no thread, a time of its own. What is told several
// times for one kind of request holds for one call after the other.
//
//   FakeService service;
//   service.answer<GetPartnerRequest>(partner);
//   service.refuse<TagResourceRequest>(not_found(ResourceNotFoundExceptionReason::PARTNER_NOT_FOUND));
//   program_under_test(service.client());
//   EXPECT_EQ(service.requests<GetPartnerRequest>().size(), 1);
//
// Errors are made by the functions of account/model/errors.h. For what goes wrong below HTTP, and
// for answers that are late, there is `transport()`.
class FakeService {
 public:
  FakeService();

  // Clients of this; `config` for one that is different in more than its transport.
  Client client() const { return Client(config()); }
  client::Config config() const;

  template <class Request>
  void answer(const ResponseOf<Request>& response) {
    std::string body;
    shape::encode(response, body);
    transport_->answer(name_of<Request>(), client::json_answer(200, std::move(body)));
  }

  template <class Request>
  void refuse(const shape::ApiError& error) {
    transport_->answer(name_of<Request>(), refusal(error));
  }

  // The requests of that kind that came, repeats among them, in this order.
  template <class Request>
  std::vector<Request> requests() const {
    std::vector<Request> all;
    for (const std::string& body : bodies(name_of<Request>()))
      if (!client::decode_body(body, shape::type_of<Request>(), &all.emplace_back()))
        throw std::logic_error("no such request: " + body);
    return all;
  }

  client::FakeTransport& transport() const { return *transport_; }

 private:
  template <class Request>
  static std::string name_of() {
    return std::string(operation_of<Request>().name);
  }
  static client::FakeAnswer refusal(const shape::ApiError& error);
  std::vector<std::string> bodies(const std::string& operation) const;

  std::shared_ptr<client::FakeTransport> transport_;
};

}  // namespace amity::account
