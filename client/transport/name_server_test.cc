#include "client/transport/curl_transport.h"

#include <gtest/gtest.h>

#include <dlfcn.h>
#include <netdb.h>

#include <chrono>
#include <cstring>
#include <future>

namespace {

// A name server that does not answer, until it is told to.
std::promise<void>* asked = nullptr;
std::shared_future<void>* let_go = nullptr;

}  // namespace

// In this program libcurl finds this one.
extern "C" int getaddrinfo(const char* node, const char* service, const addrinfo* hints,
                           addrinfo** found) {
  if (node != nullptr && std::strcmp(node, "stuck.test") == 0) {
    std::shared_future<void> until = *let_go;
    asked->set_value();
    until.wait();
    return EAI_NONAME;
  }
  static const auto real =
      reinterpret_cast<decltype(&getaddrinfo)>(::dlsym(RTLD_NEXT, "getaddrinfo"));
  return real(node, service, hints, found);
}

namespace amity::client {
namespace {

using namespace std::chrono_literals;

class AStuckNameServer : public testing::Test {
 protected:
  AStuckNameServer() { asked = &asked_, let_go = &let_go_future_; }

  Transport::Id send(Transport& transport, const ExchangeLimits& limits) {
    return transport.send({"http://stuck.test/", {}, "{}"}, limits, [this](HttpAnswer answer) {
      answer_.set_value(std::get<TransportError>(answer).kind);
    });
  }

  std::promise<void> asked_, let_go_;
  std::shared_future<void> let_go_future_ = let_go_.get_future().share();
  std::promise<TransportError::Kind> answer_;
  std::future<TransportError::Kind> kind_ = answer_.get_future();
};

TEST_F(AStuckNameServer, DoesNotHoldUpTheLimits) {
  CurlTransport transport;
  transport.post([&] { send(transport, {.connect = 50ms}); });
  asked_.get_future().get();
  ASSERT_EQ(kind_.wait_for(10s), std::future_status::ready);
  EXPECT_EQ(kind_.get(), TransportError::Kind::connect_timed_out);
  let_go_.set_value();
}

TEST_F(AStuckNameServer, DoesNotHoldUpTheEnd) {
  {
    CurlTransport transport;
    transport.post([&] { send(transport, {}); });
    asked_.get_future().get();
  }
  EXPECT_EQ(kind_.wait_for(0s), std::future_status::timeout);
  let_go_.set_value();
}

}  // namespace
}  // namespace amity::client
