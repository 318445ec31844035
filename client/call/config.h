#pragma once

#include "client/call/pending.h"
#include "client/credentials/credentials.h"
#include "client/settings/environment.h"
#include "client/settings/settings.h"
#include "client/transport/transport.h"
#include "protocol/shape/timestamp.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace amity::client {

// May change a request, and see its response; what it adds to a request is signed. Called on the
// loop's thread, for every attempt.
class Interceptor {
 public:
  virtual ~Interceptor() = default;
  virtual void before_signing(std::string_view operation, HttpRequest& request) {
    static_cast<void>(operation), static_cast<void>(request);
  }
  virtual void after_attempt(std::string_view operation, const HttpAnswer& answer) {
    static_cast<void>(operation), static_cast<void>(answer);
  }
};

// One call, when it has ended. Valid while the hook runs.
struct CallMetrics {
  std::string_view operation;
  std::string_view error_code{};  // empty when it was answered
  int status = 0;
  int attempts = 0;
  std::chrono::microseconds duration{0};
};

// A longer limit of time is taken for this one.
inline constexpr std::chrono::milliseconds kLongestTime = std::chrono::hours(24 * 365);

// How a client is made; everything has a default. Copied into the client. A hook (interceptor, log,
// metrics) may drop the client: then the client ends soon after the hook has returned.
struct Config {
  SettingsGiven settings{};

  // Where credentials come from; null: AWS's chain of sources. With `unsigned_requests` none.
  std::shared_ptr<CredentialsProvider> credentials{};
  bool unsigned_requests = false;

  // Limits of time. Zero: without end.
  std::chrono::milliseconds connect_timeout{3'100};
  std::chrono::milliseconds attempt_timeout{30'000};
  std::chrono::milliseconds call_timeout{60'000};  // the whole call, waits between attempts too

  // PEM files; empty: those of the system, none.
  std::string ca_bundle{};
  std::string client_certificate{};
  std::string client_key{};

  int most_connections = 64;  // to the endpoint, at one time; further calls wait for one
  std::string application{};  // added to User-Agent

  // Where coroutines that await a call go on; null: on the loop's thread.
  Executor executor{};

  std::vector<std::shared_ptr<Interceptor>> interceptors{};
  std::function<void(std::string_view line)> log{};           // never bodies, secrets, signatures
  std::function<void(const CallMetrics& metrics)> metrics{};  // both on the loop's thread

  // For tests; null: the real ones. Clock and environment are asked on the loop's thread and on the
  // one that fetches credentials, maybe at once; and the environment on the thread of the first
  // call.
  std::shared_ptr<Transport> transport{};
  std::function<Timestamp()> clock{};
  Environment environment{};
};

// What one call may say differently.
struct CallOptions {
  std::optional<std::chrono::milliseconds> call_timeout{};
  std::optional<std::chrono::milliseconds> attempt_timeout{};
  // Cancels the call: it ends at once with Error::Kind::canceled, its connection closed.
  std::stop_token stop{};
};

}  // namespace amity::client
