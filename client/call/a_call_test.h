#pragma once

#include "client/call/api_test.h"
#include "client/call/caller.h"
#include "client/transport/fake_transport.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// A call over a fake transport, at a time that stands still.
namespace amity::client {

inline constexpr Timestamp kNow{1'440'938'160'000};  // 20150830T123600Z

// Gives one key after the other; the last one for ever.
class Keys : public CredentialsProvider {
 public:
  explicit Keys(std::vector<Credentials> keys) : keys_(std::move(keys)) {}
  std::optional<Credentials> fetch(std::stop_token) override {
    Credentials key = keys_.front();
    if (keys_.size() > 1) keys_.erase(keys_.begin());
    return key;
  }

 private:
  std::vector<Credentials> keys_;
};

class ACall : public testing::Test {
 protected:
  ACall() {
    config.settings.region = "us-east-1";
    config.credentials = std::make_shared<Keys>(
        std::vector<Credentials>{{"AKIDEXAMPLE", "secret", "", {}, "a test"}});
    config.transport = fake;
    config.clock = [] { return kNow; };
    config.environment = [](const std::string&) { return std::string(); };
    config.log = [this](std::string_view line) { log.emplace_back(line); };
    config.metrics = [this](const CallMetrics& one) {
      metrics.push_back(one);
      metrics.back().error_code = error_codes.emplace_back(one.error_code);
    };
  }

  Caller::Answer call(const shape::Operation& operation = kGetThing,
                      const CallOptions& options = {}, std::string body = "{}") {
    if (!caller) caller.emplace(kApi, config);
    return caller->call(operation, std::move(body), options);
  }

  void answer(const FakeAnswer& one, std::string operation = "GetThing") {
    fake->answer(std::move(operation), one);
  }
  void breaks(TransportError::Kind kind, std::string operation = "GetThing") {
    answer({TransportError{kind, "It broke."}}, std::move(operation));
  }
  std::string sent(std::string_view name, std::size_t request = 0) const {
    return std::string(header(fake->requests().at(request).headers, name));
  }
  std::chrono::milliseconds passed() const {
    return std::chrono::duration_cast<std::chrono::milliseconds>(fake->now() - begun);
  }

  std::shared_ptr<FakeTransport> fake = std::make_shared<FakeTransport>();
  Transport::Time begun = fake->now();
  std::vector<std::string> log;
  std::vector<CallMetrics> metrics;
  std::list<std::string> error_codes;
  Config config;
  std::optional<Caller> caller;
};

}  // namespace amity::client
