#include "server/run.h"

#include "account/model/operations.h"
#include "account/operations/logo_review.h"
#include "account/service/account_service.h"
#include "account/service/scheduler.h"
#include "account/store/sql/sqlite_store.h"
#include "admin/service/admin_service.h"
#include "protocol/awsjson/address_throttle.h"
#include "protocol/awsjson/cors.h"
#include "protocol/query/handler.h"
#include "server/authenticators.h"
#include "server/banner.h"
#include "server/identifiers.h"
#include "server/identities.h"
#include "server/logo_judge.h"
#include "server/machine.h"
#include "server/mail.h"
#include "server/management.h"
#include "server/records.h"
#include "server/secrets.h"
#include "server/seed.h"
#include "server/transport.h"
#include "sts/model.h"
#include "sts/service.h"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <sched.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

namespace amity::server {
namespace {

using account::Environment;

constexpr std::chrono::seconds kGrace{20};
constexpr std::chrono::seconds kManagementGrace{1};

// A directory for data that nobody asked to keep; gone with the object.
class TemporaryDirectory {
 public:
  TemporaryDirectory() {
    std::string pattern = (std::filesystem::temp_directory_path() / "amity-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr)
      throw ConfigError("no temporary directory can be made: name one with --data");
    path_ = pattern;
  }
  ~TemporaryDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

std::string text_of_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw ConfigError("seed file " + path + " cannot be read");
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

Seed seed_of(const Config& config, account::IdentifierSource& identifiers, Timestamp now) {
  if (config.seed.empty()) return {};
  try {
    if (config.seed == "demo") return read_seed(demo_seed(), config.settings, identifiers, now);
    return read_seed(text_of_file(config.seed), config.settings, identifiers, now);
  } catch (const SeedError& error) {
    throw ConfigError("seed " + config.seed + ": " + error.what());
  }
}

// Plants the seed, if there is one, and says who may sign. The secrets of a seed are for dev: those
// of the demo are known to everybody, so serve takes no keys from there.
SeedKeys plant_seed(Mode mode, const Config& config, account::Store& store,
                    account::IdentifierSource& identifiers, Timestamp now) {
  Seed seed = seed_of(config, identifiers, now);
  plant(store, seed);
  return mode == Mode::dev ? by_id(std::move(seed.keys)) : SeedKeys{};
}

// Logs go to standard error: standard output belongs to the line that scripts wait for.
void set_up_log() {
  spdlog::set_default_logger(spdlog::stderr_color_mt("amity"));
  spdlog::set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %^%l%$ %v", spdlog::pattern_time_type::utc);
}

// Signals that are taken by run() itself: blocked here before any thread begins.
sigset_t block_signals(Mode mode) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  // In dev it says that the terminal is gone, and ends the program.
  if (mode == Mode::serve) sigaddset(&signals, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is a full disk, and told as such
  return signals;
}

// The cores that this process may use: a container or taskset can leave it fewer than there are,
// and two I/O threads on one core only take turns.
unsigned usable_cores() {
  cpu_set_t cores;
  CPU_ZERO(&cores);
  if (::sched_getaffinity(0, sizeof cores, &cores) != 0)
    return std::max(1U, std::thread::hardware_concurrency());
  return static_cast<unsigned>(CPU_COUNT(&cores));
}

http::Options api_options(const Config& config, const Certificates& certificates) {
  http::Options options;
  options.address = config.address;
  options.port = config.port;
  options.tls = certificates.for_api();
  options.threads = config.threads != 0 ? config.threads : usable_cores();
  options.trusted_proxies = config.trusted_proxies;
  return options;
}

http::Options management_options(const Config& config, const Certificates& certificates) {
  http::Options options;
  options.address = config.address;
  options.port = config.management_port;
  options.tls = certificates.for_management();
  options.trusted_proxies = config.trusted_proxies;
  return options;
}

std::string endpoint(const Config& config, std::uint16_t port) {
  bool ipv6 = config.address.find(':') != std::string::npos;
  std::string host = ipv6 ? '[' + config.address + ']' : config.address;
  return (config.tls.any() ? "https://" : "http://") + host + ':' + std::to_string(port);
}

// Lets the pages in that are configured, if any.
std::unique_ptr<http::Handler> open_to_pages(const Config& config,
                                             std::unique_ptr<http::Handler> api) {
  if (config.cors_origins.empty()) return api;
  return std::make_unique<awsjson::CorsHandler>(config.cors_origins, std::move(api));
}

// Returns when the program is told to end. SIGHUP means that files have changed.
void wait_for_the_end(const sigset_t& signals, Certificates& certificates, http::Listener& api,
                      http::Listener& management) {
  constexpr timespec kLook{1, 0};
  for (;;) {
    int signal = ::sigtimedwait(&signals, nullptr, &kLook);
    if (signal == SIGTERM || signal == SIGINT) return;
    if (!certificates.look(std::chrono::system_clock::now(), signal == SIGHUP)) continue;
    api.renew(certificates.for_api());
    management.renew(certificates.for_management());
  }
}

void serve(Mode mode, const Config& config, const sigset_t& signals) {
  Certificates certificates(config.tls, std::chrono::system_clock::now());
  Identifiers identifiers(config.seed_ids);
  Secrets secrets;
  TurnableClock clock;  // in serve nobody can turn it
  account::Settings settings = config.settings;
  auto carrier = make_carrier(config.mail, mode == Mode::dev);
  settings.mails_are_sent = carrier != nullptr;
  settings.notices = config.mail.notices.value_or(carrier != nullptr);

  std::optional<TemporaryDirectory> temporary;
  if (config.data.empty()) temporary.emplace();
  account::SqliteStoreOptions store_options;
  store_options.directory = temporary ? temporary->path() : config.data;
  auto store = account::open_sqlite_store(store_options);
  account::PageTokens page_tokens(store->secret());
  account::RequestRates rates(settings);
  Environment environment{
      *store, settings, clock, identifiers, page_tokens, secrets, rates.any() ? &rates : nullptr};
  Identities identities(mode, config.sealing, store_options.directory, *store, settings.place);
  Records records(config, clock);  // in the directory that is now known to be a store
  const SeedKeys seed_keys = plant_seed(mode, config, *store, identifiers, clock.now());
  awsjson::AddressThrottle throttle(config.address_rates);
  std::vector<std::unique_ptr<account::Errand>> errands;
  errands.push_back(std::make_unique<identity::NoteUses>(identities.uses()));
  if (carrier) errands.push_back(std::make_unique<account::MailErrand>(std::move(carrier)));
  if (settings.fetch_logos)
    errands.push_back(std::make_unique<account::LogoReview>(
        [&](std::string_view url) { return fetch_and_judge_logo(url, config.logo_limits); }));
  account::Scheduler scheduler(environment, std::move(errands));
  RunningMachine machine(clock, mode == Mode::dev ? &clock : nullptr, scheduler, identities);
  admin::Worker worker;
  admin::Environment admin_environment{
      *store,
      settings,
      machine,
      worker,
      secrets,
      identities.environment(),
      mode == Mode::serve ? identities.operator_account() : std::string()};

  http::Options options = api_options(config, certificates);
  options.refusal = [&clock, audit = records.of_api()](int status, const http::Request& sender,
                                                       http::Response& response) {
    awsjson::refuse_message(status, sender, response, audit, clock.now());
  };
  const sts::Environment sts_environment{identities.environment(), secrets, clock};
  auto admits_handshake = [&throttle, &clock](std::string_view peer) {
    return throttle.admit(peer, clock.now());
  };
  options.admits_handshake = admits_handshake;
  http::Listener api(options, [&](unsigned) -> std::unique_ptr<http::Handler> {
    auto json = std::make_unique<awsjson::Dispatcher>(
        account::make_account_service(environment),
        api_authenticator(config, identities, seed_keys, throttle), clock, config.error_status,
        records.of_api());
    auto query = std::make_unique<query::Handler>(
        query::Api{sts::version, sts::xml_namespace}, sts::make_sts_service(sts_environment),
        sts_authenticator(config, identities, seed_keys, throttle), clock, records.of_sts());
    return open_to_pages(config,
                         std::make_unique<query::ByContentType>(std::move(json), std::move(query)));
  });
  options = management_options(config, certificates);
  options.admits_handshake = admits_handshake;
  http::Listener management(options, [&](unsigned) -> std::unique_ptr<http::Handler> {
    return std::make_unique<ManagementHandler>(
        *store,
        std::make_unique<account::VerificationPages>(*store, settings, identifiers,
                                                     [&clock] { return clock.now(); }),
        std::make_unique<awsjson::Dispatcher>(
            admin::make_admin_service(admin_environment),
            admin_authenticator(mode, config, identities, throttle), clock, config.error_status,
            records.of_admin()));
  });
  Endpoints endpoints{endpoint(config, api.port()), endpoint(config, management.port())};
  // The port is known only now. Nobody has read this setting yet: no request was served.
  if (settings.verification.completion_url_base.empty())
    settings.verification.completion_url_base = endpoints.management;
  api.start();
  management.start();

  if (mode == Mode::dev) print_banner(config, endpoints, stderr);
  // Scripts wait for one line on standard output; where the other listener is goes to the log.
  spdlog::info("management {}", endpoints.management);
  if (mode == Mode::serve && config.audit.place == AuditPlace::none)
    spdlog::warn("no record of calls is kept: \"audit\" names a place for them");
  std::printf("ready %s\n", endpoints.api.c_str());
  std::fflush(stdout);
  records.start(*store);  // the line of readiness is the first on standard output

  wait_for_the_end(signals, certificates, api, management);
  api.stop(kGrace);
  management.stop(kManagementGrace);
  worker.stop();
  records.stop();
}

void require_complete(Mode mode, const Config& config) {
  require_usable(config.mail);
  require_safe_transport(mode, config);
  if (mode == Mode::dev) return;
  if (config.data.empty())
    throw ConfigError("serve needs a directory for its data: set \"data\", or --data");
  if (!config.verify_signatures)
    throw ConfigError("serve always verifies signatures; only dev can leave that out");
}

// Does the work of a command; what keeps it from that is said on standard error.
template <class F>
int exit_code_of(F work) {
  set_up_log();
  try {
    work();
    return EXIT_SUCCESS;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "amity: %s\n", error.what());
    return EXIT_FAILURE;
  }
}

}  // namespace

int run(Mode mode, const Config& config) {
  return exit_code_of([&] {
    require_complete(mode, config);
    serve(mode, config, block_signals(mode));
  });
}

int init(const Config& config, const std::string& identities_file) {
  return exit_code_of([&] {
    require_complete(Mode::serve, config);
    initialise(config, identities_file);
  });
}

}  // namespace amity::server
