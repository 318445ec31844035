#pragma once

#include "account/operations/call.h"
#include "audit/trail.h"
#include "protocol/awsjson/address_throttle.h"
#include "protocol/awsjson/dispatch.h"
#include "protocol/http/forwarded.h"
#include "protocol/smtp/client.h"
#include "server/logo_judge.h"

#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace amity::server {

// For tests and first minutes, or for real.
enum class Mode { dev, serve };

// What secrets in the store are sealed with: a file of keys, or the keys themselves.
struct SealingConfig {
  std::string file;
  std::string keys;
};

// How mails leave the program.
struct MailConfig {
  smtp::Server server;  // without a host there is none
  std::string from;
  std::optional<bool> notices;  // unless said: when somebody carries mails
};

// How both listeners are encrypted: all files in PEM, none named: not at all.
struct TlsConfig {
  std::string certificate;
  std::string key;
  std::string management_client_authorities;  // whose certificates the management listener asks for

  bool any() const { return !certificate.empty(); }
};

// Where records of calls go.
enum class AuditPlace : std::uint8_t { none, file, standard_output, store };

// What is put on record.
struct AuditConfig {
  AuditPlace place = AuditPlace::file;
  std::string file;                        // empty: calls.jsonl in the data directory
  std::uint64_t file_bytes = 100'000'000;  // then it is put aside; 0: never
  unsigned files = 10;                     // kept aside
  bool reads = true;                       // of partners, that succeeded; an operator's always are
  audit::OnFailure on_failure = audit::OnFailure::refuse_changes;
};

// What an account may ask of `amity serve` in a second: what AWS grants for a sibling of this API.
inline account::Settings settings_of_serve() {
  account::Settings settings;
  settings.read_rate.per_second = 5;
  settings.write_rate.per_second = 3;
  return settings;
}

// What one address may ask of `amity serve` in a second, before anybody looks at its signature:
// enough for a dozen busy accounts behind one address, and a guess of a key every second.
inline constexpr awsjson::AddressRates kAddressRatesOfServe{
    .per_second = 100, .burst = 200, .failures_per_second = 1};

// What the program was told. Defaults are those of `amity serve`.
struct Config {
  std::string address = "127.0.0.1";
  std::uint16_t port = 9480;
  std::uint16_t management_port = 9481;
  unsigned threads = 0;  // 0: one per core
  std::string data;      // directory of the store; empty in dev: a temporary one
  std::string seed;      // "demo", or the path of a seed file; empty: none
  bool verify_signatures = true;
  awsjson::ErrorStatus error_status = awsjson::ErrorStatus::modeled;
  Duration clock_window = minutes(15);
  std::optional<std::uint64_t> seed_ids;  // makes identifiers repeat from run to run
  account::Settings settings = settings_of_serve();
  TlsConfig tls;
  bool allow_plain_text = false;  // of `serve`, where others can reach it
  awsjson::AddressRates address_rates = kAddressRatesOfServe;
  std::vector<ip::Network> trusted_proxies;
  std::vector<std::string> cors_origins;  // whose pages may call the API
  MailConfig mail;
  AuditConfig audit;
  LogoLimits logo_limits;  // where logos are fetched
  SealingConfig sealing;
};

// A setting that cannot be used. The text names it and says what is expected.
class ConfigError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// One setting: its name is the flag (--port), the environment variable (AMITY_PORT) and the key in
// the configuration file ("port").
struct Setting {
  std::string_view name;
  std::string_view doc;
  std::string_view placeholder;                           // of its value; empty for a switch
  bool repeated;                                          // may be given several times
  void (*apply)(Config& config, std::string_view value);  // throws ConfigError
  bool secret = false;  // no flag: whoever lists processes would read it
};

std::span<const Setting> settings();

// Reads a configuration file: a JSON object of settings, `quotas` as an object and `account-quotas`
// as a list of {"account", "catalog", "quota", "value"}. Throws ConfigError.
void apply_file(Config& config, const std::string& path);

}  // namespace amity::server
