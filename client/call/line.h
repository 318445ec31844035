#pragma once

#include "client/call/caller.h"
#include "client/call/request_signer.h"
#include "client/call/retry_quota.h"
#include "client/call/send_rate.h"
#include "client/credentials/cache.h"

#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>

namespace amity::client {

// What the calls of one client share, once its settings are known: where to, as whom, how often.
// For the loop's thread.
class Line {
 public:
  // `credentials` null: requests go unsigned. Throws ConfigurationError when the endpoint cannot be
  // told.
  Line(const Api& api, std::shared_ptr<const Config> config, Settings settings,
       std::shared_ptr<Transport> transport, std::shared_ptr<CredentialsProvider> credentials);

  const Api& api() const { return api_; }
  const Config& config() const { return *config_; }
  const Settings& settings() const { return settings_; }
  Transport& transport() const { return *transport_; }
  CredentialsCache* credentials() const { return credentials_.get(); }

  // A request for an operation, without what belongs to one attempt.
  HttpRequest request(const shape::Operation& operation, const std::string& body) const;

  // The time as the service sees it.
  Timestamp service_time() const { return clock_() + clock_offset_; }
  // The service says what time it is.
  void correct_clock(Timestamp service_time) { clock_offset_ = service_time - clock_(); }

  // A random number from 0 to 1.
  double chance() { return std::uniform_real_distribution<>()(random_); }

  // The hooks of the program. A log or metrics hook that throws is no matter; what an interceptor
  // throws is thrown.
  void log(std::string_view text) const;
  void measure(const CallMetrics& metrics) const;
  void before_signing(std::string_view operation, HttpRequest& request) const;
  void after_attempt(Interceptor& interceptor, std::string_view operation,
                     const HttpAnswer& answer) const;
  // Whether one of them is under way. It may drop the last Caller.
  bool calls_hook() const { return hooks_ > 0; }

  RequestSigner signer;
  RetryQuota quota;
  std::optional<SendRate> rate;  // in the mode `adaptive`

 private:
  Api api_;
  std::shared_ptr<const Config> config_;
  Settings settings_;
  std::shared_ptr<Transport> transport_;
  std::function<Timestamp()> clock_;
  Duration clock_offset_{};
  std::unique_ptr<CredentialsCache> credentials_;
  std::string url_;
  std::string host_;
  std::string user_agent_;
  std::mt19937_64 random_;
  mutable int hooks_ = 0;  // that are under way, one within the other
};

}  // namespace amity::client
